/**
 * Arrows point inward: contracts <- engines <- slices <- app.ts. The comment of a rule is what a person reads who broke it.
 * Paths are relative to the repository root.
 */

const tests = '[.](?:test|contract)[.]tsx?$|/(test|bench)/|[.]config[.]mjs$';
const engines = '^packages/(?:gamification|tandem-matching)/src/';
const slice = '^apps/api/src/modules/([^/]+)/';

/** Node's modules that compute and touch nothing; every other one is I/O, time or randomness. */
const pureModules = '^(?:node:)?(?:assert|util|buffer)(?:/|$)';

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
export const forbidden = [
  {
    name: 'no-cycles',
    severity: 'error',
    comment:
      'Two files that need each other are one file, or hide a third that both need. (A type may point back: it is gone at run time.)',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-unresolvable',
    severity: 'error',
    comment: 'The import leads nowhere: a wrong path, or a package that package.json does not name.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'contracts-stand-alone',
    severity: 'error',
    comment: 'Contracts run in a browser and know nobody else of the house.',
    from: { path: '^packages/contracts/src/', pathNot: tests },
    to: { path: '^(?:apps|tooling|packages/(?!contracts/))' },
  },
  {
    name: 'contracts-run-in-a-browser',
    severity: 'error',
    comment: 'Contracts run in a browser: no module of Node.',
    from: { path: '^packages/contracts/src/', pathNot: tests },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'engines-know-contracts-only',
    severity: 'error',
    comment: 'An engine is true with pencil and paper: of the house it imports contracts only.',
    from: { path: '^packages/(gamification|tandem-matching)/src/', pathNot: tests },
    to: { path: '^(?:apps|tooling|packages)/', pathNot: '^packages/(?:$1|contracts)/' },
  },
  {
    name: 'engines-do-no-io',
    severity: 'error',
    comment: 'Engines decide, services act: no module of Node that reads, writes, waits or draws numbers.',
    from: { path: engines, pathNot: tests },
    to: { dependencyTypes: ['core'], pathNot: pureModules },
  },
  {
    name: 'engines-name-no-vendor',
    severity: 'error',
    comment: 'Only an adapter behind a port (redis-*.ts) names a vendor.',
    from: { path: engines, pathNot: `${tests}|/redis-[^/]+[.]ts$` },
    to: { path: 'node_modules/(?:pg|ioredis|redis|typeorm|graphql|type-graphql|fastify|pino)/' },
  },
  {
    name: 'platform-knows-no-slice',
    severity: 'error',
    comment: 'Slices stand on the platform; what the platform needs of a slice, app.ts passes in.',
    from: { path: '^apps/api/src/platform/', pathNot: tests },
    to: { path: '^apps/api/src/modules/' },
  },
  {
    name: 'slices-meet-at-index',
    severity: 'error',
    comment: "Another slice is imported through its index.ts only; what is not there is the slice's own business.",
    from: { path: slice },
    to: { path: '^apps/api/src/modules/[^/]+/', pathNot: '^apps/api/src/modules/(?:$1/|[^/]+/index[.]ts$)' },
  },
  {
    name: 'nobody-imports-the-root',
    severity: 'error',
    comment: 'The composition root imports everybody; slices and platform get what they need as arguments.',
    from: { path: '^apps/api/src/(?:modules|platform)/', pathNot: tests },
    to: { path: '^apps/api/src/(?:app|main|cli)[.]ts$' },
  },
  {
    name: 'admin-knows-contracts-only',
    severity: 'error',
    comment: 'The admin app talks to the API over GraphQL; of the house it imports contracts only.',
    from: { path: '^apps/admin/src/', pathNot: tests },
    to: { path: '^(?:apps/(?!admin/)|tooling/|packages/(?!contracts/))' },
  },
  {
    name: 'product-needs-no-tooling',
    severity: 'error',
    comment: 'What runs in production imports neither tooling nor the test kit.',
    from: { path: '^(?:apps|packages/(?!testkit/))[^/]*/', pathNot: `${tests}|/testing/` },
    to: { path: '^(?:tooling|packages/testkit)/' },
  },
  {
    name: 'product-imports-no-test',
    severity: 'error',
    comment: 'A test file is imported by tests only.',
    from: { pathNot: tests },
    to: { path: '[.]test[.]tsx?$' },
  },
  {
    name: 'product-needs-no-development-package',
    severity: 'error',
    comment:
      'The package is a devDependency, so an installation for production lacks it: move it to dependencies. (Vite bundles the admin app.)',
    from: { path: '^(?:apps/api|packages/[^/]+)/src/', pathNot: `${tests}|/testing/` },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
  },
];

/**
 * Imports of types alone count too; workspace packages resolve to their sources.
 *
 * @satisfies {import('dependency-cruiser').ICruiseOptions}
 */
export const cruiseOptions = {
  validate: true,
  ruleSet: { forbidden },
  parser: 'tsc',
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '/(?:dist|test-results|coverage)/' },
};

/** @type {Partial<import('dependency-cruiser').IResolveOptions>} */
export const resolveOptions = {
  exportsFields: ['exports'],
  conditionNames: ['fanfare-source', 'import', 'node', 'types', 'default'],
  // Packages of types alone have no main.
  mainFields: ['module', 'main', 'types', 'typings'],
  extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
};
