import type { LocalisedText } from '../../platform/localised-text.ts';

/** By what a season honours people: points are one of five. */
export const podiumMeasures = ['POINTS', 'MOST_HELPFUL', 'BEST_COMEBACK', 'BEST_TANDEM', 'BEST_NEWCOMER'] as const;
export type PodiumMeasure = (typeof podiumMeasures)[number];

/** Days without an activity after which coming back is a comeback. */
export const silenceInDays = 56;
/** Days before the end of a season by which somebody has to have joined to be its newcomer. */
export const newcomerDays = 28;
/** Ranks of a podium. */
const ranks = 3;

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
  for (const [index, { subjectId, value }] of ordered.entries()) {
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
    GERMAN: `Nach mindestens ${silenceInDays} Tagen Stille wieder da: die meisten verschiedenen Wochen mit einer Aktivität seit der Rückkehr.`,
    ENGLISH: `Back after at least ${silenceInDays} days of silence: the most different weeks with an activity since coming back.`,
  },
  BEST_TANDEM: {
    GERMAN: 'Die meisten gemeinsamen Geschichten, die in der Saison alle bestätigt haben.',
    ENGLISH: 'The most joint stories that everybody confirmed in the season.',
  },
  BEST_NEWCOMER: {
    GERMAN: `Die meisten verschiedenen Wochen mit einer Aktivität unter denen, die in der Saison und mindestens ${newcomerDays} Tage vor ihrem Ende dazugekommen sind.`,
    ENGLISH: `The most different weeks with an activity among those who joined in the season, at least ${newcomerDays} days before its end.`,
  },
};
