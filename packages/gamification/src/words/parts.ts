import type { Language } from '@fanfare/contracts';
import { type RuleSetDocument, ruleSetSchema } from '../rules/document.ts';
import { jsonPath } from '../rules/problems.ts';
import { describeRule, describeRuleSet } from './describe.ts';

/** A sentence in every language of the product. */
export type Words = Readonly<Record<Language, string>>;

/** One thing that a rule set says, with the sentence for it. */
export interface RuleSetPart {
  readonly part: 'NAME' | 'RULE' | 'LIMIT' | 'MIX';
  /** What makes it the same thing in another version: the key of a rule, what a limit counts. */
  readonly identity: string;
  /** JSONPath into the document. */
  readonly path: string;
  readonly value: unknown;
  readonly words: Words;
  /** Whether it can be read as it stands; a draft may hold parts that cannot. */
  readonly isReadable: boolean;
}

const ruleSchema = ruleSetSchema.shape.rules.element;
const limitSchema = ruleSetSchema.shape.limits.unwrap().element;
const mixSchema = ruleSetSchema.shape.mix.unwrap().unwrap();
const nameSchema = ruleSetSchema.shape.name;

const unreadable: Words = { GERMAN: 'noch unvollständig', ENGLISH: 'not complete yet' };

/**
 * What a document says, part by part in its order, also where other parts of it are wrong: a draft is read while it is being written.
 * A part that cannot be read says so in its words; what is no object at all has no parts.
 */
export function partsOf(document: unknown): readonly RuleSetPart[] {
  if (!isRecord(document)) return [];
  const name = nameSchema.safeParse(document['name']);
  const mix = document['mix'];
  return [
    ...(name.success ? [namePart(name.data)] : []),
    ...listOf(document['rules']).map(rulePart),
    ...listOf(document['limits']).map(limitPart),
    ...(mix == null ? [] : [mixPart(mix)]),
  ];
}

function namePart(name: RuleSetDocument['name']): RuleSetPart {
  const words = { GERMAN: `Name: ${name.german}`, ENGLISH: `Name: ${name.english}` };
  return { part: 'NAME', identity: 'name', path: '$.name', value: name, words, isReadable: true };
}

function rulePart(value: unknown, index: number): RuleSetPart {
  const path = jsonPath(['rules', index]);
  const parsed = ruleSchema.safeParse(value);
  if (parsed.success) {
    const { key, name } = parsed.data;
    const words = {
      GERMAN: `„${name.german}“ – ${describeRule(parsed.data, 'GERMAN')}`,
      ENGLISH: `"${name.english}" – ${describeRule(parsed.data, 'ENGLISH')}`,
    };
    return { part: 'RULE', identity: key, path, value: parsed.data, words, isReadable: true };
  }
  const key = isRecord(value) && typeof value['key'] === 'string' ? value['key'] : `#${index + 1}`;
  const words = { GERMAN: `Regel „${key}“: ${unreadable.GERMAN}`, ENGLISH: `Rule "${key}": ${unreadable.ENGLISH}` };
  return { part: 'RULE', identity: key, path, value, words, isReadable: false };
}

function limitPart(value: unknown, index: number): RuleSetPart {
  const path = jsonPath(['limits', index]);
  const parsed = limitSchema.safeParse(value);
  if (parsed.success) {
    const { scope, per, measure } = parsed.data;
    const kind = parsed.data.scope === 'KIND' ? parsed.data.kind : '';
    const words = describedAlone({ limits: [parsed.data] });
    return { part: 'LIMIT', identity: `${scope} ${kind} ${per} ${measure}`, path, value: parsed.data, words, isReadable: true };
  }
  const words = { GERMAN: `Grenze ${index + 1}: ${unreadable.GERMAN}`, ENGLISH: `Limit ${index + 1}: ${unreadable.ENGLISH}` };
  return { part: 'LIMIT', identity: `#${index + 1}`, path, value, words, isReadable: false };
}

function mixPart(value: unknown): RuleSetPart {
  const parsed = mixSchema.safeParse(value);
  const words = parsed.success
    ? describedAlone({ mix: parsed.data })
    : { GERMAN: `Mischung: ${unreadable.GERMAN}`, ENGLISH: `Mix: ${unreadable.ENGLISH}` };
  return { part: 'MIX', identity: 'mix', path: '$.mix', value, words, isReadable: parsed.success };
}

/** The one sentence of a set that holds nothing but this. */
function describedAlone(holding: Partial<Pick<RuleSetDocument, 'limits' | 'mix'>>): Words {
  const document: RuleSetDocument = {
    format: 1,
    name: { german: '-', english: '-' },
    rules: [],
    limits: [],
    mix: null,
    ...holding,
  };
  const sentence = (language: Language) => describeRuleSet(document, language).join(' ');
  return { GERMAN: sentence('GERMAN'), ENGLISH: sentence('ENGLISH') };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
