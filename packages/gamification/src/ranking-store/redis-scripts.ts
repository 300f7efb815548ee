/**
 * The Redis side of the ranking store. All keys of a board bear one hash tag, so that a script finds them on one node of a cluster:
 *
 * | key | type | holds |
 * |---|---|---|
 * | order | sorted set | time + id of each member, scored by the negated score: ascending is board order, ties by time, then id |
 * | members | hash | id -> time + negated score, to find a member in `order` |
 * | scores | sorted set | each score that occurs, negated, as member and as score: its rank is the dense rank |
 * | state | hash | version, and total: how many members the other keys must have |
 *
 * Negated scores spare an inverted time and an inverted id: Redis orders equal scores by bytes, ascending. Redis keeps scores as doubles,
 * exact for safe integers, but some releases write them with an exponent and Lua writes numbers with 14 digits: what is compared or stored
 * is the text that came from here.
 */
const board = `
local order, members, scores, state = KEYS[1], KEYS[2], KEYS[3], KEYS[4]

-- The version, and how many members there are; 0 for a board that is unknown or of which Redis evicted a key.
local function known()
  local stored = redis.call('HMGET', state, 'version', 'total')
  local total = tonumber(stored[2])
  if not total then return 0, 0 end
  if redis.call('ZCARD', order) ~= total or redis.call('HLEN', members) ~= total then return 0, 0 end
  if (redis.call('EXISTS', scores) == 1) ~= (total > 0) then return 0, 0 end
  return tonumber(stored[1]), total
end
`;

/** ARGV: fromVersion, toVersion, then id, time, negated score of each change; time and score are empty for a removal. */
export const applyScript = `${board}
local version = known()
if tonumber(ARGV[2]) <= version then return {'ALREADY', version} end
if tonumber(ARGV[1]) > version then return {'GAP', version} end
if version == 0 then redis.call('UNLINK', order, members, scores, state) end

local function leave(id, old)
  local score = string.sub(old, 13)
  redis.call('ZREM', order, string.sub(old, 1, 12) .. id)
  if redis.call('ZCOUNT', order, score, score) == 0 then redis.call('ZREM', scores, score) end
end

for at = 3, #ARGV, 3 do
  local id, time, score = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  local old = redis.call('HGET', members, id)
  if time == '' then
    if old then
      leave(id, old)
      redis.call('HDEL', members, id)
    end
  elseif old ~= time .. score then
    if old then leave(id, old) end
    redis.call('ZADD', order, score, time .. id)
    redis.call('ZADD', scores, score, score)
    redis.call('HSET', members, id, time .. score)
  end
end
redis.call('HSET', state, 'version', ARGV[2], 'total', redis.call('HLEN', members))
return {'APPLIED', tonumber(ARGV[2])}
`;

/** KEYS 5 to 7: the staged order, members and scores. ARGV: version, how many members were staged. */
export const swapScript = `${board}
local version = known()
local staged = tonumber(ARGV[2])
local outcome = 'APPLIED'
if staged > 0 and redis.call('EXISTS', KEYS[5], KEYS[6], KEYS[7]) < 3 then outcome = 'GONE'
elseif redis.call('HLEN', KEYS[6]) ~= staged or redis.call('ZCARD', KEYS[5]) ~= staged then outcome = 'TWICE'
elseif version >= tonumber(ARGV[1]) then outcome = 'ALREADY' end
if outcome ~= 'APPLIED' then
  redis.call('UNLINK', KEYS[5], KEYS[6], KEYS[7])
  return {outcome, version}
end
redis.call('UNLINK', order, members, scores, state)
if staged > 0 then
  for at = 1, 3 do
    redis.call('RENAME', KEYS[at + 4], KEYS[at])
    redis.call('PERSIST', KEYS[at])
  end
end
redis.call('HSET', state, 'version', ARGV[1], 'total', staged)
return {'APPLIED', tonumber(ARGV[1])}
`;

const read = `${board}
local version, total = known()

local function rankOf(kind, position, score)
  if kind == 'DENSE' then return redis.call('ZRANK', scores, string.format('%.0f', tonumber(score))) + 1 end
  if kind == 'COMPETITION' then return redis.call('ZCOUNT', order, '-inf', '(' .. score) + 1 end
  return position + 1
end

-- Version, total, position and shown rank of the first row, then the rows: time + id and negated score in turn.
local function rows(first, count, kind)
  if count == 0 or first >= total then return {version, total, 0, 0, {}} end
  local found = redis.call('ZRANGE', order, first, first + count - 1, 'WITHSCORES')
  return {version, total, first, rankOf(kind, first, found[2]), found}
end
`;

/** ARGV: kind of rank, offset, limit. */
export const pageScript = `${read}
return rows(tonumber(ARGV[2]), math.min(tonumber(ARGV[3]), total), ARGV[1])
`;

/** ARGV: kind of rank, id, how many before, how many after. */
export const aroundScript = `${read}
local old = version > 0 and redis.call('HGET', members, ARGV[2])
if not old then return {version, total, 0, 0, {}} end
local position = redis.call('ZRANK', order, string.sub(old, 1, 12) .. ARGV[2])
local first = math.max(0, position - tonumber(ARGV[3]))
return rows(first, math.min(position - first + 1 + tonumber(ARGV[4]), total), ARGV[1])
`;
