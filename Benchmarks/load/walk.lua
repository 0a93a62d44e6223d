-- Walks the targets of a file pseudo-randomly, the same way for the same seed, and says at the end
-- what came of it. Arguments: FILE SEED.

local requests = {}
local state = 1
local failed = 0

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

function done(summary, latency)
  local errors = summary.errors
  failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '{"requests":%d,"microseconds":%d,"failed":%d,"middle":%d,"slow":%d}\n',
    summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(99)))
end
