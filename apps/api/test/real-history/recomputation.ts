/**
 * What the preset "Balanced" grants for the real history, computed a second time: naively, from the file itself, with windows as text and
 * counters in maps. Shares no code with the engine, and reads like the rules as a person would explain them.
 */

/** What matters of a row of the file. */
export interface Row {
  readonly author: string;
  readonly campaign: string;
  readonly kind: string;
  readonly at: number;
  readonly likes: number;
  readonly reposts: number;
  /** The item that is passed on or answered; empty where the file does not say. */
  readonly passedOn: string;
}

/** So many points, granted for something that happened then. */
export interface Grant {
  readonly kind: string;
  readonly author: string;
  readonly at: number;
  readonly season: string;
  readonly points: number;
}

/** What one author has on one board. */
export interface Place {
  readonly author: string;
  readonly score: number;
  readonly reachedAt: number;
}

const day = 86_400_000;

/** The year and the day in Berlin, such as 2019-07-15. */
const berlin = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

function windowsOf(at: number) {
  const date = berlin.format(at);
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const daysSinceMonday = (new Date(midnight).getUTCDay() + 6) % 7;
  const monday = new Date(midnight - daysSinceMonday * day).toISOString().slice(0, 10);
  return { day: `day ${date}`, week: `week ${monday}`, month: `month ${date.slice(0, 7)}`, season: date.slice(0, 4) };
}

type Windows = ReturnType<typeof windowsOf>;

/** The counters of one author, each by its name. */
class Author {
  lastActiveAt: number | null = null;
  readonly #counters = new Map<string, number>();

  count(name: string): number {
    return this.#counters.get(name) ?? 0;
  }

  add(name: string, amount: number): void {
    this.#counters.set(name, this.count(name) + amount);
  }

  /** What the caps of day, week and month leave of the points; books it. */
  within(points: number, windows: Windows): number {
    const caps = [
      [windows.day, 20],
      [windows.week, 30],
      [windows.month, 80],
    ] as const;
    const granted = Math.max(0, Math.min(points, ...caps.map(([name, cap]) => cap - this.count(`all ${name}`))));
    for (const [name] of caps) this.add(`all ${name}`, granted);
    return granted;
  }
}

/** The rules that pay each kind: the points, and how many items a week count in full. */
const paid: Readonly<Record<string, readonly { readonly rule: string; readonly points: number; readonly quota: number }[]>> = {
  post: [
    { rule: 'post', points: 2, quota: 1 },
    { rule: 'post-verified', points: 8, quota: 1 },
  ],
  share: [{ rule: 'share', points: 2, quota: 2 }],
  reply: [{ rule: 'comment', points: 2, quota: 2 }],
};

/** Every grant of the history, in the order of the file. */
function grantsOf(rows: readonly Row[]): readonly Grant[] {
  const authors = new Map<string, Author>();
  const grants: Grant[] = [];
  for (const row of rows) {
    const author = authors.get(row.author) ?? new Author();
    authors.set(row.author, author);
    const windows = windowsOf(row.at);
    const points = [...pointsForDoing(author, row, windows), pointsForReactions(author, row, windows)];
    for (const granted of points) {
      if (granted > 0) grants.push({ kind: row.kind, author: row.author, at: row.at, season: windows.season, points: granted });
    }
  }
  return grants;
}

