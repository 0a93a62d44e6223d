-- Walks the targets of a file pseudo-randomly, the same way for the same seed, and says at the end
-- what came of it. Arguments: FILE SEED.

dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "told.lua")

local requests = {}
local state = 1

function init(arguments)
  for target in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", target)
  end
  state = tonumber(arguments[2]) % 2147483647
end

-- Park and Miller's generator: exact in the doubles that Lua counts with.
function request()
  state = state * 16807 % 2147483647
  return requests[state % #requests + 1]
end
