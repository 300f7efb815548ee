import { isDeepStrictEqual } from 'node:util';
import type { UserFailure } from '../../platform/graphql/payload.ts';
import type { AmbassadorRecord } from '../ambassadors/index.ts';
import * as failures from './participation.errors.ts';
import type { TestPerson } from './participation.inputs.ts';

/** A test person as wanted; `undefined` says nothing about the value. */
export interface WantedTestPerson {
  readonly externalReference: string;
  readonly name: string;
  readonly departmentId: string | undefined;
  readonly visibility: AmbassadorRecord['visibility'] | undefined;
  readonly language: AmbassadorRecord['language'] | undefined;
  readonly joinedAt: Date | undefined;
}

/** The fields of the input beside the values of the ambassador that they are compared with. */
const comparedFields = [
  ['name', 'name'],
  ['departmentKey', 'departmentId'],
  ['visibility', 'visibility'],
  ['language', 'language'],
  ['joinedAt', 'joinedAt'],
] as const;

/** What the test person is wanted to be, or why that cannot be. */
export function wantedTestPerson(
  person: TestPerson,
  surroundings: { readonly departmentIds: ReadonlyMap<string, string>; readonly now: Date; readonly path: readonly string[] },
): { readonly wanted: WantedTestPerson } | { readonly failures: readonly UserFailure[] } {
  const { departmentIds, now, path } = surroundings;
  const departmentId = person.departmentKey == null ? undefined : departmentIds.get(person.departmentKey);
  const found = [
    ...(person.departmentKey != null && departmentId === undefined
      ? [failures.departmentUnknown([...path, 'departmentKey'])]
      : []),
    ...(person.joinedAt != null && person.joinedAt > now ? [failures.joinedInTheFuture([...path, 'joinedAt'])] : []),
  ];
  if (found.length > 0) return { failures: found };
  return {
    wanted: {
      externalReference: person.externalReference,
      name: person.name,
      departmentId,
      visibility: person.visibility ?? undefined,
      language: person.language ?? undefined,
      joinedAt: person.joinedAt ?? undefined,
    },
  };
}

/** One failure for each value that is another than enrolled; none when the same person is enrolled a second time. */
export function differencesFrom(
  enrolled: AmbassadorRecord,
  wanted: WantedTestPerson,
  { path, departmentKeys }: { readonly path: readonly string[]; readonly departmentKeys: ReadonlyMap<string, string> },
): readonly UserFailure[] {
  const shown = (value: unknown): string => {
    if (value === null) return '';
    return value instanceof Date ? value.toISOString() : (departmentKeys.get(String(value)) ?? String(value));
  };
  return comparedFields.flatMap(([field, property]) => {
    const given = wanted[property];
    const stored = enrolled[property];
    if (given === undefined || isDeepStrictEqual(given, stored)) return [];
    return [failures.enrolledDifferently([...path, field], { stored: shown(stored), given: shown(given) })];
  });
}
