import type { RescoredMember } from '../points/index.ts';

/** What a rescoring does to somebody. */
export interface PreviewedMember {
  readonly ambassadorId: string;
  /** The balance before and after. */
  readonly before: number;
  readonly after: number;
  /** Ledger entries that are written for it. */
  readonly entries: number;
}

/** What a rescoring does to people of whom an entry changes, in points of these entries. */
export interface RescoredPeople {
  readonly members: number;
  readonly before: number;
  readonly after: number;
  readonly gainers: number;
  readonly losers: number;
}

/** What a preview found, as it is stored; small groups are left out when it is shown. */
export interface PreviewResult {
  /** Everybody of whom an entry changes and who is counted: points of these entries. */
  readonly everybody: RescoredPeople;
  readonly byRule: readonly (RescoredPeople & { readonly key: string })[];
  /** Ledger entries that are written, of everybody. */
  readonly entries: number;
  /** Entries that count in the time that was asked for, where it has frozen: they stay. */
  readonly keptEntries: number;
}

const nobody: RescoredPeople = { members: 0, before: 0, after: 0, gainers: 0, losers: 0 };

/** Takes in one person after the other and adds up. */
export class PreviewTally {
  readonly #rules = new Map<string, RescoredPeople>();
  #everybody = nobody;
  #entries = 0;
  #keptEntries = 0;

  readonly #kept: { readonly from: number; readonly until: number };

  /** What counts in `kept` (epoch milliseconds, half-open) was asked for and has frozen. */
  constructor(kept: { readonly from: number; readonly until: number }) {
    this.#kept = kept;
  }

  /** Who hides or has left is booked, but in no count. */
  add({ rescored, booked }: RescoredMember, { isCounted }: { readonly isCounted: boolean }): void {
    const { from, until } = this.#kept;
    this.#entries += rescored.reversals.length + rescored.decisions.length;
    this.#keptEntries += booked.filter(({ countsAt }) => countsAt >= from && countsAt < until).length;
    if (!isCounted) return;
    const sums = new Map<string, { before: number; after: number }>();
    const sumOf = (key: string) => {
      const sum = sums.get(key) ?? { before: 0, after: 0 };
      sums.set(key, sum);
      return sum;
    };
    for (const { ruleKey, granted } of rescored.reversals) sumOf(ruleKey).before -= granted;
    for (const { ruleKey, granted } of rescored.decisions) sumOf(ruleKey).after += granted;
    if (sums.size === 0) return;
    const total = { before: 0, after: 0 };
    for (const [key, { before, after }] of sums) {
      this.#rules.set(key, withOneMore(this.#rules.get(key) ?? nobody, { before, after }));
      total.before += before;
      total.after += after;
    }
    this.#everybody = withOneMore(this.#everybody, total);
  }

  result(): PreviewResult {
    const ordered = [...this.#rules].sort(([one], [other]) => (one < other ? -1 : 1));
    return {
      everybody: this.#everybody,
      byRule: ordered.map(([key, group]) => ({ ...group, key })),
      entries: this.#entries,
      keptEntries: this.#keptEntries,
    };
  }
}

/** By how much the balance changes. */
export function differenceOf({ rescored }: RescoredMember): number {
  return [...rescored.reversals, ...rescored.decisions].reduce((sum, { granted }) => sum + granted, 0);
}

function withOneMore(
  people: RescoredPeople,
  { before, after }: { readonly before: number; readonly after: number },
): RescoredPeople {
  return {
    members: people.members + 1,
    before: people.before + before,
    after: people.after + after,
    gainers: people.gainers + (after > before ? 1 : 0),
    losers: people.losers + (after < before ? 1 : 0),
  };
}
