export { type Browser, findChromium, packagedChromium } from './chromium.ts';
export { cloneDatabase, type DatabaseTemplate, type TestDatabase } from './clone-database.ts';
export { startTestPostgres, type TestPostgres } from './cluster.ts';
export { startTestIdentityProvider, type TestIdentityProvider, type TokenClaims } from './identity.ts';
export { type SeededRandom, seededRandom } from './seeded-random.ts';
export { findRedisServer, startTestRedis, type TestRedis } from './test-redis.ts';
