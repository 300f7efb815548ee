import type { Language } from '@fanfare/contracts';
import type { LocalisedText } from '../../platform/localised-text.ts';

/** What a season may hand on to the next one. */
export const carriedThings = [
  'POINTS',
  'BOARDS',
  'LEVEL',
  'BADGES',
  'STREAK',
  'CHALLENGES',
  'TANDEMS',
  'RECOGNITIONS',
  'PSEUDONYM',
] as const;
export type CarriedThing = (typeof carriedThings)[number];

/** What decides about it in a programme. */
export interface CarryOverSettings {
  /** Whether the levels in force are reached by the points of a season; null without levels. */
  readonly levelsPerSeason: boolean | null;
  /** Whether any badge in force can be earned in every season. */
  readonly hasSeasonBadges: boolean;
}

export interface CarryOver {
  readonly what: CarriedThing;
  readonly goesOn: boolean;
  readonly sentence: string;
}

interface Rule {
  readonly goesOn: boolean;
  readonly words: LocalisedText;
}

/**
 * What goes on when a season ends, in the order in which people ask. Points are history: none is handed on and none is lost. Levels and
 * badges follow what their documents say; the rest holds in every programme.
 */
export function carryOverOf(settings: CarryOverSettings, language: Language): readonly CarryOver[] {
  return carriedThings.flatMap((what) => {
    const rule = rules[what](settings);
    return rule === null ? [] : [{ what, goesOn: rule.goesOn, sentence: rule.words[language] }];
  });
}

const rules: Readonly<Record<CarriedThing, (settings: CarryOverSettings) => Rule | null>> = {
  POINTS: () => ({
    goesOn: false,
    words: {
      GERMAN:
        'Punkte sind Geschichte: Sie bleiben in Ihrer Punkteübersicht und zählen für alle Zeit, aber keine gehen in die nächste Saison über.',
      ENGLISH:
        'Points are history: they stay in your points history and count for all time, but none go over into the next season.',
    },
  }),
  BOARDS: () => ({
    goesOn: false,
    words: {
      GERMAN: 'Die Ranglisten der Saison beginnen bei null. Die alten bleiben als Endstand lesbar.',
      ENGLISH: 'The boards of the season begin at nothing. The old ones stay readable as final standings.',
    },
  }),
  LEVEL: ({ levelsPerSeason }) => {
    if (levelsPerSeason === null) return null;
    return levelsPerSeason ? levelBegins : levelStays;
  },
  BADGES: ({ hasSeasonBadges }) => ({
    goesOn: true,
    words: {
      GERMAN: `Abzeichen bleiben.${hasSeasonBadges ? ' Abzeichen, die es in jeder Saison gibt, lassen sich von Neuem erreichen.' : ''}`,
      ENGLISH: `Badges stay.${hasSeasonBadges ? ' Badges that there are in every season can be earned anew.' : ''}`,
    },
  }),
  STREAK: () => ({
    goesOn: true,
    words: {
      GERMAN: 'Serien laufen weiter: Sie zählen Wochen und kennen keine Saison.',
      ENGLISH: 'Streaks go on: they count weeks and know no seasons.',
    },
  }),
  CHALLENGES: () => ({
    goesOn: true,
    words: {
      GERMAN: 'Laufende Challenges gehen bis zu ihrem eigenen Ende weiter.',
      ENGLISH: 'Challenges that run go on to their own end.',
    },
  }),
  TANDEMS: () => ({
    goesOn: true,
    words: {
      GERMAN:
        'Tandems bestehen weiter, bis ihre Mitglieder sie abschließen. Ihre Geschichten zählen in der Saison, in der alle sie bestätigt haben.',
      ENGLISH:
        'Tandems go on until their members complete them. Their stories count in the season in which everybody confirmed them.',
    },
  }),
  RECOGNITIONS: () => ({
    goesOn: true,
    words: {
      GERMAN:
        'Offene Wünsche nach Anerkennungen bleiben offen. Wer ausgelost wurde, kann in der nächsten Saison wieder ausgelost werden.',
      ENGLISH: 'Open requests for recognitions stay open. Who was drawn can be drawn again in the next season.',
    },
  }),
  PSEUDONYM: () => ({
    goesOn: false,
    words: {
      GERMAN: 'Wer unter Pseudonym auftritt, bekommt ein neues, damit sich Saisons nicht verbinden lassen.',
      ENGLISH: 'Who appears under a pseudonym gets a new one, so that seasons cannot be linked.',
    },
  }),
};

const levelBegins: Rule = {
  goesOn: false,
  words: {
    GERMAN: 'Die Stufe zählt die Punkte der Saison und beginnt von vorn. Erreichte Stufen bleiben als Auszeichnung.',
    ENGLISH: 'The level counts the points of the season and begins anew. Levels that were reached stay as awards.',
  },
};

const levelStays: Rule = {
  goesOn: true,
  words: {
    GERMAN: 'Die Stufe bleibt: Sie zählt alle Punkte, die Sie je bekommen haben.',
    ENGLISH: 'The level stays: it counts all points that you were ever granted.',
  },
};