function pointsForDoing(author: Author, row: Row, windows: Windows): readonly number[] {
  const isBack = author.lastActiveAt !== null && row.at - author.lastActiveAt >= 21 * day;
  author.lastActiveAt = Math.max(author.lastActiveAt ?? row.at, row.at);
  // All of the history is campaign work: six items a month are paid in full, the others by half.
  const isBeyondMix = author.count(`work ${windows.month}`) >= 6;
  const granted = (paid[row.kind] ?? []).map(({ rule, points, quota }) => {
    const item = `${rule} ${windows.week}`;
    // A rule pays for one item once a season.
    const content = `${rule} of ${row.passedOn} ${windows.season}`;
    const isKnown = row.passedOn !== '' && author.count(content) > 0;
    const raised = rule === 'post-verified' && isBack ? Math.floor(points * 1.25) : points;
    const further = author.count(item) - quota;
    const diminished = further < 0 ? raised : further === 0 ? Math.floor(raised / 2) : 0;
    const mixed = isBeyondMix ? Math.floor(diminished / 2) : diminished;
    const rest = author.within(isKnown ? 0 : mixed, windows);
    if (rest > 0) {
      author.add(item, 1);
      author.add(content, 1);
    }
    return rest;
  });
  if (granted.some((points) => points > 0)) author.add(`work ${windows.month}`, 1);
  return granted;
}

/** The square root of likes and three times reposts, at most 6 a post, a week, and an item passed on a season. */
function pointsForReactions(author: Author, row: Row, windows: Windows): number {
  if (row.kind !== 'post') return 0;
  const week = `reactions ${windows.week}`;
  const content = `reactions ${row.passedOn} ${windows.season}`;
  const wanted = Math.min(6, Math.floor(Math.sqrt(row.likes + 3 * row.reposts)));
  const roomForContent = row.passedOn === '' ? 6 : 6 - author.count(content);
  const granted = author.within(Math.max(0, Math.min(wanted, 6 - author.count(week), roomForContent)), windows);
  author.add(week, granted);
  author.add(content, granted);
  return granted;
}

export function readRows(csv: string): readonly Row[] {
  const [header = '', ...lines] = csv.trimEnd().split(/\r?\n/);
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    return {
      author: cell('author_id'),
      campaign: cell('campaign_id'),
      kind: cell('kind'),
      at: Date.parse(cell('occurred_at')),
      likes: Number(cell('likes')),
      reposts: Number(cell('reposts')),
      passedOn: cell('of_post_id'),
    };
  });
}

/** The history, ready to be asked for any board. */
export class Recomputation {
  readonly rows: number;
  readonly authors: readonly string[];
  readonly #grants: readonly Grant[];

  /** Of those rows whose cells pass. */
  constructor(csv: string, includes: (row: Row) => boolean = () => true) {
    const rows = readRows(csv).filter(includes);
    this.rows = rows.length;
    this.authors = [...new Set(rows.map(({ author }) => author))];
    this.#grants = grantsOf(rows);
  }

  /** Every grant, in the order of the file. */
  get grants(): readonly Grant[] {
    return this.#grants;
  }

  /** The places of these authors in a season (a year in Berlin) or of all time, best first; ids break ties. */
  board(
    season: string | null,
    members: { readonly includes: (author: string) => boolean; readonly idOf: (author: string) => string },
  ): readonly Place[] {
    const places = new Map<string, Place>();
    for (const grant of this.#grants) {
      if ((season !== null && grant.season !== season) || !members.includes(grant.author)) continue;
      const { author } = grant;
      const known = places.get(author) ?? { author, score: 0, reachedAt: 0 };
      places.set(author, { author, score: known.score + grant.points, reachedAt: Math.max(known.reachedAt, grant.at) });
    }
    return [...places.values()].sort((one, other) => {
      if (one.score !== other.score) return other.score - one.score;
      if (one.reachedAt !== other.reachedAt) return one.reachedAt - other.reachedAt;
      return members.idOf(one.author) < members.idOf(other.author) ? -1 : 1;
    });
  }
}

/** The rank of each place, naively: competition counts who is better, dense counts better scores, ordinal counts places. */
export function ranksOf(places: readonly Place[], kind: string): readonly number[] {
  const scores = places.map(({ score }) => score);
  const different = [...new Set(scores)];
  return scores.map((score, index) => {
    if (kind === 'ORDINAL') return index + 1;
    return kind === 'DENSE' ? different.indexOf(score) + 1 : scores.indexOf(score) + 1;
  });
}
