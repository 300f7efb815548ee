import { statusAt, supersededAt } from './rule-set-life.ts';
import type { RuleSetRow } from './rule-sets.repository.ts';
import type { RuleSet } from './rule-sets.types.ts';

/** Versions as the schema shows them. Status follows from the other versions of the programme, so all of them are needed. */
export function toRuleSets(rows: readonly RuleSetRow[], now: Date): readonly RuleSet[] {
  return rows.map((row) => {
    const { id, programmeId, version, revision, name, effectiveFrom, basedOn, document } = row;
    return {
      ...{ id, programmeId, version, revision, name, effectiveFrom, basedOn, rules: document },
      status: statusAt(row, rows, now),
      supersededAt: supersededAt(row, rows),
    };
  });
}
