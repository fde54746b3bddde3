-- wrk -s activities.lua URL -- FILE: sends activities with one good token, each with an id of its own.
-- FILE: the token, what stands before the id, what stands behind it.
local token, before, behind, sent, headers

function init(args)
  local file = assert(io.open(args[1]))
  token, before, behind = file:read("*l"), file:read("*l"), file:read("*l")
  file:close()
  sent = 0
  headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. token }
end

function request()
  sent = sent + 1
  return wrk.format("POST", nil, headers, before .. sent .. behind)
end

function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), failed))
end
