import fc from 'fast-check';
import { type ActivityFact, type EngagementFact, periodUnits } from '../src/index.ts';
import { DAY, HOUR } from './builders.ts';

/** Small vocabularies, so that facts and rules meet often. */
const kind = fc.constantFrom('POST' as const, 'SHARE' as const, 'TRAINING_COMPLETED' as const);
const segment = fc.constantFrom('FREQUENT' as const, 'HESITANT' as const, 'SEPARATOR' as const);
const channel = fc.constantFrom('LINKEDIN' as const, 'BLOG' as const);
const evidence = fc.constantFrom('SELF_REPORTED' as const, 'PEER_CONFIRMED' as const, 'CHANNEL_VERIFIED' as const);
const per = fc.constantFrom(...periodUnits);
const some = <Item>(item: fc.Arbitrary<Item>) => fc.uniqueArray(item, { minLength: 1, maxLength: 2 });
const name = { german: 'Regel', english: 'Rule' };

const matches = fc.record(
  {
    kinds: some(kind),
    channels: some(channel),
    campaigns: fc.constant(['launch']),
    hashtags: fc.constant(['work']),
    minimumEvidence: evidence,
    disclosed: fc.boolean(),
    segments: some(segment),
    tandem: fc.boolean(),
    minimumTextLength: fc.constant(40),
  },
  { requiredKeys: [] },
);
const activityAward = fc.oneof(
  fc.record({ type: fc.constant('FIXED'), points: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    type: fc.constant('PER_COUNT'),
    points: fc.integer({ min: 1, max: 9 }),
    maximum: fc.integer({ min: 1, max: 30 }),
  }),
);
const weight = fc.integer({ min: 1, max: 4 });
const engagementAward = fc.record({
  type: fc.constant('ENGAGEMENT'),
  weights: fc.record({ likes: weight, comments: weight, reposts: weight, clicks: weight }),
  curve: fc.constantFrom('SQRT', 'LOG', 'LINEAR'),
  points: fc.integer({ min: 1, max: 5 }),
  per: fc.integer({ min: 1, max: 5 }),
  maximum: fc.integer({ min: 1, max: 50 }),
  colleagueLikes: fc.integer({ min: 0, max: 4 }),
});
const limits = (scopes: readonly string[], measures: readonly string[]) =>
  fc.uniqueArray(
    fc.record({
      scope: fc.constantFrom(...scopes),
      per,
      measure: fc.constantFrom(...measures),
      maximum: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 60 })),
    }),
    { selector: (limit) => `${limit.scope} ${limit.per} ${limit.measure}`, maxLength: 3 },
  );
const factor = fc.constantFrom(0, 2500, 5000, 7500, 9999, 10_000);
const diminishing = fc
  .record({ per, quota: fc.integer({ min: 1, max: 3 }), factor, floor: factor, end: fc.constantFrom('FLOOR', 'NOTHING') })
  .map((drawn) => ({ ...drawn, floor: Math.min(drawn.floor, drawn.factor) }));
const boostFactor = fc.constantFrom(10_000, 12_345, 15_000, 20_000);
const boostOfPost = fc.oneof(
  fc.record({ type: fc.constant('SEGMENT'), segments: some(segment), factor: boostFactor }),
  fc.record({ type: fc.constant('TANDEM_STORY'), factor: boostFactor }),
);
const boost = fc.oneof(
  boostOfPost,
  fc.record({ type: fc.constant('FIRST'), count: fc.integer({ min: 1, max: 4 }), factor: boostFactor }),
  fc.record({ type: fc.constant('COMEBACK'), silentDays: fc.integer({ min: 1, max: 6 }), factor: boostFactor }),
);
const activityRule = fc.record({
  matches,
  award: activityAward,
  limits: limits(['RULE', 'CONTENT'], ['POINTS', 'COUNT']),
  diminishing: fc.option(diminishing),
  boosts: fc.array(boost, { maxLength: 2 }),
});
const engagementRule = fc.record({
  matches,
  award: engagementAward,
  limits: limits(['RULE', 'CONTENT'], ['POINTS']),
  boosts: fc.array(boostOfPost, { maxLength: 1 }),
});
const mix = fc.record({ per, free: fc.integer({ min: 1, max: 3 }), perOther: fc.integer({ min: 0, max: 2 }), factor });
const setLimits = fc
  .tuple(
    limits(['ALL', 'CONTENT'], ['POINTS', 'COUNT']),
    limits(['KIND'], ['POINTS', 'COUNT']),
    fc.constantFrom('POST', 'SHARE', 'ENGAGEMENT'),
  )
  .map(([shared, ofKind, limited]) => [...shared, ...ofKind.map((limit) => ({ ...limit, kind: limited }))]);

