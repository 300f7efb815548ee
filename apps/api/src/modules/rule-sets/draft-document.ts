import { presets } from '@fanfare/gamification';
import type { UserFailure } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { type PresetName, presetNames } from './presets.types.ts';
import { documentTooLong, moreThanOneOrigin, noDocument } from './rule-sets.errors.ts';
import type { RuleSetRow } from './rule-sets.repository.ts';

/** A draft may hold mistakes, but it is an object and no longer than this, as JSON. */
export const mostDocumentCharacters = 262_144;

/** What a new draft begins with: a preset, an earlier version, rules of its own, or nothing. */
export function documentOfNewDraft(
  input: { readonly name: string; readonly preset?: PresetName | null; readonly rules?: unknown },
  from: RuleSetRow | null,
): Outcome<unknown, UserFailure> {
  const origins = [input.preset, input.rules, from].filter((origin) => origin != null);
  if (origins.length > 1) return fail(moreThanOneOrigin());
  if (input.preset != null) return succeed(presets[presetNames[input.preset]]);
  if (from !== null) return succeed(from.document);
  return input.rules == null ? succeed(emptyDocument(input.name)) : checkDocument(input.rules);
}

/** Whether it can be kept as a draft at all; what is wrong with it otherwise is told by its validation. */
export function checkDocument(rules: unknown): Outcome<unknown, UserFailure> {
  if (rules === null || typeof rules !== 'object' || Array.isArray(rules)) return fail(noDocument());
  if (JSON.stringify(rules).length > mostDocumentCharacters) return fail(documentTooLong(mostDocumentCharacters));
  return succeed(rules);
}

function emptyDocument(name: string) {
  const shown = name.slice(0, 120);
  return { format: 1, name: { german: shown, english: shown }, rules: [], limits: [], mix: null };
}
