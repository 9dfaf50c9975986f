-- wrk script: replays a file of whole HTTP requests, each once and in order: the line "<length>\n" and that many bytes.
-- REQS names the file. A second pass would only send redeliveries, so running out is counted and reported.
local threads = {}
function setup(thread) table.insert(threads, thread) end

bad, again = 0, 0
local file, last

local function take()
  local length = file:read("*n")
  if not length then return nil end
  file:read(1)
  return file:read(length)
end

function init() file = assert(io.open(os.getenv("REQS"), "rb")) end

function request()
  local post = take()
  if not post then
    again = again + 1
    file:seek("set", 0)
    post = take()
  end
  return post
end

function response(status, headers, body)
  if status ~= 200 or #body < 20 then bad = bad + 1 end
end

function done(summary, latency, requests)
  local wrong, passes = 0, 0
  for _, thread in ipairs(threads) do
    wrong, passes = wrong + thread:get("bad"), passes + thread:get("again")
  end
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format("FIGURES answered=%d us=%d p50=%d p99=%d bad=%d errors=%d again=%d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), wrong, errors, passes))
end
