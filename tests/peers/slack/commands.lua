-- wrk -s commands.lua URL -- FILE: sends slash commands that were signed beforehand, each with a trigger id of its own.
-- FILE: the timestamp, the body without its trigger id, then one line "TRIGGER_ID SIGNATURE" a command.
local rows, sent = {}, 0
local timestamp, body, headers

function init(args)
  local file = assert(io.open(args[1]))
  timestamp, body = file:read("*l"), file:read("*l")
  for line in file:lines() do rows[#rows + 1] = line end
  file:close()
  headers = { ["Content-Type"] = "application/x-www-form-urlencoded", ["X-Slack-Request-Timestamp"] = timestamp }
end

function request()
  sent = sent + 1
  local row = rows[sent] or error("all signed commands are used up: sign more")
  local blank = row:find(" ", 1, true)
  headers["X-Slack-Signature"] = row:sub(blank + 1)
  return wrk.format("POST", nil, headers, body .. row:sub(1, blank - 1))
end

function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), failed))
end
