import type { Language } from '@fanfare/contracts';
import { factorsPastQuota } from '../rules/compile.ts';
import type { Award, Boost, Diminishing, Matches, Mix, Rule, RuleLimit, RuleSetDocument, SetLimit } from '../rules/document.ts';
import { capitalised, joined, number, percent, pointsInWords, shareInWords } from './format.ts';
import { channelNames, evidenceNames, kindsInPlural, perUnit, segmentNames } from './vocabulary.ts';

/** A rule in words: "Posts: 10 points, at most 3 a week in full, then half, then nothing." */
export function describeRule(rule: Rule, language: Language): string {
  const clauses = [
    awardInWords(rule.award, language),
    ...(rule.diminishing ? [diminishingInWords(rule.diminishing, language)] : []),
    ...rule.limits.map((limit) => ruleLimitInWords(limit, language)),
    ...rule.boosts.map((boost) => boostInWords(boost, language)),
  ];
  return `${capitalised(subjectInWords(rule.matches, language))}: ${clauses.join(', ')}.`;
}

/** Every rule, then the limits and the mix that hold for all of them: one sentence each. */
export function describeRuleSet(document: RuleSetDocument, language: Language): readonly string[] {
  return [
    ...document.rules.map((rule) => describeRule(rule, language)),
    ...document.limits.map((limit) => `${capitalised(setLimitInWords(limit, language))}.`),
    ...(document.mix ? [mixInWords(document.mix, language)] : []),
  ];
}

function subjectInWords(matches: Matches, language: Language): string {
  const german = language === 'GERMAN';
  const kinds = matches.kinds
    ? joined(
        matches.kinds.map((kind) => kindsInPlural[language][kind]),
        language,
      )
    : german
      ? 'alles'
      : 'everything';
  return [kinds, ...conditionsInWords(matches, language)].join(' ');
}