/** Any document that compiles: some drawn rules, and two free ones that let every kind of work rule stand. */
export function ruleSetDocuments(): fc.Arbitrary<object> {
  return fc
    .record({
      activityRules: fc.array(activityRule, { maxLength: 3 }),
      engagementRules: fc.array(engagementRule, { maxLength: 2 }),
      free: fc.record({ award: activityAward, diminishing: fc.option(diminishing), boosts: fc.array(boost, { maxLength: 2 }) }),
      freeEngagement: engagementAward,
      limits: setLimits,
      mix: fc.option(mix),
    })
    .map((drawn) => {
      const rules = [
        ...drawn.activityRules,
        ...drawn.engagementRules,
        { ...drawn.free, matches: {} },
        { award: drawn.freeEngagement, matches: {} },
      ].map((rule, index) => ({ key: `rule-${index}`, name, ...rule }));
      return { format: 1, name, rules, limits: drawn.limits, mix: drawn.mix };
    });
}

const attributes = fc.record({
  kind,
  channel,
  evidence,
  campaign: fc.constantFrom(null, 'launch', 'other'),
  hashtags: fc.constantFrom<(readonly string[])[]>([], ['work'], ['fun', 'work'], ['fun']),
  disclosed: fc.constantFrom(null, true, false),
  textLength: fc.constantFrom(null, 2, 40, 400),
  contentKey: fc.constantFrom(null, 'a', 'b', 'c'),
  amplifies: fc.constantFrom(null, 'x', 'y'),
  segment: fc.option(segment),
  tandemId: fc.constantFrom(null, 'tandem'),
  count: fc.constantFrom(null, 0, 1, 3),
});
/** How long before its recording something happened: mostly at once, sometimes days, weeks or a little ahead. */
const lag = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 4 * DAY }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 30 * DAY }) },
  { weight: 1, arbitrary: fc.integer({ min: -2 * DAY, max: 0 }) },
);
const step = fc.oneof(
  fc.integer({ min: 0, max: 3 * HOUR }),
  fc.integer({ min: 0, max: 2 * DAY }),
  fc.integer({ min: 0, max: 9 * DAY }),
);
const count = fc.oneof(fc.nat(4), fc.nat(200));

export type Step = { readonly wait: number; readonly lag: number; readonly of: number } & (
  | {
      readonly type: 'ACTIVITY';
      readonly attributes: Omit<ActivityFact, 'type' | 'factId' | 'sequence' | 'memberId' | 'occurredAt' | 'recordedAt'>;
    }
  | {
      readonly type: 'READING';
      readonly reading: Pick<EngagementFact, 'likes' | 'comments' | 'reposts' | 'clicks' | 'colleagueLikes'>;
    }
  | { readonly type: 'WITHDRAWAL' }
  /** Somebody takes back one entry of the activity, the `entry`-th that stands. */
  | { readonly type: 'ENTRY_WITHDRAWAL'; readonly entry: number }
  | { readonly type: 'CORRECTION'; readonly attributes: (Step & { type: 'ACTIVITY' })['attributes'] }
);

const timed = { wait: step, lag, of: fc.nat(1000) };
const colleagueLikes = fc.uniqueArray(
  fc.record({ memberId: fc.constantFrom('member-1', 'member-2', 'member-3', 'member-4'), likes: fc.nat(3) }),
  { selector: ({ memberId }) => memberId, maxLength: 4 },
);

const correction = fc.record({ ...timed, type: fc.constant('CORRECTION' as const), attributes });
const told = [
  { weight: 6, arbitrary: fc.record({ ...timed, type: fc.constant('ACTIVITY' as const), attributes }) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...timed,
      type: fc.constant('READING' as const),
      reading: fc.record({ likes: count, comments: count, reposts: count, clicks: count, colleagueLikes }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ ...timed, type: fc.constant('WITHDRAWAL' as const) }) },
  { weight: 1, arbitrary: correction },
];
const entryWithdrawal = fc.record({ ...timed, type: fc.constant('ENTRY_WITHDRAWAL' as const), entry: fc.nat(10) });

/** What happens to one person: activities, readings, withdrawals and corrections of earlier activities, with any delay. */
export const histories: fc.Arbitrary<readonly Step[]> = fc.array(fc.oneof(...told), { maxLength: 40 });

/** Much happens to few activities: entries are taken back, and what they belong to is corrected, read and withdrawn after that. */
const revised = fc
  .tuple(
    fc.array(fc.oneof(...told.slice(0, 2)), { minLength: 1, maxLength: 4 }),
    fc.array(fc.oneof(...told, { weight: 5, arbitrary: entryWithdrawal }, { weight: 6, arbitrary: correction }), {
      maxLength: 8,
    }),
  )
  .map(([first, then]) => [...first, ...then]);

/** The same, and somebody takes back single entries. */
export const ledgerHistories: fc.Arbitrary<readonly Step[]> = fc.oneof(
  fc.array(fc.oneof(...told, { weight: 1, arbitrary: entryWithdrawal }), { maxLength: 40 }),
  revised,
);
