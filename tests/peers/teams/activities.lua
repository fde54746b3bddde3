-- wrk -s activities.lua URL -- FILE: sends activities with one good token, each with an id of its own.
-- FILE: the token, what stands before the id, what stands behind it.
-- The requests differ only in the id, which is always as long, so that all but the id is made before the clock runs.
local first, last, sent

function init(args)
  local file = assert(io.open(args[1]))
  local token, before, behind = file:read("*l"), file:read("*l"), file:read("*l")
  file:close()
  sent = 0
  local headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. token }
  local whole = wrk.format("POST", nil, headers, before .. "000000000" .. behind)
  first = whole:sub(1, #whole - #behind - 9)
  last = behind
end

function request()
  sent = sent + 1
  return first .. string.format("%09d", sent) .. last
end

function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), failed))
end
