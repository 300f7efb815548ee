import type { ActivityFact, Decision, PeriodUnit, Reversal, RuleSetDocument, Season } from '../../src/index.ts';
import { naivePeriod } from './naive-calendar.ts';

type Line = Pick<Decision | Reversal, 'type' | 'ruleKey' | 'granted' | 'countsAt'>;

interface NamedLimit {
  readonly name: string;
  readonly per: PeriodUnit;
  readonly measure: 'POINTS' | 'COUNT';
  readonly maximum: number;
}

/**
 * What the lines of one person add up to in each window of each limit: signed sums as a ledger gives them, without a thought of what an
 * engine remembers. By count, the activities that have more than nothing in the window.
 */
export class WindowSums {
  readonly #sums = new Map<string, { readonly limit: NamedLimit; readonly byActivity: Map<string, number> }>();

  constructor(
    private readonly document: RuleSetDocument,
    private readonly place: { readonly timeZone: string; readonly seasons: readonly Season[] },
  ) {}

  add(line: Line, activity: ActivityFact): void {
    for (const limit of this.#limitsOf(line, activity)) {
      const window = `${limit.name} ${naivePeriod(limit.per, line.countsAt, this.place)}`;
      const sums = this.#sums.get(window) ?? { limit, byActivity: new Map<string, number>() };
      this.#sums.set(window, sums);
      sums.byActivity.set(activity.factId, (sums.byActivity.get(activity.factId) ?? 0) + line.granted);
    }
  }

  /** The windows that hold more than their limit allows. */
  exceeded(): readonly string[] {
    return [...this.#sums].flatMap(([window, { limit, byActivity }]) => {
      const sums = [...byActivity.values()];
      const used =
        limit.measure === 'COUNT' ? sums.filter((sum) => sum > 0).length : sums.reduce((total, sum) => total + sum, 0);
      return used > limit.maximum ? [`${window}: ${used} of ${limit.maximum}`] : [];
    });
  }

  #limitsOf({ type, ruleKey }: Line, activity: ActivityFact): readonly NamedLimit[] {
    const kind = type === 'ENGAGEMENT' ? 'ENGAGEMENT' : activity.kind;
    const own = this.document.rules
      .filter(({ key }) => key === ruleKey)
      .flatMap(({ limits }) => limits.map((limit) => ({ ...limit, owner: ruleKey })));
    const shared = this.document.limits
      .filter((limit) => limit.scope !== 'KIND' || limit.kind === kind)
      .map((limit) => ({ ...limit, owner: limit.scope === 'KIND' ? limit.kind : '' }));
    return [...own, ...shared]
      .filter(({ measure }) => measure === 'POINTS' || type === 'ACTIVITY')
      .flatMap(({ scope, owner, per, measure, maximum }) =>
        (scope === 'CONTENT' ? contentsOf(activity) : ['']).map((content) => ({
          name: `${scope} ${owner} ${measure} ${per} ${content}`,
          ...{ per, measure, maximum },
        })),
      );
  }
}

function contentsOf({ factId, amplifies, contentKey }: ActivityFact): readonly string[] {
  const named = [amplifies === null ? null : `item ${amplifies}`, contentKey === null ? null : `text ${contentKey}`];
  const known = named.filter((content) => content !== null);
  return known.length === 0 ? [`activity ${factId}`] : known;
}
