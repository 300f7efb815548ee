import type { Grant, Row } from './recomputation.ts';

/**
 * How far everybody has come in challenges laid over the real history, counted a second time: naively, from the file itself. Shares no code
 * with the engine, and reads like the definitions of the measures.
 */

export interface RecountedGoal {
  readonly scope: 'EACH_PERSON' | 'EACH_TANDEM' | 'EACH_DEPARTMENT' | 'EVERYBODY';
  readonly measure: 'FACTS' | 'POINTS' | 'DISTINCT_PEOPLE' | 'DISTINCT_WEEKS' | 'ENGAGEMENT';
  readonly kinds?: readonly string[];
  readonly campaign?: string;
  readonly mostPerPersonAndWeek: number;
  /** Milestones and target, ascending. */
  readonly marks: readonly number[];
  /** Epoch milliseconds, half-open; late facts count until `graceUntil`. */
  readonly opensAt: number;
  readonly closesAt: number;
  readonly graceUntil: number;
}

/** A row, when it was told of, and the points that it brought. */
export interface ToldRow extends Row {
  readonly toldAt: number;
  readonly points: number;
}

export interface RecountedTandem {
  readonly id: string;
  readonly authors: readonly string[];
  readonly acceptedAt: number;
  readonly endedAt: number | null;
}

export interface RecountedPeople {
  readonly departmentOf: (author: string) => string | null;
  /** How many people each department has. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly tandems: readonly RecountedTandem[];
}

export interface RecountedStanding {
  readonly subject: string;
  readonly value: number;
  readonly people: number;
  readonly reachedAt: number | null;
  /** When each mark was reached. */
  readonly marks: readonly (number | null)[];
}

const everybody = 'everybody';
const day = 86_400_000;
const berlin = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The Monday of the week in Berlin, as a date. */
function weekOf(at: number): string {
  const noon = Date.parse(`${berlin.format(at)}T12:00:00Z`);
  return new Date(noon - ((new Date(noon).getUTCDay() + 6) % 7) * day).toISOString().slice(0, 10);
}

/** The rows with the points of the grants that are for them: an author does one thing of a kind at a time, or shares out what a minute brought. */
export function withPoints(rows: readonly (Row & { readonly toldAt: number })[], grants: readonly Grant[]): readonly ToldRow[] {
  const left = new Map<string, number>();
  for (const { author, at, kind, points } of grants) {
    const name = `${author} ${at} ${kind}`;
    left.set(name, (left.get(name) ?? 0) + points);
  }
  return rows.map((row) => {
    const name = `${row.author} ${row.at} ${row.kind}`;
    const points = left.get(name) ?? 0;
    left.delete(name);
    return { ...row, points };
  });
}

/** What of the rows counts, in the order in which they were told of. */
function counting(goal: RecountedGoal, rows: readonly ToldRow[]): readonly ToldRow[] {
  const concerned = rows.filter(
    (row) =>
      row.at >= goal.opensAt &&
      row.at < goal.closesAt &&
      (goal.kinds === undefined || goal.kinds.includes(row.kind)) &&
      (goal.campaign === undefined || goal.campaign === row.campaign),
  );
  const inTime = concerned.filter((row) => row.toldAt < goal.graceUntil);
  const chosen = goal.measure === 'FACTS' || goal.measure === 'ENGAGEMENT' ? firstOfWeek(goal, inTime) : inTime;
  return chosen.filter((row) => worth(goal, row) > 0).sort((one, other) => one.toldAt - other.toldAt);
}

/** Each item that is passed on once, and of each week the first few: in the order in which things happened. */
function firstOfWeek(goal: RecountedGoal, rows: readonly ToldRow[]): readonly ToldRow[] {
  const taken = new Map<string, number>();
  const passedOn = new Set<string>();
  return [...rows]
    .sort((one, other) => one.at - other.at)
    .filter((row) => {
      const item = row.passedOn === '' ? null : `${row.author} ${row.passedOn}`;
      const week = `${row.author} ${weekOf(row.at)}`;
      const had = taken.get(week) ?? 0;
      if ((item !== null && passedOn.has(item)) || had >= goal.mostPerPersonAndWeek) return false;
      taken.set(week, had + 1);
      if (item !== null) passedOn.add(item);
      return true;
    });
}

function worth({ measure }: RecountedGoal, row: ToldRow): number {
  if (measure === 'POINTS') return row.points;
  return measure === 'ENGAGEMENT' ? row.likes + row.reposts : 1;
}

/** Of whom a row is the work. */
function subjectsOf(goal: RecountedGoal, row: ToldRow, people: RecountedPeople): readonly string[] {
  if (goal.scope === 'EVERYBODY') return [everybody];
  if (goal.scope === 'EACH_PERSON') return [row.author];
  if (goal.scope === 'EACH_DEPARTMENT') return [people.departmentOf(row.author)].filter((department) => department !== null);
  const isTogether = ({ acceptedAt, endedAt }: RecountedTandem) =>
    acceptedAt <= row.at && (endedAt === null || row.at < endedAt);
  return people.tandems.filter((tandem) => tandem.authors.includes(row.author) && isTogether(tandem)).map(({ id }) => id);
}

/** Everybody who has begun, with the subject "everybody" for a goal of all. */
export function recount(
  goal: RecountedGoal,
  { rows, people }: { readonly rows: readonly ToldRow[]; readonly people: RecountedPeople },
): readonly RecountedStanding[] {
  const work = new Map<string, ToldRow[]>();
  for (const row of counting(goal, rows)) {
    for (const subject of subjectsOf(goal, row, people)) work.set(subject, [...(work.get(subject) ?? []), row]);
  }
  return [...work].map(([subject, done]) => {
    // What was told of at the same time arrived together.
    const deliveries = [...new Set(done.map(({ toldAt }) => toldAt))];
    const sums = deliveries.map((toldAt) => {
      const soFar = done.filter((row) => row.toldAt <= toldAt);
      return { toldAt, sum: average(goal, amount(goal, soFar), people.sizes.get(subject) ?? 0) };
    });
    const value = sums.at(-1)?.sum ?? 0;
    const whenAt = (mark: number) => sums.find(({ sum }) => sum >= mark)?.toldAt ?? null;
    return {
      subject,
      value,
      people: new Set(done.map(({ author }) => author)).size,
      reachedAt: value === 0 ? null : whenAt(value),
      marks: goal.marks.map(whenAt),
    };
  });
}

function amount(goal: RecountedGoal, done: readonly ToldRow[]): number {
  if (goal.measure === 'DISTINCT_PEOPLE') return new Set(done.map(({ author }) => author)).size;
  if (goal.measure === 'DISTINCT_WEEKS') {
    const weeks = done.map(({ author, at }) => (goal.scope === 'EACH_DEPARTMENT' ? `${author} ${weekOf(at)}` : weekOf(at)));
    return new Set(weeks).size;
  }
  return done.reduce((sum, row) => sum + worth(goal, row), 0);
}

/** Departments are compared by what each member has done, in hundredths. */
function average({ scope }: RecountedGoal, sum: number, members: number): number {
  return scope === 'EACH_DEPARTMENT' ? Math.floor((100 * sum) / members) : sum;
}
