import type { Segment } from '@fanfare/contracts';
import type { Segment as EngineSegment, SegmentDecision, SegmentProbabilities } from '@fanfare/tandem-matching';
import type { LocalisedText } from '../../platform/localised-text.ts';

/** What a person may say about themselves; the others follow from facts alone. */
export const declarableSegments = [
  'FREQUENT',
  'STEADY',
  'OCCASIONAL',
  'HESITANT',
  'SILENT',
  'SEPARATOR',
] as const satisfies readonly Segment[];
export type DeclarableSegment = (typeof declarableSegments)[number];

export type DecidedBy = 'DECLARATION' | 'EVIDENCE' | 'ABSTENTION';

export const intentKinds = ['DRAFT', 'APPROVAL', 'SHARE_OPENED', 'COMMENT'] as const;
export type IntentKind = (typeof intentKinds)[number];

export const intentOutcomes = ['OPEN', 'FOLLOWED_THROUGH', 'ABANDONED'] as const;
export type IntentOutcome = (typeof intentOutcomes)[number];

/** How often somebody began something of a kind, and how often a post came of it. */
export interface IntentCount {
  readonly kind: IntentKind;
  readonly opportunities: number;
  readonly followedThrough: number;
}

/** Where somebody was placed, with everything that is told about it. */
export interface SegmentAssessmentRecord {
  readonly ambassadorId: string;
  readonly programmeId: string;
  readonly segment: Segment;
  readonly decidedBy: DecidedBy;
  readonly probabilities: SegmentProbabilities;
  readonly expectedPostsPerWeek: number;
  readonly reasons: readonly LocalisedText[];
  readonly wouldChange: readonly LocalisedText[];
  readonly signals: readonly IntentCount[];
  readonly assessedAt: Date;
}

/** A person's own word. */
export interface SegmentDeclarationRecord {
  readonly ambassadorId: string;
  readonly programmeId: string;
  readonly segment: DeclarableSegment;
  readonly note: string | null;
  readonly declaredAt: Date;
}

/** The engine writes its segments in lower case, everything else of the house as the schema does. */
export function engineSegment(segment: DeclarableSegment): Exclude<EngineSegment, 'new' | 'lapsed'> {
  return segment.toLowerCase() as Exclude<EngineSegment, 'new' | 'lapsed'>;
}

const decidedBy: Readonly<Record<SegmentDecision['decidedBy'], DecidedBy>> = {
  declaration: 'DECLARATION',
  evidence: 'EVIDENCE',
  abstention: 'ABSTENTION',
};

export function assessmentOf(
  decision: SegmentDecision,
  about: { readonly programmeId: string; readonly signals: readonly IntentCount[]; readonly assessedAt: Date },
): SegmentAssessmentRecord {
  const texts = (words: SegmentDecision['reasons']) => words.map(({ de, en }) => ({ GERMAN: de, ENGLISH: en }));
  return {
    ...about,
    ambassadorId: decision.id,
    segment: decision.segment.toUpperCase() as Segment,
    decidedBy: decidedBy[decision.decidedBy],
    probabilities: decision.probabilities,
    expectedPostsPerWeek: decision.expectedPostsPerWeek,
    reasons: texts(decision.reasons),
    wouldChange: texts(decision.wouldChange),
  };
}

/** How sure the segment is; null where nothing is calculated: an own word, nobody's posts, too little time. */
export function probabilityOf(record: SegmentAssessmentRecord): number | null {
  if (record.decidedBy !== 'EVIDENCE') return null;
  const { frequent, aboveMedian, alive, withholding } = record.probabilities;
  switch (record.segment) {
    case 'FREQUENT':
      return frequent;
    case 'STEADY':
      return aboveMedian;
    case 'OCCASIONAL':
      return 1 - aboveMedian;
    case 'LAPSED':
      return 1 - alive;
    case 'HESITANT':
      return withholding ?? null;
    default:
      return null;
  }
}

/** What a segment means for the person: brakes and encouragements, kindly. */
export const meaningOf: Readonly<Record<Segment, LocalisedText>> = {
  FREQUENT: {
    GERMAN:
      'Sie geben dem Programm viel Stimme. Damit auch andere gehört werden, zählen weitere Beiträge über das übliche Maß hinaus weniger; das mindert ihren Wert nicht. Im Tandem können Sie jemandem den Anfang leichter machen.',
    ENGLISH:
      'You give the programme much of its voice. So that others are heard too, posts beyond the usual number count less; that takes nothing from their worth. In a tandem you can make beginning easier for somebody.',
  },
  STEADY: {
    GERMAN: 'Sie posten verlässlich. Alles zählt wie gewohnt, und im Tandem können Sie jemanden begleiten.',
    ENGLISH: 'You post reliably. Everything counts as usual, and you can accompany somebody in a tandem.',
  },
  OCCASIONAL: {
    GERMAN: 'Sie posten, wenn es passt. Genau so ist es gedacht.',
    ENGLISH: 'You post when it suits you. That is just how it is meant.',
  },
  HESITANT: {
    GERMAN:
      'Sie möchten, und noch nicht alles wird ein Beitrag. Wenn Sie mögen, begleitet Sie jemand im Tandem; erste Schritte und gemeinsame Geschichten zählen.',
    ENGLISH:
      'You would like to, and not everything becomes a post yet. If you like, somebody accompanies you in a tandem; first steps and joint stories count.',
  },
  LAPSED: {
    GERMAN: 'Es ist ruhiger um Sie geworden, und das ist in Ordnung. Ein Wiederbeginn ist jederzeit willkommen.',
    ENGLISH: 'It has become quieter around you, and that is fine. Beginning again is welcome at any time.',
  },
  SILENT: {
    GERMAN: 'Sie sind dabei, ohne zu posten. Daraus folgt nichts.',
    ENGLISH: 'You take part without posting. Nothing follows from it.',
  },
  NEW: {
    GERMAN: 'Noch lässt sich nichts sagen, und das muss es auch nicht.',
    ENGLISH: 'Nothing can be said yet, and nothing needs to be.',
  },
  SEPARATOR: {
    GERMAN:
      'Sie halten Beruf und Privates getrennt. Niemand erinnert Sie, niemand schlägt Ihnen ein Tandem vor, und Regeln zur Mischung gelten für Sie nicht.',
    ENGLISH:
      'You keep work and private life apart. Nobody reminds you, nobody proposes a tandem to you, and rules about the mix do not apply to you.',
  },
};
