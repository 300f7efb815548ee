import {
  type ActivityFact,
  type Calendar,
  type CalendarOptions,
  type CompiledRuleSet,
  compileRuleSet,
  createCalendar,
  type EngagementFact,
  emptyMemberState,
  evaluate,
  type MemberState,
  readPostOf,
} from '../src/index.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** 2026-03-02, a Monday, 09:00 in Berlin. */
export const monday = Date.parse('2026-03-02T08:00:00Z');

export function calendarFor(timeZone = 'Europe/Berlin', graceDays = 7): Calendar {
  const season = {
    key: 'spring',
    start: Date.parse('2026-01-31T23:00:00Z'),
    end: Date.parse('2026-05-31T22:00:00Z'),
  };
  return createCalendar({ timeZone, seasons: [season], graceMilliseconds: graceDays * DAY });
}

/** A post of a hundred characters that the channel verified, recorded when it happened. */
export function activity(changes: Partial<ActivityFact> = {}): ActivityFact {
  const sequence = changes.sequence ?? 1;
  const occurredAt = changes.occurredAt ?? monday;
  return {
    type: 'ACTIVITY',
    factId: `fact-${sequence}`,
    sequence,
    memberId: 'member-1',
    kind: 'POST',
    channel: 'LINKEDIN',
    occurredAt,
    recordedAt: occurredAt,
    evidence: 'CHANNEL_VERIFIED',
    campaign: null,
    hashtags: [],
    disclosed: null,
    textLength: 100,
    contentKey: `text-${sequence}`,
    amplifies: null,
    segment: null,
    tandemId: null,
    count: null,
    ...changes,
  };
}

export function reading(changes: Partial<EngagementFact> = {}, post: Partial<ActivityFact> = {}): EngagementFact {
  const sequence = changes.sequence ?? 1;
  const read = activity(post);
  const readAt = changes.readAt ?? read.occurredAt + HOUR;
  return {
    type: 'ENGAGEMENT',
    factId: `reading-${sequence}`,
    sequence,
    memberId: read.memberId,
    readAt,
    recordedAt: readAt,
    likes: 0,
    comments: 0,
    reposts: 0,
    clicks: 0,
    colleagueLikes: [],
    post: readPostOf(read),
    ...changes,
  };
}

const calendars = new Map<string, Calendar>();

/** A calendar that tests share, with the days that it has found already: pure, and dear to make for every drawing. */
export function sharedCalendar(settings: CalendarOptions): Calendar {
  const key = JSON.stringify(settings);
  const calendar = calendars.get(key) ?? createCalendar(settings);
  calendars.set(key, calendar);
  return calendar;
}

const compiledSets = new WeakMap<object, Map<number, CompiledRuleSet>>();

/** Compiles a document that is known to be right, once for each version; a wrong one fails the test with its problems. */
export function compiled(document: object, version = 1): CompiledRuleSet {
  const known = compiledSets.get(document) ?? new Map<number, CompiledRuleSet>();
  compiledSets.set(document, known);
  const ruleSet = known.get(version) ?? newlyCompiled(document, version);
  known.set(version, ruleSet);
  return ruleSet;
}

function newlyCompiled(document: object, version: number): CompiledRuleSet {
  const result = compileRuleSet(document, version);
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  return result.ruleSet;
}

/** A rule set of the given rules, each with a name and a post of 10 points where it says nothing else. */
export function ruleSet(changes: { rules?: readonly object[]; limits?: readonly object[]; mix?: object } = {}, version = 1) {
  const rules = (changes.rules ?? [{}]).map((rule, index) => ({
    key: index === 0 ? 'post' : `rule-${index}`,
    name: { german: 'Beitrag', english: 'Post' },
    matches: { kinds: ['POST'] },
    award: { type: 'FIXED', points: 10 },
    ...rule,
  }));
  return compiled({ format: 1, name: { german: 'Probe', english: 'Trial' }, ...changes, rules }, version);
}

/** Evaluates activities one after the other, numbered by their place, and returns the granted points of each. */
export function grantedInTurn(set: CompiledRuleSet, facts: readonly Partial<ActivityFact>[], calendar = calendarFor()) {
  let memberState: MemberState = emptyMemberState;
  return facts.map((changes, index) => {
    const fact = activity({ sequence: index + 1, ...changes });
    const evaluation = evaluate({ ruleSet: set, calendar, memberState, contentState: null, fact });
    memberState = evaluation.memberState;
    return evaluation.decisions.reduce((sum, { granted }) => sum + granted, 0);
  });
}
