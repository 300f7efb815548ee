import { canonicalJson } from '../facts/delivery.ts';
import { shownValue } from '../rules/problems.ts';
import { partsOf, type RuleSetPart, type Words } from './parts.ts';

/** What one version of a rule set says otherwise than another. */
export interface RuleSetChange {
  /** MOVED: a rule says the same but stands elsewhere in the order, in which rules take from common limits. */
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED' | 'MOVED';
  readonly part: RuleSetPart['part'];
  /** The key of the rule; null for what is no rule. */
  readonly ruleKey: string | null;
  /** JSONPath into the later document; for what was removed, into the earlier one. */
  readonly path: string;
  /** The sentence in the earlier version; null for what was added. */
  readonly before: Words | null;
  /** The sentence in the later version; null for what was removed. */
  readonly after: Words | null;
}

/**
 * The difference between two versions in words: first what the later one says new or otherwise, in its order, then what it no longer
 * says. Complete: two documents without a difference grant the same. Documents that hold mistakes are compared as far as they can be read.
 */
export function describeDifference(earlier: unknown, later: unknown): readonly RuleSetChange[] {
  const before = numbered(partsOf(earlier));
  const after = numbered(partsOf(later));
  const moved = movedRules(before, after);
  const present = [...after].flatMap(([identity, part]): readonly RuleSetChange[] => {
    const old = before.get(identity);
    if (old === undefined) return [change('ADDED', part, { before: null, after: part.words })];
    if (canonicalJson(old.value) !== canonicalJson(part.value)) return [change('CHANGED', part, wordsOfBoth(old, part))];
    const places = moved.get(identity);
    return places === undefined ? [] : [change('MOVED', part, wordsOfPlaces(part, places))];
  });
  const gone = [...before].filter(([identity]) => !after.has(identity));
  return [...present, ...gone.map(([, part]) => change('REMOVED', part, { before: part.words, after: null }))];
}

function change(
  kind: RuleSetChange['kind'],
  { part, identity, path }: RuleSetPart,
  words: Pick<RuleSetChange, 'before' | 'after'>,
): RuleSetChange {
  return { kind, part, ruleKey: part === 'RULE' ? identity : null, path, ...words };
}

/** By what makes them the same; where a wrong draft says a thing twice, the second is a thing of its own. */
function numbered(parts: readonly RuleSetPart[]): ReadonlyMap<string, RuleSetPart> {
  const found = new Map<string, RuleSetPart>();
  for (const part of parts) {
    let identity = `${part.part} ${part.identity}`;
    while (found.has(identity)) identity += ' again';
    found.set(identity, part);
  }
  return found;
}

/** Where the sentences are alike, the settings that differ are named: nothing changes without being told. */
function wordsOfBoth(old: RuleSetPart, part: RuleSetPart): Pick<RuleSetChange, 'before' | 'after'> {
  const before = settingsOf(old.value);
  const after = settingsOf(part.value);
  const differing = [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
  const tell = (words: Words, other: Words, settings: ReadonlyMap<string, string>): Words => ({
    GERMAN: words.GERMAN === other.GERMAN ? withSettings(words.GERMAN, differing, settings) : words.GERMAN,
    ENGLISH: words.ENGLISH === other.ENGLISH ? withSettings(words.ENGLISH, differing, settings) : words.ENGLISH,
  });
  return { before: tell(old.words, part.words, before), after: tell(part.words, old.words, after) };
}

function withSettings(sentence: string, names: readonly string[], settings: ReadonlyMap<string, string>): string {
  return `${sentence} [${names.map((name) => `${name}: ${settings.get(name) ?? '–'}`).join(', ')}]`;
}

/** The leaves of a value as "award.points" and what stands there. */
function settingsOf(value: unknown, name = ''): ReadonlyMap<string, string> {
  if (value === null || typeof value !== 'object') return new Map([[name, shownValue(value)]]);
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...settingsOf(inner, name === '' ? key : `${name}.${key}`)]));
}

interface Places {
  readonly before: number;
  readonly after: number;
}

/** The rules outside the longest run that keeps its order: the fewest that somebody must have moved. Places count from 1. */
function movedRules(
  before: ReadonlyMap<string, RuleSetPart>,
  after: ReadonlyMap<string, RuleSetPart>,
): ReadonlyMap<string, Places> {
  const rules = (parts: ReadonlyMap<string, RuleSetPart>) =>
    [...parts].filter(([, { part }]) => part === 'RULE').map(([identity]) => identity);
  const old = new Map(rules(before).map((identity, index) => [identity, index + 1]));
  const common = rules(after).flatMap((identity, index): readonly (readonly [string, Places])[] => {
    const place = old.get(identity);
    return place === undefined ? [] : [[identity, { before: place, after: index + 1 }]];
  });
  const kept = longestRise(common.map(([, places]) => places.before));
  return new Map(common.filter((_, index) => !kept.has(index)));
}

/** The indices of a longest strictly rising subsequence. Quadratic: a rule set has at most 200 rules. */
function longestRise(values: readonly number[]): ReadonlySet<number> {
  const best: { readonly length: number; readonly previous: number }[] = [];
  for (const [index, value] of values.entries()) {
    let longest = { length: 1, previous: -1 };
    for (let earlier = 0; earlier < index; earlier += 1) {
      const length = (best[earlier]?.length ?? 0) + 1;
      if ((values[earlier] ?? value) < value && length > longest.length) longest = { length, previous: earlier };
    }
    best.push(longest);
  }
  const kept = new Set<number>();
  const most = Math.max(0, ...best.map(({ length }) => length));
  for (let at = best.findIndex(({ length }) => length === most); at >= 0; at = best[at]?.previous ?? -1) kept.add(at);
  return kept;
}

function wordsOfPlaces({ words }: RuleSetPart, places: Places): Pick<RuleSetChange, 'before' | 'after'> {
  const at = (place: number): Words => ({
    GERMAN: `An Stelle ${place}: ${words.GERMAN}`,
    ENGLISH: `In place ${place}: ${words.ENGLISH}`,
  });
  return { before: at(places.before), after: at(places.after) };
}
