-- Sends one request again and again, with the headers of a session, and says at the end what came of
-- it. Arguments: METHOD TARGET HEADERS BODY; the last two are files, of which BODY may be empty.

local failed = 0

local function read(path)
  local file = io.open(path, "rb")
  local text = file:read("*a")
  file:close()
  return text
end

function init(arguments)
  local headers = {}
  for line in io.lines(arguments[3]) do
    local name, value = line:match("^(.-): (.*)$")
    if name then headers[name] = value end
  end
  local body = read(arguments[4])
  if body == "" then body = nil end
  local made = wrk.format(arguments[1], arguments[2], headers, body)
  request = function() return made end
end

function done(summary, latency)
  local errors = summary.errors
  failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '{"requests":%d,"microseconds":%d,"failed":%d,"middle":%d,"slow":%d}\n',
    summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(99)))
end
