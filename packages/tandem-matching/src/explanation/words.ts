import type { Factor, FactorContribution, Hindrance } from '../affinity/types.ts';
import type { Objective } from '../matching/types.ts';
import type { Bilingual } from '../shared/text.ts';
import type { NextBest, OverrideCost, UnmatchedReason } from './types.ts';

const FACTOR_NAMES: Record<Factor, Bilingual> = {
  topics: { de: 'gemeinsame Themen', en: 'shared topics' },
  channels: { de: 'gemeinsame Kanäle', en: 'shared channels' },
  strengths: { de: 'ergänzende Stärken', en: 'complementary strengths' },
  department: { de: 'andere Abteilung', en: 'different department' },
  timeZone: { de: 'Nähe der Zeitzonen', en: 'nearness of time zones' },
  availability: { de: 'gemeinsame Zeiten', en: 'common times' },
  seniority: { de: 'Erfahrungsabstand', en: 'distance in experience' },
  wishes: { de: 'persönliche Wünsche', en: 'personal wishes' },
};

const HINDRANCE_NAMES: Record<Hindrance, Bilingual> = {
  SAME_PERSON: { de: 'dieselbe Person', en: 'the same person' },
  OTHER_PROGRAMME: { de: 'ein anderes Programm', en: 'another programme' },
  OPTED_OUT: { de: 'zurzeit keine Tandems gewünscht', en: 'no tandems wanted at present' },
  BLOCKED: { de: 'eine Sperre', en: 'a block' },
  REPORTING_LINE: { de: 'die direkte Führungslinie', en: 'the reporting line' },
  GROUP_RULE: { de: 'die Abteilungsregel des Programms', en: "the programme's department rule" },
  NO_COMMON_LANGUAGE: { de: 'keine gemeinsame Sprache', en: 'no common language' },
  NO_COMMON_CHANNEL: { de: 'kein gemeinsamer Kanal', en: 'no common channel' },
  NO_COMMON_TIME: { de: 'keine gemeinsame Zeit', en: 'no common time' },
  ALREADY_MET: { de: 'ein früheres gemeinsames Tandem', en: 'an earlier tandem together' },
};

export function factorName(factor: Factor): Bilingual {
  return FACTOR_NAMES[factor];
}

export function hindranceName(hindrance: Hindrance): Bilingual {
  return HINDRANCE_NAMES[hindrance];
}

/** One sentence a factor that gives points, most points first. */
export function factorWords(factors: readonly FactorContribution[]): Bilingual[] {
  return factors
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ factor, points, maxPoints }) => ({
      de: `${FACTOR_NAMES[factor].de}: ${points} von ${maxPoints} Punkten.`,
      en: `${FACTOR_NAMES[factor].en}: ${points} of ${maxPoints} points.`,
    }));
}

export function nextBestWords(side: 'partner' | 'seeker', next: NextBest | undefined): Bilingual {
  const whom =
    side === 'partner' ? { de: 'die begleitete', en: 'the accompanied' } : { de: 'die erfahrene', en: 'the experienced' };
  if (next === undefined) {
    return {
      de: `Für ${whom.de} Person gab es keine andere Möglichkeit.`,
      en: `There was no other possibility for ${whom.en} person.`,
    };
  }
  const { affinity, gain } = next;
  if (gain >= 0) {
    return {
      de: `Die nächstbeste Möglichkeit für ${whom.de} Person hätte ${affinity} Punkte; dieses Tandem hat ${gain} mehr.`,
      en: `The next best possibility for ${whom.en} person has ${affinity} points; this tandem has ${gain} more.`,
    };
  }
  return {
    de: `Eine andere Möglichkeit für ${whom.de} Person hätte ${-gain} Punkte mehr, ginge aber auf Kosten anderer.`,
    en: `Another possibility for ${whom.en} person has ${-gain} points more, but at the expense of others.`,
  };
}

export function overrideWords(cost: OverrideCost): Bilingual {
  switch (cost.kind) {
    case 'chosen':
      return { de: 'Dieses Tandem ist bereits vorgeschlagen.', en: 'This tandem is proposed already.' };
    case 'free':
      return {
        de: 'Dieses Tandem kostet alle zusammen nichts: Es entstehen gleich viele Tandems, die zusammen gleich gut passen. Für Einzelne kann sich etwas ändern.',
        en: 'This tandem costs everybody together nothing: there are as many tandems, which fit as well together. For single people something may change.',
      };
    case 'affinity':
      return {
        de: `Dieses Tandem kostet alle zusammen ${counted(cost.points, 'Punkt', 'Punkte')}.`,
        en: `This tandem costs everybody together ${counted(cost.points, 'point', 'points')}.`,
      };
    case 'inertia':
      return {
        de: `Dieses Tandem kostet keine Punkte, aber ${cost.tandems === 1 ? 'ein laufendes Tandem endet' : `${cost.tandems} laufende Tandems enden`} dafür.`,
        en: `This tandem costs no points, but ${cost.tandems === 1 ? 'one running tandem ends' : `${cost.tandems} running tandems end`} for it.`,
      };
    case 'worst':
      return {
        de: `Mit diesem Tandem erreichten nicht mehr alle mindestens ${cost.worstGrade} Punkte.`,
        en: `With this tandem not everybody would reach at least ${cost.worstGrade} points any more.`,
      };
    case 'coverage':
      return {
        de: 'Mit diesem Tandem bliebe jemand anderes ohne Tandem oder jemand, der länger wartet, müsste zurückstehen.',
        en: 'With this tandem somebody else would stay without, or somebody who has waited longer would have to give way.',
      };
    case 'belowFloor':
      return {
        de: `Dieses Tandem hat nur ${cost.affinity} Punkte; das Programm verlangt mindestens ${cost.floor}.`,
        en: `This tandem has only ${cost.affinity} points; the programme asks for at least ${cost.floor}.`,
      };
    case 'locked':
      return {
        de: 'Die begleitete Person ist bereits mit jemand anderem festgelegt; das würde aufgehoben.',
        en: 'The accompanied person is fixed with somebody else already; that would be undone.',
      };
    case 'noPlace':
      return {
        de: 'Die erfahrene Person hat keinen Platz mehr, der nicht schon vergeben oder festgelegt ist.',
        en: 'The experienced person has no place left that is not taken or fixed already.',
      };
    case 'impossible': {
      const name = cost.hindrance && HINDRANCE_NAMES[cost.hindrance];
      return {
        de: `Dieses Tandem ist nicht möglich${name ? `: ${name.de}` : ''}.`,
        en: `This tandem is not possible${name ? `: ${name.en}` : ''}.`,
      };
    }
  }
}

