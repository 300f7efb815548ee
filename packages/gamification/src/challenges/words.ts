import type { Language } from '@fanfare/contracts';
import { capitalised, joined, number } from '../words/format.ts';
import { channelNames, evidenceNames, kindsInPlural } from '../words/vocabulary.ts';
import type { ChallengeVerdict } from './contribution.ts';
import type { ChallengeDocument, ChallengeMeasure, ChallengeScope, FactFilter } from './document.ts';
import { HUNDREDTHS } from './progress.ts';

type Words<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

const SUBJECTS: Words<ChallengeScope> = {
  GERMAN: {
    EACH_PERSON: 'jede Person für sich',
    EACH_TANDEM: 'jedes Tandem gemeinsam',
    EACH_DEPARTMENT: 'jede Abteilung gemeinsam',
    EVERYBODY: 'alle zusammen',
  },
  ENGLISH: {
    EACH_PERSON: 'each person',
    EACH_TANDEM: 'each tandem together',
    EACH_DEPARTMENT: 'each department together',
    EVERYBODY: 'everybody together',
  },
};

/** [CH12] What a challenge asks, in whole sentences: whose goal it is, what counts, and what does not. */
export function describeChallenge({ scope, goal }: ChallengeDocument, language: Language): readonly string[] {
  const german = language === 'GERMAN';
  const target = targetInWords(goal.measure, scope, goal.target, language);
  const filter = filterInWords(goal.filter, language);
  const counted = german ? `Es zählen: ${filter}.` : `What counts: ${filter}.`;
  return [
    `${capitalised(SUBJECTS[language][scope])}: ${target}.`,
    counted,
    ...quotaInWords(goal, language),
    ...quietInWords(goal.quietDaysBefore, language),
  ];
}

/** A target or a milestone: "20 people", "1.5 posts per active member", "60 % of the active members". */
export function targetInWords(measure: ChallengeMeasure, scope: ChallengeScope, value: number, language: Language): string {
  if (scope !== 'EACH_DEPARTMENT') return `${number(value, language)} ${unitInWords(measure, value, language)}`;
  const german = language === 'GERMAN';
  if (measure === 'DISTINCT_PEOPLE') {
    return german
      ? `${number(value, language)} % der aktiven Mitglieder machen mit`
      : `${number(value, language)} % of the active members take part`;
  }
  const each = number(value / HUNDREDTHS, language);
  const unit = unitInWords(measure, value / HUNDREDTHS, language);
  return german ? `${each} ${unit} je aktivem Mitglied` : `${each} ${unit} per active member`;
}

const UNITS: Readonly<Record<Language, Readonly<Record<ChallengeMeasure, readonly [one: string, many: string]>>>> = {
  GERMAN: {
    FACTS: ['Aktivität', 'Aktivitäten'],
    POINTS: ['Punkt', 'Punkte'],
    DISTINCT_PEOPLE: ['Person', 'Personen'],
    DISTINCT_WEEKS: ['Woche mit mindestens einer Aktivität', 'Wochen mit mindestens einer Aktivität'],
    STORIES: ['gemeinsame Geschichte', 'gemeinsame Geschichten'],
    ENGAGEMENT: ['Reaktion anderer', 'Reaktionen anderer'],
  },
  ENGLISH: {
    FACTS: ['activity', 'activities'],
    POINTS: ['point', 'points'],
    DISTINCT_PEOPLE: ['person', 'people'],
    DISTINCT_WEEKS: ['week with at least one activity', 'weeks with at least one activity'],
    STORIES: ['joint story', 'joint stories'],
    ENGAGEMENT: ['reaction of others', 'reactions of others'],
  },
};

function unitInWords(measure: ChallengeMeasure, value: number, language: Language): string {
  return UNITS[language][measure][value === 1 ? 0 : 1];
}

/** What a filter lets through: "posts and videos on LinkedIn with #team". */
export function filterInWords(filter: FactFilter, language: Language): string {
  const german = language === 'GERMAN';
  const or = (items: readonly string[]) => joined(items, language, 'disjunction');
  const kinds = filter.kinds?.map((kind) => kindsInPlural[language][kind]);
  const parts = [kinds ? joined(kinds, language) : german ? 'Aktivitäten jeder Art' : 'activities of every kind'];
  if (filter.channels) {
    parts.push(`${german ? 'auf' : 'on'} ${or(filter.channels.map((channel) => channelNames[language][channel]))}`);
  }
  if (filter.campaigns) parts.push(`${german ? 'zur Kampagne' : 'for campaign'} ${or(filter.campaigns)}`);
  if (filter.hashtags) {
    parts.push(`${german ? 'mit' : 'with'} ${or(filter.hashtags.map((hashtag) => `#${hashtag}`))}`);
  }
  if (filter.minimumEvidence && filter.minimumEvidence !== 'SELF_REPORTED') {
    const evidence = evidenceNames[language][filter.minimumEvidence];
    parts.push(german ? `(mindestens ${evidence})` : `(at least ${evidence})`);
  }
  return parts.join(' ');
}

function quotaInWords(goal: ChallengeDocument['goal'], language: Language): readonly string[] {
  if (goal.measure !== 'FACTS' && goal.measure !== 'ENGAGEMENT') return [];
  const most = number(goal.mostPerPersonAndWeek, language);
  return language === 'GERMAN'
    ? [`Je Person und Woche zählen höchstens ${most}, derselbe Inhalt einmal.`]
    : [`At most ${most} count per person and week, the same content once.`];
}

function quietInWords(days: number | null, language: Language): readonly string[] {
  if (days === null) return [];
  return language === 'GERMAN'
    ? [`Es zählt, wer in den ${days} Tagen davor nichts veröffentlicht hat.`]
    : [`It counts for those who published nothing in the ${days} days before.`];
}

const VERDICTS: Words<ChallengeVerdict> = {
  GERMAN: {
    COUNTED: 'Zählt für die Challenge.',
    COUNTED_IN_GRACE: 'Nach dem Ende erfasst, aber noch in der Nachfrist: Es zählt für die Challenge.',
    TOO_LATE: 'Erst nach der Nachfrist erfasst: Es zählt nicht mehr für die Challenge.',
    SAME_CONTENT: 'Derselbe Inhalt zählt nur einmal.',
    QUOTA: 'In dieser Woche haben schon so viele Aktivitäten gezählt, wie die Challenge je Person vorsieht.',
    NOT_QUIET: 'Diese Challenge gehört denen, von denen länger nichts zu lesen war.',
    NOTHING_YET: 'Bisher gibt es dafür nichts, was die Challenge zählt.',
  },
  ENGLISH: {
    COUNTED: 'Counts towards the challenge.',
    COUNTED_IN_GRACE: 'Recorded after the end but within the grace period: it counts towards the challenge.',
    TOO_LATE: 'Recorded only after the grace period: it no longer counts towards the challenge.',
    SAME_CONTENT: 'The same content counts only once.',
    QUOTA: 'As many activities as the challenge provides for per person have counted in this week already.',
    NOT_QUIET: 'This challenge belongs to those of whom little was read of late.',
    NOTHING_YET: 'There is nothing yet that the challenge counts.',
  },
};

/** [CH12] What became of a fact in a challenge, in a sentence for the person. */
export function explainVerdict(verdict: ChallengeVerdict, language: Language): string {
  return VERDICTS[language][verdict];
}
