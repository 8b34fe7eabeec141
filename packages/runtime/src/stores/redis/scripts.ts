/*
 * What must be decided beside the data, in Redis' own Lua. A packed row has its as-of time as a
 * little-endian i64 at byte 9, see `stores/row/layout.ts`.
 */

const AS_OF = `
local function asof(key)
  local bytes = redis.call('GETRANGE', key, 9, 16)
  if #bytes < 8 then return nil end
  return (struct.unpack('<i8', bytes))
end`;

/**
 * KEYS: rows. ARGV: as-of time, time to live in seconds or 0, then a value for each key.
 * Sets those that no later row stands in; the answer is how many.
 */
export const WRITE = `${AS_OF}
local asOf, ttl, written = tonumber(ARGV[1]), tonumber(ARGV[2]), 0
for i, key in ipairs(KEYS) do
  local there = asof(key)
  if there == nil or there <= asOf then
    if ttl > 0 then redis.call('SET', key, ARGV[i + 2], 'EX', ttl) else redis.call('SET', key, ARGV[i + 2]) end
    written = written + 1
  end
end
return written`;

/**
 * KEYS: rows, at most some hundred. ARGV: time to live in seconds or 0, then a packed row for each key. Sets those whose
 * as-of time is not before the one that stands there, compared in two halves, since a double holds 53 bits; the answer
 * is how many. Calls of Redis are what costs here: short rows are read by one, and all are set by one.
 */
export const UPSERT = `
local ttl, short = tonumber(ARGV[1]), #ARGV[2] <= 512
local rows = short and redis.call('MGET', unpack(KEYS)) or {}
local sets, written, unpacked = {}, 0, struct.unpack
for i, key in ipairs(KEYS) do
  local row, keep = ARGV[i + 1], false
  local there, at = rows[i], 10
  if not short then there, at = redis.call('GETRANGE', key, 9, 16), 1 end
  if there and #there >= at + 7 then
    local oldLow, oldHigh = unpacked('<I4i4', there, at)
    local low, high = unpacked('<I4i4', row, 10)
    keep = oldHigh > high or (oldHigh == high and oldLow > low)
  end
  if not keep then
    if ttl > 0 then
      redis.call('SET', key, row, 'EX', ttl)
    else
      sets[2 * written + 1], sets[2 * written + 2] = key, row
    end
    written = written + 1
  end
end
if #sets > 0 then redis.call('MSET', unpack(sets)) end
return written`;

/** KEYS: rows. ARGV: as-of time. Removes the rows of an earlier one; the answer is how many, and how many stay. */
export const SWEEP = `${AS_OF}
local asOf, removed, left = tonumber(ARGV[1]), 0, 0
for _, key in ipairs(KEYS) do
  local there = asof(key)
  if there ~= nil and there < asOf then
    redis.call('DEL', key)
    removed = removed + 1
  elseif there ~= nil then
    left = left + 1
  end
end
return {removed, left}`;

/** KEYS: a table's meta. ARGV: what was read ("" for nothing), what to store. 1 where nobody was faster. */
export const SWAP_META = `
local there = redis.call('GET', KEYS[1])
if (there or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1`;

/** KEYS: a table's meta. ARGV: what was read. Removes it unless it is another by now. */
export const DROP_META = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1`;

/** KEYS: a row. ARGV: what was read, what to store. 1 where nobody was faster; when it expires stays. */
export const SWAP_ROW = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return 1`;

/** KEYS: a hash. ARGV: time to live in seconds or 0, then fields with their values. */
export const FEATHR_WRITE = `
for i = 2, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
if tonumber(ARGV[1]) > 0 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return 1`;
