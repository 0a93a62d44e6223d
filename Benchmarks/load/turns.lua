-- Sends a few requests in turn, each with headers and a body of its own, and says at the end what came
-- of it. Argument: a file with a line for each request: METHOD, TARGET, HEADERS, BODY, parted by tabs;
-- the last two are files, of which BODY may be empty.
--
-- In a body, @revision@ is the revision that the form of the page before says it has, and @turn@ is
-- another number each time: so every save changes something. That needs a single connection.

dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "told.lua")

local requests = {}
local turn = 0
local revision = nil

local function read(path)
  local file = io.open(path, "rb")
  local text = file:read("*a")
  file:close()
  return text
end

function init(arguments)
  local reads = false
  for line in io.lines(arguments[1]) do
    local method, target, named, path = line:match("^(.-)\t(.-)\t(.-)\t(.-)$")
    local headers = {}
    for header in io.lines(named) do
      local name, value = header:match("^(.-): (.*)$")
      if name then headers[name] = value end
    end
    local body = read(path)
    local one = {changes = body:find("@turn@", 1, true) ~= nil}
    if one.changes then
      one.make = function()
        local sent = body:gsub("@turn@", tostring(turn)):gsub("@revision@", revision)
        return wrk.format(method, target, headers, sent)
      end
      reads = true
    else
      one.text = wrk.format(method, target, headers, body ~= "" and body or nil)
    end
    requests[#requests + 1] = one
  end
  if reads then
    response = function(_, _, body)
      revision = body:match('name="revision" value="(%d+)"') or revision
    end
  end
end

function request()
  local one = requests[turn % #requests + 1]
  turn = turn + 1
  -- Nothing can be saved before the form was read; the first request of all is never sent.
  if one.changes and not revision then one = requests[1] end
  return one.text or one.make()
end
