import type { SeededRandom } from '@fanfare/testkit';

/**
 * A year in Berlin, written down without the engine's calendar: the clock goes forward on 30 March 2025 and back on 26 October. Times are
 * epoch milliseconds, days are of the form YYYY-MM-DD.
 */

const hour = 3_600_000;
const day = 24 * hour;
const grace = 48 * hour;
/** Freezing waits a minute more, for nodes whose clocks are behind. */
const margin = 60_000;

export const seasonDays = ['2025-01-01', '2025-12-31'] as const;

/** The midnight with which a day begins: on both days of the change it is still the time of the day before. */
export function midnight(date: string): number {
  const isSummer = date > '2025-03-30' && date <= '2025-10-26';
  return Date.parse(`${date}T00:00:00Z`) - (isSummer ? 2 : 1) * hour;
}

export function addDays(date: string, count: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + count * day).toISOString().slice(0, 10);
}

function dayOf(at: number): string {
  const guess = new Date(at + hour).toISOString().slice(0, 10);
  const next = addDays(guess, 1);
  return at >= midnight(next) ? next : guess;
}

/** The Monday of a day's week. */
function mondayOf(date: string): string {
  return addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
}

function firstOfNextMonth(date: string): string {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

/** A moment at which the clock is looked at. */
export interface Step {
  readonly at: number;
  /** Nobody tells anything then. */
  readonly isQuiet?: true;
  /** Facts of the two days on which the clock changes are told then. */
  readonly changedOn: string | null;
}

/** Tuesdays at noon: facts are told, and the digest of the week is still due; and the minutes around the freezing of both days of the change. */
export function stepsOfTheYear(): readonly Step[] {
  const steps: Step[] = [];
  for (let tuesday = '2025-01-07'; tuesday <= '2026-01-13'; tuesday = addDays(tuesday, 7)) {
    const [sunday, monday] = [addDays(tuesday, -2), addDays(tuesday, -1)];
    const changedOn = sunday === '2025-03-30' || sunday === '2025-10-26' ? sunday : null;
    steps.push({ at: midnight(tuesday) + 12 * hour, changedOn });
    if (changedOn === null) continue;
    const due = midnight(monday) + grace + margin;
    steps.push({ at: due - 1, changedOn: null, isQuiet: true }, { at: due + 300_000, changedOn: null, isQuiet: true });
  }
  return steps;
}

export interface Fact {
  readonly id: string;
  readonly person: string;
  readonly points: number;
  readonly occurredAt: number;
  readonly recordedAt: number;
}

/** What is told at a step: a few facts of the last days, some of them so old that their day is frozen. In July nobody does anything. */
export function factsOf(
  { at, isQuiet, changedOn }: Step,
  { random, people, number }: { readonly random: SeededRandom; readonly people: readonly string[]; readonly number: number },
): readonly Fact[] {
  const facts: Fact[] = [];
  const tell = (person: string, occurredAt: number, points: number) =>
    facts.push({ id: `fact-${number + facts.length}`, person, points, occurredAt, recordedAt: at });
  if (changedOn !== null) {
    // Half an hour after the first midnight and half an hour before the next: 23 and 25 hours lie between the two.
    tell('p-0', midnight(changedOn) + 30 * 60_000, 3);
    tell('p-1', midnight(addDays(changedOn, 1)) - 30 * 60_000, 2);
  }
  // Both weeks in which the clock changes bring a digest.
  if (!isQuiet && ['2025-03-25', '2025-10-21'].includes(dayOf(at))) tell('ada', at - hour, 1);
  const isHoliday = new Date(at).toISOString().startsWith('2025-07');
  if (isQuiet || isHoliday) return facts;
  for (const person of people) {
    for (let count = random.integer(5); count > 0; count -= 1) {
      const age = random.integer(8) === 0 ? 3 * day + random.integer(17 * day) : 1 + random.integer(3 * day);
      tell(person, Math.max(at - age, midnight('2024-12-31')), 1 + random.integer(9));
    }
  }
  return facts;
}

/** When the points of a fact count: when it happened, while the grace of that day (and of a season that ends with it) is open; else when it was told. */
function countsAt({ occurredAt, recordedAt }: Fact): number {
  const isOpen = recordedAt < midnight(addDays(dayOf(occurredAt), 1)) + grace;
  return isOpen ? occurredAt : recordedAt;
}

interface Period {
  readonly name: string;
  readonly end: number;
}

/** The four periods in which an instant lies; outside of the season three. */
function periodsAt(at: number): readonly Period[] {
  const date = dayOf(at);
  const monday = mondayOf(date);
  const month = `${date.slice(0, 7)}-01`;
  const [first, last] = seasonDays;
  return [
    { name: `DAY ${date}`, end: midnight(addDays(date, 1)) },
    { name: `WEEK ${monday}`, end: midnight(addDays(monday, 7)) },
    { name: `MONTH ${month}`, end: midnight(firstOfNextMonth(date)) },
    ...(date >= first && date <= last ? [{ name: `SEASON ${first}`, end: midnight(addDays(last, 1)) }] : []),
  ];
}

/** Periods in which somebody has points and that are frozen by then. */
export function frozenAt(facts: readonly Fact[], now: number): ReadonlySet<string> {
  const periods = facts.flatMap((fact) => periodsAt(countsAt(fact)));
  return new Set(periods.filter(({ end }) => end + grace + margin <= now).map(({ name }) => name));
}

/** The places of every frozen period: who has how many points, best first. */
export function placesOf(
  facts: readonly Fact[],
  { until, idOf }: { readonly until: number; readonly idOf: (person: string) => string },
): ReadonlyMap<string, readonly (readonly [string, number])[]> {
  const scores = new Map<string, Map<string, { points: number; reachedAt: number }>>();
  for (const name of frozenAt(facts, until)) scores.set(name, new Map());
  for (const fact of facts) {
    const at = countsAt(fact);
    for (const { name } of periodsAt(at)) {
      const members = scores.get(name);
      const known = members?.get(fact.person) ?? { points: 0, reachedAt: 0 };
      members?.set(fact.person, { points: known.points + fact.points, reachedAt: Math.max(known.reachedAt, at) });
    }
  }
  return new Map(
    [...scores].map(([name, members]) => {
      const order = [...members].sort(
        ([one, a], [other, b]) => b.points - a.points || a.reachedAt - b.reachedAt || (idOf(one) < idOf(other) ? -1 : 1),
      );
      return [name, order.map(([person, { points }]) => [person, points] as const)];
    }),
  );
}

export interface ModelledChallenge {
  readonly opensOn: string;
  readonly state: string;
  readonly value: number;
  readonly people: number;
}

/** The challenge of the last day of each month and the six days after it: it is announced when the one before opens. */
export function challengesOf(facts: readonly Fact[], steps: readonly Step[]): readonly ModelledChallenge[] {
  const now = steps.at(-1)?.at ?? 0;
  const challenges: ModelledChallenge[] = [];
  for (let month = 0; month < 12; month += 1) {
    const opensOn = addDays(new Date(Date.UTC(2025, month + 1, 1)).toISOString().slice(0, 10), -1);
    const [opensAt, closesAt] = [midnight(opensOn), midnight(addDays(opensOn, 7))];
    const before = addDays(`2025-${String(month + 1).padStart(2, '0')}-01`, -1);
    if (month > 0 && now < midnight(before)) break;
    const state = now < opensAt ? 'SCHEDULED' : now < closesAt ? 'RUNNING' : now < closesAt + grace ? 'GRACE' : 'COMPLETED';
    challenges.push({ opensOn, state, ...countedIn(facts, { opensAt, closesAt }) });
  }
  return challenges;
}

/** Of each person three facts an ISO week count; they happened in the window and were told before the grace ended. */
function countedIn(facts: readonly Fact[], { opensAt, closesAt }: { readonly opensAt: number; readonly closesAt: number }) {
  const perWeek = new Map<string, number>();
  for (const { person, occurredAt, recordedAt } of facts) {
    if (occurredAt < opensAt || occurredAt >= closesAt || recordedAt >= closesAt + grace) continue;
    const name = `${person} ${mondayOf(dayOf(occurredAt))}`;
    perWeek.set(name, (perWeek.get(name) ?? 0) + 1);
  }
  const value = [...perWeek.values()].reduce((sum, count) => sum + Math.min(count, 3), 0);
  return { value, people: new Set([...perWeek.keys()].map((name) => name.split(' ')[0])).size };
}

/** The weeks of which Ada is told, with the Monday of the mail: those in which there was something new for her. */
export function digestsOf(facts: readonly Fact[], steps: readonly Step[]): readonly (readonly [string, number, number])[] {
  const news = steps.filter((step, index) => hasNews(facts, { step, before: steps[index - 1]?.at ?? 0 })).map(({ at }) => at);
  const last = steps.at(-1)?.at ?? 0;
  const digests: (readonly [string, number, number])[] = [];
  for (let monday = '2025-01-13'; midnight(monday) + 8 * hour <= last; monday = addDays(monday, 7)) {
    const [from, until] = [midnight(addDays(monday, -7)) + 8 * hour, midnight(monday) + 8 * hour];
    if (news.some((at) => at >= from && at < until)) digests.push([monday, from, until]);
  }
  return digests;
}

/** Points of her own, a challenge that opened or was completed, the season that began and its ceremony. */
function hasNews(facts: readonly Fact[], { step, before }: { readonly step: Step; readonly before: number }): boolean {
  const passed = (at: number) => before < at && at <= step.at;
  if (facts.some(({ person, recordedAt }) => person === 'ada' && recordedAt === step.at)) return true;
  const [first, last] = seasonDays;
  if (passed(midnight(first)) || passed(midnight(addDays(last, 1)) + grace + margin)) return true;
  return Array.from({ length: 12 }, (_, month) => {
    const opensOn = addDays(new Date(Date.UTC(2025, month + 1, 1)).toISOString().slice(0, 10), -1);
    return passed(midnight(opensOn)) || passed(midnight(addDays(opensOn, 7)) + grace);
  }).some(Boolean);
}
