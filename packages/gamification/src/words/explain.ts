import type { Language } from '@fanfare/contracts';
import type { Decision, Reason, Reversal, ReversalCause } from '../evaluation/decision.ts';
import type { CompiledRuleSet } from '../rules/compile.ts';
import { amountInWords, boostInWords } from './describe.ts';
import { dayInWords, number, pointsInWords, shareInWords } from './format.ts';
import { kindsDone, kindsInPlural, ofUnit, perUnit } from './vocabulary.ts';

export interface ExplanationContext {
  readonly language: Language;
  /** The version that the decision names; without it the rule is named by its key. */
  readonly ruleSet: CompiledRuleSet | null;
  /** The programme's zone, in which dates are told. */
  readonly timeZone: string;
  /** Of a reversal: what the person who took the points back said. */
  readonly stated?: string | null;
}

/** What a person reads under an entry: what they did, what was asked, what was granted and why it is not more. */
export function explainDecision(decision: Decision | Reversal, context: ExplanationContext): string {
  const sentences = 'reverses' in decision ? [reversalInWords(decision, context)] : decisionInWords(decision, context);
  const reasons = decision.reasons
    .map((reason) => reasonInWords(reason, decision.ruleKey, context))
    .filter((words) => words !== '');
  return [...sentences, ...reasons].join(' ');
}

function decisionInWords(decision: Decision, context: ExplanationContext): readonly string[] {
  const { language } = context;
  const german = language === 'GERMAN';
  const name = ruleName(decision.ruleKey, context);
  const requested = pointsInWords(decision.requested, language);
  const granted = pointsInWords(decision.granted, language);
  const done =
    decision.type === 'ACTIVITY'
      ? kindsDone[language][decision.kind]
      : german
        ? 'Andere haben auf Ihren Beitrag reagiert'
        : 'Others reacted to your post';
  if (decision.requested === decision.granted)
    return [german ? `${done}: ${granted} („${name}“).` : `${done}: ${granted} ("${name}").`];
  return [
    german
      ? `${done}: „${name}“ sieht ${requested} vor, gutgeschrieben wurden ${granted}.`
      : `${done}: "${name}" asks for ${requested}, ${granted} were granted.`,
  ];
}

const CAUSES: Readonly<Record<Language, Readonly<Record<ReversalCause, string>>>> = {
  GERMAN: {
    WITHDRAWN: 'weil die Aktivität zurückgezogen wurde',
    DELETED: 'weil die Aktivität gelöscht wurde',
    REJECTED: 'weil die Aktivität nicht anerkannt wurde',
    CORRECTED: 'weil die Aktivität berichtigt wurde',
    RESCORED: 'weil neu nach anderen Regeln gewertet wurde',
    TAKEN_BACK: 'weil diese Buchung zurückgenommen wurde; die Aktivität selbst bleibt bestehen',
  },
  ENGLISH: {
    WITHDRAWN: 'because the activity was withdrawn',
    DELETED: 'because the activity was deleted',
    REJECTED: 'because the activity was rejected',
    CORRECTED: 'because the activity was corrected',
    RESCORED: 'because it was scored again under other rules',
    TAKEN_BACK: 'because this entry was taken back; the activity itself stands',
  },
};

function reversalInWords(reversal: Reversal, context: ExplanationContext): string {
  const { language } = context;
  const points = pointsInWords(-reversal.granted, language);
  const name = ruleName(reversal.ruleKey, context);
  const cause = reversal.reasons
    .flatMap((reason) => (reason.code === 'REVERSED' ? [CAUSES[language][reason.cause]] : []))
    .join('');
  const { stated } = context;
  if (language === 'GERMAN')
    return `Zurückgenommen: ${points} („${name}“), ${cause}.${stated == null ? '' : ` Begründung: „${stated}“.`}`;
  return `Taken back: ${points} ("${name}"), ${cause}.${stated == null ? '' : ` The reason given: "${stated}".`}`;
}

function reasonInWords(reason: Reason, ruleKey: string, context: ExplanationContext): string {
  switch (reason.code) {
    case 'REVERSED':
      return '';
    case 'ENGAGEMENT':
      return engagementInWords(reason, context.language);
    case 'TAKEN_BACK':
      return takenBackInWords(reason, context.language);
    case 'REMAINDER':
      return remainderInWords(reason, context.language);
    case 'BOOST':
      return boostReasonInWords(reason, context.language);
    case 'QUOTA':
      return quotaInWords(reason, context.language);
    case 'MIX':
      return mixReasonInWords(reason, context.language);
    case 'LIMIT':
      return limitInWords(reason, ruleKey, context);
    case 'LATE':
    case 'AHEAD':
      return timingInWords(reason, context);
  }
}

type ReasonOf<Code extends Reason['code']> = Extract<Reason, { code: Code }>;

