import { expectedGuards } from '../../platform/database/guards.generated.ts';
import {
  exemplaryPartition,
  type Guard,
  type GuardsQuery,
  readBypasses,
  readGuards,
  readPartitions,
  roleExists,
} from '../../platform/database/guards.ts';
import { applicationRole } from '../../platform/database/privileges.ts';
import type { Findings } from './findings.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What protects history stands as the migrations made it, on every table and every part of the ledger, and switched on: triggers with what
 * they call, constraints, the privileges of the application's role. Nothing has come in addition that could get in their way.
 */
export async function checkGuards(snapshot: Snapshot, findings: Findings): Promise<void> {
  const query: GuardsQuery = (sql, parameters) => snapshot.query(sql, parameters);
  const tables = expectedGuards.filter(isPrivilege).map(({ on }) => on);
  const hasRole = await roleExists(query, applicationRole);
  const expected = expectedWith(await readPartitions(query)).filter((guard) => hasRole || !isPrivilege(guard));
  compareGuards(expected, await readGuards(query, { tables: tables.filter(isLasting), role: applicationRole }), findings);
  compareOne({ on: applicationRole, name: 'role' }, { expected: 'there', found: hasRole ? 'there' : null }, findings);
  for (const { on, name, definition } of await readBypasses(query, applicationRole)) {
    compareOne({ on, name }, { expected: null, found: definition }, findings);
  }
}

function compareGuards(expected: readonly Guard[], found: readonly Guard[], findings: Findings): void {
  const definitions = (guards: readonly Guard[]) => new Map(guards.map((guard) => [keyOf(guard), guard.definition]));
  const [right, present] = [definitions(expected), definitions(found)];
  for (const guard of new Map([...expected, ...found].map((one) => [keyOf(one), one])).values()) {
    const key = keyOf(guard);
    compareOne(guard, { expected: right.get(key) ?? null, found: present.get(key) ?? null }, findings);
  }
}

function compareOne(
  guard: Pick<Guard, 'on' | 'name'>,
  values: { readonly expected: string | null; readonly found: string | null },
  findings: Findings,
): void {
  findings.checked('GUARDS');
  findings.compare({ check: 'GUARDS', programme: null, subject: 'TABLE', id: guard.on, field: guard.name, ...values });
}

/** Every part of the ledger is guarded like the exemplary one. */
function expectedWith(partitions: readonly string[]): readonly Guard[] {
  const exemplary = expectedGuards.filter(({ on }) => on === exemplaryPartition);
  const months = partitions.filter((name) => name !== exemplaryPartition);
  const renamed = (text: string, name: string) => text.replaceAll(exemplaryPartition, name);
  return [
    ...expectedGuards,
    ...months.flatMap((on) =>
      exemplary.map(({ name, definition }) => ({ on, name: renamed(name, on), definition: renamed(definition, on) })),
    ),
  ];
}

function isPrivilege({ name }: Guard): boolean {
  return name.startsWith('privileges of ');
}

function isLasting(table: string): boolean {
  return table !== exemplaryPartition;
}

function keyOf({ on, name }: Pick<Guard, 'on' | 'name'>): string {
  return `${on} ${name}`;
}
