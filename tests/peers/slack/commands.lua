-- wrk -s commands.lua URL -- FILE: sends slash commands that were signed beforehand, each with a trigger id of its own.
-- FILE: the timestamp, the body without its trigger id, then one line "TRIGGER_ID SIGNATURE" a command.
-- The requests are made before the clock runs, so that the machine's time goes to the server and not to this script.
local requests, sent = {}, 0

function init(args)
  local file = assert(io.open(args[1]))
  local timestamp, body = file:read("*l"), file:read("*l")
  local headers = { ["Content-Type"] = "application/x-www-form-urlencoded", ["X-Slack-Request-Timestamp"] = timestamp }
  for line in file:lines() do
    local blank = line:find(" ", 1, true)
    headers["X-Slack-Signature"] = line:sub(blank + 1)
    requests[#requests + 1] = wrk.format("POST", nil, headers, body .. line:sub(1, blank - 1))
  end
  file:close()
end

function request()
  sent = sent + 1
  return requests[sent] or error("all signed commands are used up: sign more")
end

function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), failed))
end