const GOES_FIRST: Record<Objective, Bilingual> = {
  mostPeople: { de: 'Wer länger wartet, geht vor.', en: 'Whoever has waited longer goes first.' },
  bestFit: { de: 'Wer besser passt, geht vor.', en: 'Whoever fits better goes first.' },
};

export function unmatchedWords(reason: UnmatchedReason): Bilingual {
  switch (reason.code) {
    case 'NOBODY_POSSIBLE':
      return nobodyPossibleWords(reason.hindrances);
    case 'ALL_BELOW_FLOOR':
      return {
        de: `Die beste mögliche Passung hat ${reason.best} Punkte; das Programm verlangt mindestens ${reason.floor}.`,
        en: `The best possible fit has ${reason.best} points; the programme asks for at least ${reason.floor}.`,
      };
    case 'NO_PLACES_OFFERED':
      return {
        de: `In dieser Runde ist kein Platz frei bei ${reason.partners === 1 ? 'der einen möglichen Person' : `allen ${reason.partners} möglichen Personen`}.`,
        en: `In this round no place is free with ${reason.partners === 1 ? 'the one possible person' : `any of the ${reason.partners} possible people`}.`,
      };
    case 'TOO_FEW_PLACES': {
      const { seekerIds, places, partnerIds, objective } = reason;
      const first = GOES_FIRST[objective];
      return {
        de: `${seekerIds.length} Suchende teilen sich ${counted(places, 'freien Platz', 'freie Plätze')} bei ${counted(partnerIds.length, 'Person', 'Personen')}. ${first.de}`,
        en: `${seekerIds.length} seekers share ${counted(places, 'free place', 'free places')} with ${counted(partnerIds.length, 'person', 'people')}. ${first.en}`,
      };
    }
    case 'BEST_FIT_PREFERRED':
      return {
        de: 'Ein Tandem wäre möglich, aber diese Runde stellt die beste Passung vor die Zahl der Tandems.',
        en: 'A tandem would be possible, but this round puts the best fit before the number of tandems.',
      };
  }
}

/** What somebody said about somebody else is nobody's business: runs are read by programme leads and auditors. */
const PERSONAL: ReadonlySet<Hindrance> = new Set(['OPTED_OUT', 'BLOCKED', 'REPORTING_LINE']);
const PERSONAL_REASONS: Bilingual = { de: 'persönliche Gründe', en: 'personal reasons' };

interface NamedHindrance {
  readonly name: Bilingual;
  readonly partners: number;
}

function nobodyPossibleWords(hindrances: readonly { readonly hindrance: Hindrance; readonly partners: number }[]): Bilingual {
  const [first, ...others] = discreet(hindrances);
  if (first === undefined) return { de: 'Niemand kommt als Tandem in Frage.', en: 'Nobody comes into question as a tandem.' };
  if (others.length === 0) {
    const { name, partners } = first;
    return {
      de: `Mit ${partners === 1 ? 'der einen anderen Person' : `keiner der ${partners} anderen Personen`} ist ${partners === 1 ? 'kein' : 'ein'} Tandem möglich: ${name.de}.`,
      en: `No tandem is possible with ${partners === 1 ? 'the one other person' : `any of the ${partners} other people`}: ${name.en}.`,
    };
  }
  const list = (language: keyof Bilingual): string =>
    [first, ...others].map(({ name, partners }) => `${name[language]} (${partners})`).join(', ');
  return { de: `Mit niemandem ist ein Tandem möglich: ${list('de')}.`, en: `A tandem is possible with nobody: ${list('en')}.` };
}

/** Personal hindrances are counted together, last. */
function discreet(
  hindrances: readonly { readonly hindrance: Hindrance; readonly partners: number }[],
): readonly NamedHindrance[] {
  const open = hindrances.filter(({ hindrance }) => !PERSONAL.has(hindrance));
  const personal = hindrances
    .filter(({ hindrance }) => PERSONAL.has(hindrance))
    .reduce((sum, { partners }) => sum + partners, 0);
  const named = open.map(({ hindrance, partners }) => ({ name: HINDRANCE_NAMES[hindrance], partners }));
  return personal === 0 ? named : [...named, { name: PERSONAL_REASONS, partners: personal }];
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
