import type { BadgeArtwork } from '@fanfare/contracts';
import type {
  ChallengeEntry,
  ChallengeMeasure,
  ChallengeScope,
  RecurrenceInput,
  RecurrenceUnit,
} from '../../app/graphql/schema.generated.ts';
import { type FactFilter, type FactFilterValues, filterOf, filterValuesOf } from '../../ui/fact-filter.ts';
import { divisorOf } from './use-amount.ts';

interface Words {
  readonly german: string;
  readonly english: string;
}

/** A challenge as the API keeps it, all defaults filled in. */
export interface ChallengeData {
  readonly format: 1;
  readonly name: Words;
  readonly call: Words;
  readonly scope: ChallengeScope;
  readonly entry: ChallengeEntry;
  readonly goal: {
    readonly measure: ChallengeMeasure;
    readonly filter: FactFilter;
    readonly target: number;
    readonly milestones: readonly number[];
    readonly mostPerPersonAndWeek: number;
    readonly quietDaysBefore: number | null;
  };
}

export interface ChallengeSource {
  readonly document: unknown;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly recurrence: { readonly unit: RecurrenceUnit; readonly every: number; readonly until: string | null } | null;
  readonly picture: BadgeArtwork;
}

type Typed = number | string;

/** The same as a form holds it: an emptied number is '', departments are counted in whole activities per member and not in hundredths. */
export interface ChallengeValues extends Record<string, unknown> {
  readonly name: Words;
  readonly call: Words;
  readonly scope: ChallengeScope;
  readonly entry: ChallengeEntry;
  readonly goal: {
    readonly measure: ChallengeMeasure;
    readonly filter: FactFilterValues;
    readonly target: Typed;
    readonly milestones: readonly Typed[];
    readonly mostPerPersonAndWeek: Typed;
    readonly quietDaysBefore: Typed;
  };
  readonly opensOn: string;
  readonly closesOn: string;
  readonly recurs: boolean;
  readonly recurrence: { readonly unit: RecurrenceUnit; readonly every: Typed; readonly until: string };
  readonly picture: BadgeArtwork;
}

const day = 86_400_000;
const blankDays = 28;

const blank: ChallengeData = {
  format: 1,
  name: { german: '', english: '' },
  call: { german: '', english: '' },
  scope: 'EVERYBODY',
  entry: 'OPEN',
  goal: { measure: 'FACTS', filter: {}, target: 100, milestones: [], mostPerPersonAndWeek: 3, quietDaysBefore: null },
};

/** What a new challenge begins with: the Monday after `now` and so many days as its template usually runs; blank without a template. */
export function newSource(
  template: { readonly document: unknown; readonly days: number; readonly picture: BadgeArtwork } | undefined,
  now: Date,
): ChallengeSource {
  const monday = now.getTime() + ((8 - now.getUTCDay()) % 7 || 7) * day;
  return {
    document: template?.document ?? blank,
    opensOn: dateOf(monday),
    closesOn: dateOf(monday + ((template?.days ?? blankDays) - 1) * day),
    recurrence: null,
    picture: template?.picture ?? { shape: 'CIRCLE', motif: 'SPARK', hue: 190, rings: 1 },
  };
}

const dateOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);

/** Documents come from the API, which has checked them; what the cache holds is frozen, and forms write. */
export function valuesOf(source: ChallengeSource): ChallengeValues {
  const { document, opensOn, closesOn, recurrence, picture } = structuredClone(source);
  const { name, call, scope, entry, goal } = document as ChallengeData;
  const divisor = divisorOf({ scope, measure: goal.measure });
  return {
    ...{ name, call, scope, entry, opensOn, closesOn, picture },
    goal: {
      ...goal,
      filter: filterValuesOf(goal.filter),
      target: goal.target / divisor,
      milestones: goal.milestones.map((milestone) => milestone / divisor),
      quietDaysBefore: goal.quietDaysBefore ?? '',
    },
    recurs: recurrence !== null,
    recurrence: { unit: recurrence?.unit ?? 'WEEK', every: recurrence?.every ?? 4, until: recurrence?.until ?? '' },
  };
}

/** The document that a form describes; whatever is wrong with it the API says. */
export function documentOf({ name, call, scope, entry, goal }: ChallengeValues): object {
  const divisor = divisorOf({ scope, measure: goal.measure });
  const scaled = (typed: Typed) => {
    const value = numberOf(typed);
    return value === undefined || divisor === 1 ? value : Math.round(value * divisor);
  };
  return {
    ...{ format: 1, name, call, scope, entry },
    goal: {
      measure: goal.measure,
      filter: filterOf(goal.filter),
      target: scaled(goal.target),
      milestones: goal.milestones.map(scaled),
      mostPerPersonAndWeek: numberOf(goal.mostPerPersonAndWeek),
      quietDaysBefore: numberOf(goal.quietDaysBefore) ?? null,
    },
  };
}

export function recurrenceOf({ recurs, recurrence }: ChallengeValues): RecurrenceInput | null {
  if (!recurs) return null;
  return { unit: recurrence.unit, every: Number(recurrence.every), until: recurrence.until === '' ? null : recurrence.until };
}

/** An emptied field of a number is missing, and not 0. */
function numberOf(value: Typed): number | undefined {
  return value === '' ? undefined : Number(value);
}
