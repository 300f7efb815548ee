import { type DetailContext, detail, type GeneratedActivity, type OutlinedActivity, outlineOf } from './activities.ts';
import { type GeneratedAmbassador, type Persona, personaAt } from './ambassadors.ts';
import { calendarOf } from './calendar.ts';
import { earnsReactions } from './engagement.ts';
import { type HistoryOptions, historyOptions } from './options.ts';
import type { Randomness } from './randomness.ts';
import { dealOf } from './skew.ts';

const dayLength = 86_400_000;

/** How long something is passed on after it was posted. */
const sharingDays = 7;

/** Most shares pass on what the company itself publishes, the others what one of the busier colleagues wrote. */
const sharing = { ofCompany: 0.55, busierColleagues: 0.15 } as const;

/** A generated history, made person by person as it is read: memory does not grow with the number of people. */
export interface History {
  readonly options: HistoryOptions;
  ambassadorAt(index: number): GeneratedAmbassador;
  activitiesAt(index: number): readonly GeneratedActivity[];
  ambassadors(): Generator<GeneratedAmbassador, void>;
  /** Person by person, each oldest first. */
  activities(): Generator<GeneratedActivity, void>;
}

/** Describes the history that belongs to the options; throws a RangeError when they make no sense. */
export function generateHistory(given: Partial<HistoryOptions> & Pick<HistoryOptions, 'now'>): History {
  const options = historyOptions(given);
  const deal = dealOf(options.ambassadors, `${options.seed}/deal`);
  const calendar = calendarOf(options.now, options.weeks);
  const personaOf = (index: number): Persona => personaAt(options, deal, index);
  const outline = rememberingFew((index) => outlineOf(personaOf(index), calendar, options.seed));
  const amplifiedAt: DetailContext['amplifiedAt'] = (moment, randomness) => {
    const position = Math.floor(options.ambassadors * (1 - sharing.busierColleagues * randomness.uniform()));
    const original = randomness.chance(sharing.ofCompany)
      ? undefined
      : latestOriginal(outline(deal.indexAt(Math.min(position, options.ambassadors - 1))), moment);
    return original ?? companyPostAt(moment, randomness);
  };
  const activitiesAt = (index: number) => {
    const context: DetailContext = { persona: personaOf(index), calendar, seed: options.seed, amplifiedAt };
    return outline(index).map((outlined) => detail(outlined, context));
  };
  return {
    options,
    ambassadorAt: (index) => personaOf(index).ambassador,
    activitiesAt,
    *ambassadors() {
      for (let index = 0; index < options.ambassadors; index += 1) yield personaOf(index).ambassador;
    },
    *activities() {
      for (let index = 0; index < options.ambassadors; index += 1) yield* activitiesAt(index);
    },
  };
}

function latestOriginal(outline: readonly OutlinedActivity[], moment: number): string | undefined {
  return outline.findLast(
    ({ kind, occurredAt }) => earnsReactions(kind) && occurredAt < moment && occurredAt > moment - sharingDays * dayLength,
  )?.externalId;
}

/** The company publishes one piece a day. */
function companyPostAt(moment: number, randomness: Randomness): string {
  return `news-${new Date(moment - randomness.uniform() * sharingDays * dayLength).toISOString().slice(0, 10)}`;
}

/** Remembers the last few hundred results, because the busier colleagues are asked for again and again. */
function rememberingFew<T>(make: (index: number) => T): (index: number) => T {
  const limit = 500;
  const remembered = new Map<number, T>();
  return (index) => {
    const known = remembered.get(index);
    if (known !== undefined) return known;
    const [oldest] = remembered.keys();
    if (oldest !== undefined && remembered.size >= limit) remembered.delete(oldest);
    const made = make(index);
    remembered.set(index, made);
    return made;
  };
}