function engagementInWords({ engagement, total, askedBefore }: ReasonOf<'ENGAGEMENT'>, language: Language): string {
  const worth = pointsInWords(total, language);
  const weighted = number(engagement, language);
  const before = number(askedBefore, language);
  const considered =
    askedBefore === 0
      ? ''
      : language === 'GERMAN'
        ? `, ${before} davon waren schon berücksichtigt`
        : `, ${before} of which were considered before`;
  return language === 'GERMAN'
    ? `Gewichtet ergeben die Reaktionen bisher ${weighted}; das ist nach der Regel ${worth} wert${considered}.`
    : `Weighted, the reactions come to ${weighted} so far; by the rule that is worth ${worth}${considered}.`;
}

function takenBackInWords({ before, after }: ReasonOf<'TAKEN_BACK'>, language: Language): string {
  const taken = pointsInWords(before - after, language);
  return language === 'GERMAN'
    ? `Zuvor wurde zurückgenommen, was diese Regel dafür gutgeschrieben hatte; ${taken} bleiben deshalb aus.`
    : `What this rule had granted for it was taken back before, so ${taken} are left out.`;
}

function remainderInWords({ before, after }: ReasonOf<'REMAINDER'>, language: Language): string {
  const left = pointsInWords(after, language);
  return language === 'GERMAN'
    ? `Von dieser Aktivität wurde zuvor etwas zurückgenommen; eine Berichtigung bringt nicht mehr, als danach übrig war: ${left} statt ${number(before, language)}.`
    : `Something of this activity was taken back before; a correction brings no more than was left then: ${left} instead of ${number(before, language)}.`;
}

function boostReasonInWords({ boost, before, after }: ReasonOf<'BOOST'>, language: Language): string {
  const words = boostInWords(boost, language);
  return language === 'GERMAN'
    ? `Bonus ${words}: ${pointsInWords(after, language)} statt ${number(before, language)}.`
    : `Boost ${words}: ${pointsInWords(after, language)} instead of ${number(before, language)}.`;
}

function quotaInWords(reason: ReasonOf<'QUOTA'>, language: Language): string {
  const { item, per, quota, factor, after } = reason;
  const share = shareInWords(factor, language);
  return language === 'GERMAN'
    ? `Es war die Nummer ${item} ${ofUnit.GERMAN[per]}; nach ${quota} ${perUnit.GERMAN[per]} zählt ${share}: ${pointsInWords(after, language)}.`
    : `It was number ${item} ${ofUnit.ENGLISH[per]}; after ${quota} ${perUnit.ENGLISH[per]} ${share} counts: ${pointsInWords(after, language)}.`;
}

function mixReasonInWords({ mix, work, other, after }: ReasonOf<'MIX'>, language: Language): string {
  const share = shareInWords(mix.factor, language);
  return language === 'GERMAN'
    ? `${work} Beiträge über die Arbeit standen ${other} anderen gegenüber; damit die Mischung stimmt, zählt ${share}: ${pointsInWords(after, language)}.`
    : `${work} items about work stood against ${other} others; for the sake of the mix ${share} counts: ${pointsInWords(after, language)}.`;
}

function limitInWords({ limit, used, after }: ReasonOf<'LIMIT'>, ruleKey: string, context: ExplanationContext): string {
  const { language } = context;
  const german = language === 'GERMAN';
  const amount = amountInWords(limit, language);
  const scopes = {
    RULE: german ? `für „${ruleName(ruleKey, context)}“` : `for "${ruleName(ruleKey, context)}"`,
    KIND: `${german ? 'für' : 'for'} ${kindsInPlural[language][limit.kind ?? 'ENGAGEMENT']}`,
    CONTENT: german ? 'für denselben Inhalt' : 'for the same content',
    ALL: german ? 'insgesamt' : 'in all',
  };
  const had = number(used, language);
  const left = pointsInWords(after, language);
  return german
    ? `Es gilt ${scopes[limit.scope]} ${amount}; ${had} waren schon vergeben, es bleiben ${left}.`
    : `The limit ${scopes[limit.scope]} is ${amount}; ${had} were used already, ${left} remain.`;
}

function timingInWords(
  { code, happenedAt, recordedAt }: ReasonOf<'LATE' | 'AHEAD'>,
  { language, timeZone }: ExplanationContext,
): string {
  const happened = dayInWords(happenedAt, language, timeZone);
  const recorded = dayInWords(recordedAt, language, timeZone);
  if (code === 'LATE') {
    return language === 'GERMAN'
      ? `Der ${happened} ist bereits abgeschlossen, deshalb zählt es am ${recorded}.`
      : `${happened} is closed already, so it counts on ${recorded}.`;
  }
  return language === 'GERMAN'
    ? `Der ${happened} lag bei der Erfassung noch in der Zukunft, deshalb zählt es am ${recorded}.`
    : `${happened} was still to come when it was recorded, so it counts on ${recorded}.`;
}

function ruleName(key: string, { ruleSet, language }: ExplanationContext): string {
  const name = ruleSet?.byKey.get(key)?.rule.name;
  if (!name) return key;
  return language === 'GERMAN' ? name.german : name.english;
}
