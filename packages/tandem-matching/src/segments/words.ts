import type { Bilingual } from '../shared/text.ts';
import type { Observation } from './exposure.ts';
import type { Intent } from './hesitation-model.ts';
import type { Segment } from './types.ts';

export interface Evidence {
  readonly person: Observation;
  readonly intent: Intent | undefined;
  readonly frequentPercent: number;
  readonly alivePercent: number;
  readonly withholdingPercent: number | undefined;
  readonly certaintyPercent: number;
  readonly topPercent: number;
  readonly minimumExposureDays: number;
}

const NAMES: Record<Segment, Bilingual> = {
  frequent: { de: 'Dauerposter', en: 'frequent poster' },
  steady: { de: 'regelmäßig', en: 'steady' },
  occasional: { de: 'gelegentlich', en: 'occasional' },
  hesitant: { de: 'zögerlich', en: 'hesitant' },
  lapsed: { de: 'länger nicht aktiv', en: 'lapsed' },
  silent: { de: 'still', en: 'silent' },
  new: { de: 'neu, noch offen', en: 'new, still open' },
  separator: { de: 'trennt Beruf und Privates', en: 'keeps work and private life apart' },
};

/** The name of a segment as the product shows it. */
export function segmentName(segment: Segment): Bilingual {
  return NAMES[segment];
}

function seen({ person }: Evidence): Bilingual {
  return {
    de: `An ${person.exposureDays} beobachteten Tagen (ohne Pausen, ab dem Beitritt) zählen ${person.posts} Beiträge.`,
    en: `Over ${person.exposureDays} observed days (pauses and the time before joining left out), ${person.posts} posts count.`,
  };
}

const DECLARED: Bilingual = {
  de: 'Das haben Sie selbst so angegeben. Ihre Angabe gilt vor jeder Berechnung.',
  en: 'You said so yourself. Your own word counts before any calculation.',
};

/** Why somebody was put into a segment by evidence, in words that can be shown to the person. */
export function reasonsFor(segment: Segment, declared: boolean, evidence: Evidence): Bilingual[] {
  if (declared) return [DECLARED];
  return [seen(evidence), ...specificReasons(segment, evidence)];
}

function specificReasons(segment: Segment, evidence: Evidence): Bilingual[] {
  const { person, intent, frequentPercent, alivePercent, withholdingPercent, topPercent } = evidence;
  switch (segment) {
    case 'frequent':
      return [
        {
          de: `Mit ${frequentPercent} % Wahrscheinlichkeit gehört Ihr Rhythmus zu den häufigsten ${topPercent} % im Programm.`,
          en: `With a probability of ${frequentPercent} % your rhythm is among the most frequent ${topPercent} % of the programme.`,
        },
      ];
    case 'lapsed':
      return [
        {
          de: `Ihr letzter aktiver Tag liegt ${person.lifetimeDays - person.lastActiveAt} Tage zurück; für Ihren früheren Rhythmus ist das lang (noch aktiv: ${alivePercent} %).`,
          en: `Your last active day was ${person.lifetimeDays - person.lastActiveAt} days ago, which is long for your earlier rhythm (still active: ${alivePercent} %).`,
        },
      ];
    case 'hesitant':
      return [
        {
          de: `Von ${intent?.opportunities ?? 0} begonnenen Anläufen blieben ${intent?.withheld ?? 0} ohne Beitrag; Zurückhaltung überwiegt mit ${withholdingPercent ?? 0} % Wahrscheinlichkeit.`,
          en: `Of ${intent?.opportunities ?? 0} attempts, ${intent?.withheld ?? 0} led to no post; holding back prevails with a probability of ${withholdingPercent ?? 0} %.`,
        },
      ];
    case 'silent':
      return [
        {
          de: 'Es gibt keine Beiträge und keine freigegebenen Anzeichen, dass Sie posten möchten.',
          en: 'There are no posts, and no shared signs that you would like to post.',
        },
      ];
    case 'new':
      return [
        {
          de: `Für eine Einordnung braucht es mindestens ${evidence.minimumExposureDays} beobachtete Tage oder ein klares Bild; beides fehlt noch.`,
          en: `Placing you takes at least ${evidence.minimumExposureDays} observed days or a clear picture; neither is there yet.`,
        },
      ];
    default:
      return [
        {
          de: `Für „häufig“ wären ${evidence.certaintyPercent} % Sicherheit nötig; erreicht sind ${frequentPercent} %.`,
          en: `"Frequent" takes a certainty of ${evidence.certaintyPercent} %; ${frequentPercent} % are reached.`,
        },
      ];
  }
}

const BY_OWN_WORD: Bilingual = {
  de: 'Sie können Ihre Einordnung jederzeit selbst festlegen oder ändern.',
  en: 'You can set or change your segment yourself at any time.',
};

/** What would lead to another segment. */
export function changesFor(segment: Segment, declared: boolean, postsUntilFrequent: number | undefined): Bilingual[] {
  if (declared) {
    return [
      {
        de: 'Wenn Sie Ihre Angabe zurückziehen, gilt wieder, was sich aus Ihren Beiträgen ergibt.',
        en: 'If you withdraw your word, what follows from your posts applies again.',
      },
    ];
  }
  return [...specificChanges(segment, postsUntilFrequent), BY_OWN_WORD];
}

function specificChanges(segment: Segment, postsUntilFrequent: number | undefined): Bilingual[] {
  switch (segment) {
    case 'frequent':
      return [{ de: 'Ein ruhigerer Rhythmus über einige Wochen.', en: 'A calmer rhythm over some weeks.' }];
    case 'lapsed':
    case 'silent':
      return [{ de: 'Schon ein einzelner Beitrag.', en: 'A single post is enough.' }];
    case 'hesitant':
      return [
        {
          de: 'Wenn mehr Anläufe zu einem Beitrag werden, auch gemeinsam im Tandem.',
          en: 'More attempts that become posts, in a tandem too.',
        },
      ];
    case 'new':
      return [{ de: 'Etwas mehr Zeit im Programm.', en: 'Some more time in the programme.' }];
    default:
      return postsUntilFrequent === undefined
        ? []
        : [
            {
              de: `${postsUntilFrequent} weitere Beiträge im selben Zeitraum ergäben „häufig“.`,
              en: `${postsUntilFrequent} more posts in the same time would make it "frequent".`,
            },
          ];
  }
}