function conditionsInWords(matches: Matches, language: Language): readonly string[] {
  const german = language === 'GERMAN';
  const or = (items: readonly string[]) => joined(items, language, 'disjunction');
  const conditions: string[] = [];
  if (matches.channels)
    conditions.push(`${german ? 'auf' : 'on'} ${or(matches.channels.map((channel) => channelNames[language][channel]))}`);
  if (matches.campaigns) conditions.push(`${german ? 'zur Kampagne' : 'for campaign'} ${or(matches.campaigns)}`);
  if (matches.hashtags) conditions.push(`${german ? 'mit' : 'with'} ${or(matches.hashtags.map((hashtag) => `#${hashtag}`))}`);
  if (matches.minimumTextLength !== undefined) {
    const length = number(matches.minimumTextLength, language);
    conditions.push(german ? `ab ${length} Zeichen` : `of at least ${length} characters`);
  }
  if (matches.disclosed === true) conditions.push(german ? 'mit Kennzeichnung' : 'marked as said for the employer');
  if (matches.disclosed === false) conditions.push(german ? 'ohne Kennzeichnung' : 'not marked as said for the employer');
  if (matches.tandem === true) conditions.push(german ? 'aus einem Tandem' : 'from a tandem');
  if (matches.tandem === false) conditions.push(german ? 'außerhalb von Tandems' : 'outside tandems');
  if (matches.segments) {
    const segments = or(matches.segments.map((segment) => segmentNames[language][segment]));
    conditions.push(german ? `(nur ${segments})` : `(only ${segments})`);
  }
  if (matches.minimumEvidence && matches.minimumEvidence !== 'SELF_REPORTED') {
    const evidence = evidenceNames[language][matches.minimumEvidence];
    conditions.push(german ? `(mindestens ${evidence})` : `(at least ${evidence})`);
  }
  return conditions;
}

function awardInWords(award: Award, language: Language): string {
  const german = language === 'GERMAN';
  if (award.type === 'FIXED') return pointsInWords(award.points, language);
  const most = pointsInWords(award.maximum, language);
  if (award.type === 'PER_COUNT') {
    const each = pointsInWords(award.points, language);
    return german ? `${each} je Einheit, höchstens ${most}` : `${each} for each unit, at most ${most}`;
  }
  const curve = {
    SQRT: { GERMAN: 'Wurzel', ENGLISH: 'square root' },
    LOG: { GERMAN: 'Logarithmus', ENGLISH: 'logarithm' },
    LINEAR: null,
  };
  const shape = curve[award.curve]?.[language];
  const of = reactionsInWords(award, language);
  const plain = german ? `Punkte für ${of}` : `points for ${of}`;
  const flat = shape ? (german ? ` (immer flacher: ${shape})` : ` (ever flatter: ${shape})`) : '';
  return `${plain}${flat}, ${german ? `höchstens ${most} je Beitrag` : `at most ${most} for each post`}`;
}

function reactionsInWords({ weights }: Extract<Award, { type: 'ENGAGEMENT' }>, language: Language): string {
  const names = {
    GERMAN: { likes: 'Likes', comments: 'Kommentare', reposts: 'Reposts', clicks: 'Klicks' },
    ENGLISH: { likes: 'likes', comments: 'comments', reposts: 'reposts', clicks: 'clicks' },
  }[language];
  const measures = (['likes', 'comments', 'reposts', 'clicks'] as const).filter((measure) => weights[measure] > 0);
  return joined(
    measures.map((measure) => (weights[measure] === 1 ? names[measure] : `${names[measure]} (×${weights[measure]})`)),
    language,
  );
}

function diminishingInWords(diminishing: Diminishing, language: Language): string {
  const german = language === 'GERMAN';
  const per = perUnit[language][diminishing.per];
  const quota = number(diminishing.quota, language);
  const steps = factorsPastQuota(diminishing).map((factor) => `${german ? 'dann' : 'then'} ${shareInWords(factor, language)}`);
  const shown = steps.length > 4 ? [...steps.slice(0, 3), '...', ...steps.slice(-1)] : steps;
  return [german ? `höchstens ${quota} ${per} voll` : `at most ${quota} ${per} in full`, ...shown].join(', ');
}

function ruleLimitInWords(limit: RuleLimit, language: Language): string {
  const german = language === 'GERMAN';
  const content = limit.scope === 'CONTENT' ? (german ? ' für denselben Inhalt' : ' for the same content') : '';
  return `${amountInWords(limit, language)}${content}`;
}

function setLimitInWords(limit: SetLimit, language: Language): string {
  const german = language === 'GERMAN';
  const amount = amountInWords(limit, language);
  if (limit.scope === 'KIND') return `${kindsInPlural[language][limit.kind]}: ${amount}`;
  const scope = {
    ALL: { GERMAN: 'insgesamt', ENGLISH: 'in all' },
    CONTENT: { GERMAN: 'für denselben Inhalt', ENGLISH: 'for the same content' },
  };
  return german ? `${scope[limit.scope].GERMAN} ${amount}` : `${scope[limit.scope].ENGLISH} ${amount}`;
}

/** "at most 3 times a week" or "at most 30 points a day". */
export function amountInWords(limit: Pick<RuleLimit, 'measure' | 'maximum' | 'per'>, language: Language): string {
  const german = language === 'GERMAN';
  const times = german
    ? `${number(limit.maximum, language)}-mal`
    : limit.maximum === 1
      ? 'once'
      : `${number(limit.maximum, language)} times`;
  const amount = limit.measure === 'POINTS' ? pointsInWords(limit.maximum, language) : times;
  return `${german ? 'höchstens' : 'at most'} ${amount} ${perUnit[language][limit.per]}`;
}

/** "+50 % for a tandem story". */
export function boostInWords(boost: Boost, language: Language): string {
  const german = language === 'GERMAN';
  const more = `+${percent(boost.factor - 10_000, language)}`;
  switch (boost.type) {
    case 'SEGMENT': {
      const segments = joined(
        boost.segments.map((segment) => segmentNames[language][segment]),
        language,
        'disjunction',
      );
      return german ? `${more} für: ${segments}` : `${more} for: ${segments}`;
    }
    case 'FIRST':
      return german ? `${more} bei den ersten ${boost.count}` : `${more} for the first ${boost.count}`;
    case 'COMEBACK':
      return german ? `${more} nach ${boost.silentDays} Tagen Stille` : `${more} after ${boost.silentDays} days of silence`;
    case 'TANDEM_STORY':
      return german ? `${more} für eine Tandem-Geschichte` : `${more} for a tandem story`;
  }
}

function mixInWords(mix: Mix, language: Language): string {
  const per = perUnit[language][mix.per];
  const rest = shareInWords(mix.factor, language);
  if (language === 'GERMAN') {
    return `Mischung aus Privatem und Arbeit: ${mix.free} Beiträge über die Arbeit ${per} zählen voll, dazu ${mix.perOther} für jeden anderen Beitrag; darüber hinaus zählt ${rest}.`;
  }
  return `Mix of private and work: ${mix.free} items about work ${per} count in full, and ${mix.perOther} more for each other item; beyond that ${rest} counts.`;
}
