import type { Language } from '@fanfare/contracts';

/** One mistake in a rule-set document. `path` is a JSONPath such as `$.rules[2].award.points`. */
export interface RuleSetProblem {
  readonly path: string;
  readonly code: RuleSetProblemCode;
  /** What stands there, as JSON, shortened; "" where nothing stands. */
  readonly found: string;
  /** What is wrong. */
  readonly problem: Readonly<Record<Language, string>>;
  /** What would be right. */
  readonly expected: Readonly<Record<Language, string>>;
}

export type RuleSetProblemCode =
  | 'MISSING'
  | 'WRONG_TYPE'
  | 'TOO_SMALL'
  | 'TOO_LARGE'
  | 'NOT_ALLOWED'
  | 'UNKNOWN_KEY'
  | 'WRONG_FORMAT'
  | 'DUPLICATE_KEY'
  | 'CONTRADICTION'
  | 'ONLY_WORK';

const LONGEST_FOUND = 60;

/** "a rule key twice at $.rules[3].key; found "post"; right would be ..." in one sentence a person can act on. */
export function describeProblem(problem: RuleSetProblem, language: Language): string {
  const found = problem.found === '' ? '' : ` (${problem.found})`;
  const right = language === 'GERMAN' ? 'Richtig wäre' : 'Right would be';
  return `${problem.path}${found}: ${problem.problem[language]}. ${right}: ${problem.expected[language]}.`;
}

/** JSONPath of the way into a document. */
export function jsonPath(way: readonly PropertyKey[]): string {
  return way.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`;
    return /^[A-Za-z_]\w*$/.test(String(step)) ? `${path}.${String(step)}` : `${path}[${JSON.stringify(String(step))}]`;
  }, '$');
}

/** What a document holds at the end of a way; undefined where the way breaks off. */
export function valueAt(document: unknown, way: readonly PropertyKey[]): unknown {
  return way.reduce<unknown>((value, step) => {
    if (value === null || typeof value !== 'object') return undefined;
    return Object.entries(value).find(([name]) => name === String(step))?.[1];
  }, document);
}

export function shownValue(value: unknown): string {
  if (value === undefined) return '';
  const json = JSON.stringify(value) ?? String(value);
  return json.length > LONGEST_FOUND ? `${json.slice(0, LONGEST_FOUND)}…` : json;
}
