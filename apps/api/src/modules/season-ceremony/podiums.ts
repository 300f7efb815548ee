import type { Language } from '@fanfare/contracts';
import type { LocalisedText } from '../../platform/localised-text.ts';

/** By what a season honours people: points are one of six. */
export const podiumMeasures = [
  'MOST_HELPFUL',
  'BEST_COMEBACK',
  'BEST_TANDEM',
  'BEST_NEWCOMER',
  'BEST_DEPARTMENT',
  'POINTS',
] as const;
export type PodiumMeasure = (typeof podiumMeasures)[number];

/** Days without an activity after which coming back is a comeback; days of a declared pause are no silence. */
export const silenceInDays = 56;
/** The weeks after joining in which newcomers are compared, so that it does not matter when in the season somebody joined. */
export const newcomerWeeks = 8;
/** Ranks of a podium. */
const ranks = 3;
/** Equals share a rank; of more than so many the earlier ones stand there. */
const mostPlaces = 10;

/** Somebody's claim to a podium: more is better, earlier is better among equals. */
export interface Claim {
  readonly subjectId: string;
  readonly value: number;
  /** Epoch milliseconds: when the value was reached. */
  readonly reachedAt: number;
}

export interface PodiumPlace {
  readonly place: number;
  /** 1 to 3; equals share one, as on boards (1, 2, 2). */
  readonly rank: number;
  readonly subjectId: string;
  readonly value: number;
}

/** Who stands on a podium: ranks 1 to 3 by value, in a total order (value, earlier, id). Nobody stands there for nothing. */
export function podiumOf(claims: readonly Claim[]): readonly PodiumPlace[] {
  const ordered = claims
    .filter(({ value }) => value > 0)
    .sort(
      (one, other) => other.value - one.value || one.reachedAt - other.reachedAt || (one.subjectId < other.subjectId ? -1 : 1),
    );
  const places: PodiumPlace[] = [];
  for (const [index, { subjectId, value }] of ordered.slice(0, mostPlaces).entries()) {
    const before = places.at(-1);
    const rank = before !== undefined && before.value === value ? before.rank : index + 1;
    if (rank > ranks) break;
    places.push({ place: index + 1, rank, subjectId, value });
  }
  return places;
}

/** What each podium honours, in words that people read beside it. */
export const podiumDefinitions: Readonly<Record<PodiumMeasure, LocalisedText>> = {
  POINTS: {
    GERMAN: 'Die meisten Punkte im Endstand der Saison.',
    ENGLISH: 'The most points on the final standing of the season.',
  },
  MOST_HELPFUL: {
    GERMAN:
      'Die meisten verschiedenen Kolleg:innen, die sich in der Saison bedankt oder gemeinsam eine Geschichte erzählt haben; jede Person zählt einmal.',
    ENGLISH:
      'The most different colleagues who said thank you or told a story together in the season; each person counts once.',
  },
  BEST_COMEBACK: {
    GERMAN: `Nach mindestens ${silenceInDays} Tagen Stille wieder da: die meisten verschiedenen Wochen mit einer Aktivität seit der Rückkehr. Angekündigte Pausen sind keine Stille.`,
    ENGLISH: `Back after at least ${silenceInDays} days of silence: the most different weeks with an activity since coming back. Declared pauses are no silence.`,
  },
  BEST_TANDEM: {
    GERMAN: 'Die meisten gemeinsamen Geschichten, die in der Saison alle bestätigt haben.',
    ENGLISH: 'The most joint stories that everybody confirmed in the season.',
  },
  BEST_NEWCOMER: {
    GERMAN: `Von denen, die in der Saison neu dazugekommen sind: die meisten Wochen mit einer Aktivität unter den ersten ${newcomerWeeks} nach dem Beitritt. Wer weniger als ${newcomerWeeks} Wochen vor dem Ende beitritt, steht hier nicht.`,
    ENGLISH: `Of those who joined in the season: the most weeks with an activity among the first ${newcomerWeeks} after joining. Who joins less than ${newcomerWeeks} weeks before its end does not stand here.`,
  },
  BEST_DEPARTMENT: {
    GERMAN: 'Die meisten Punkte je aktivem Mitglied im Endstand der Saison.',
    ENGLISH: 'The most points for each active member on the final standing of the season.',
  },
};

const locales = { GERMAN: 'de-DE', ENGLISH: 'en-GB' } as const satisfies Record<Language, string>;

/** Why somebody stands on a podium, in one sentence. The value is in the unit of the measure. */
export function podiumReason(measure: PodiumMeasure, value: number, language: Language): string {
  return reasons[measure](value)[language];
}

const counted = (value: number, language: Language, one: string, many: string) =>
  value === 1 ? one : `${value.toLocaleString(locales[language])} ${many}`;

const reasons: Readonly<Record<PodiumMeasure, (value: number) => LocalisedText>> = {
  POINTS: (value) => ({
    GERMAN: `${counted(value, 'GERMAN', '1 Punkt', 'Punkte')} im Endstand der Saison.`,
    ENGLISH: `${counted(value, 'ENGLISH', '1 point', 'points')} on the final standing of the season.`,
  }),
  MOST_HELPFUL: (value) => ({
    GERMAN: `${counted(value, 'GERMAN', 'Ein:e Kolleg:in hat', 'Kolleg:innen haben')} sich bedankt oder gemeinsam eine Geschichte erzählt.`,
    ENGLISH: `${counted(value, 'ENGLISH', 'One colleague', 'colleagues')} said thank you or told a story together.`,
  }),
  BEST_COMEBACK: (value) => ({
    GERMAN: `Wieder da, und seither in ${counted(value, 'GERMAN', 'einer Woche', 'verschiedenen Wochen')} aktiv.`,
    ENGLISH: `Back again, and active in ${counted(value, 'ENGLISH', 'one week', 'different weeks')} since.`,
  }),
  BEST_TANDEM: (value) => ({
    GERMAN: `${counted(value, 'GERMAN', 'Eine gemeinsame Geschichte', 'gemeinsame Geschichten')}, von allen bestätigt.`,
    ENGLISH: `${counted(value, 'ENGLISH', 'One joint story', 'joint stories')}, confirmed by everybody.`,
  }),
  BEST_NEWCOMER: (value) => ({
    GERMAN: `Neu dabei, und in ${value} der ersten ${newcomerWeeks} Wochen aktiv.`,
    ENGLISH: `New, and active in ${value} of the first ${newcomerWeeks} weeks.`,
  }),
  BEST_DEPARTMENT: (value) => ({
    GERMAN: `${inHundredths(value, 'GERMAN')} Punkte je aktivem Mitglied.`,
    ENGLISH: `${inHundredths(value, 'ENGLISH')} points for each active member.`,
  }),
};

function inHundredths(value: number, language: Language): string {
  return (value / 100).toLocaleString(locales[language], { minimumFractionDigits: 2 });
}
