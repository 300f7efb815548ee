import type { ApiScope, ProgrammeRole } from '@fanfare/contracts';
import { describe, expect, test } from '@jest/globals';
import { nobody, type PersonViewer, type TokenViewer } from '../../platform/auth/viewer.ts';
import { shownMember, sightOf } from './ambassadors.mapper.ts';
import { createPseudonyms } from './pseudonyms.ts';

const subject = {
  id: 'a1',
  programmeId: 'p1',
  personId: 'ada',
  departmentId: 'd1',
  status: 'ACTIVE',
  visibility: 'PSEUDONYM',
  name: 'Ada Lovelace',
} as const;

function person(
  personId: string,
  role?: ProgrammeRole,
  place: { readonly programmeId?: string; readonly departmentIds?: readonly string[] } = {},
): PersonViewer {
  const { programmeId = 'p1', departmentIds = [] } = place;
  const memberships = role === undefined ? [] : [{ programmeId, roles: [role], ambassadorId: null, departmentIds }];
  return { kind: 'person', personId, subject: personId, name: null, isOperator: false, memberships };
}

function token(programmeId: string, scope: ApiScope): TokenViewer {
  return { kind: 'token', tokenId: 't1', programmeId, scopes: [scope] };
}

const readers = {
  self: person('ada'),
  admin: person('x', 'ADMIN'),
  'communicator of the department': person('x', 'COMMUNICATOR', { departmentIds: ['d1'] }),
  'communicator of another department': person('x', 'COMMUNICATOR', { departmentIds: ['d2'] }),
  auditor: person('x', 'AUDITOR'),
  'fellow ambassador': person('x', 'AMBASSADOR'),
  'admin of another programme': person('x', 'ADMIN', { programmeId: 'p2' }),
  operator: { ...person('x'), isOperator: true },
  'machine client that reads': token('p1', 'AMBASSADORS_READ'),
  'machine client that reads something else': token('p1', 'ACTIVITIES_READ'),
  'machine client of another programme': token('p2', 'AMBASSADORS_READ'),
  nobody,
} as const;

type ReaderName = keyof typeof readers;
const everything: readonly ReaderName[] = ['self', 'admin'];
const whoListsTheDepartment: readonly ReaderName[] = ['communicator of the department', 'auditor', 'machine client that reads'];

function readersWho(sees: 'NAME' | 'PSEUDONYM', ambassador: Parameters<typeof sightOf>[1]): readonly string[] {
  return Object.entries(readers).flatMap(([name, viewer]) => (sightOf(viewer, ambassador) === sees ? [name] : []));
}

describe('who sees an ambassador', () => {
  test('under a pseudonym: the name only the person and admins, the pseudonym who may list the department', () => {
    expect(readersWho('NAME', subject)).toEqual(everything);
    expect(readersWho('PSEUDONYM', subject)).toEqual(whoListsTheDepartment);
  });

  test('by name: fellow ambassadors too', () => {
    const named = { ...subject, visibility: 'NAMED' } as const;
    expect(readersWho('PSEUDONYM', named)).toEqual([]);
    expect(new Set(readersWho('NAME', named))).toEqual(new Set([...everything, ...whoListsTheDepartment, 'fellow ambassador']));
  });

  test.each([
    ['hidden', { visibility: 'HIDDEN' } as const],
    ['departed', { status: 'LEFT' } as const],
    ['departed but once named', { status: 'LEFT', visibility: 'NAMED' } as const],
  ])('%s: the person and admins alone', (_case, difference) => {
    expect(readersWho('NAME', { ...subject, ...difference })).toEqual(everything);
    expect(readersWho('PSEUDONYM', { ...subject, ...difference })).toEqual([]);
  });

  test('of no department: no communicator', () => {
    expect(readersWho('PSEUDONYM', { ...subject, departmentId: null })).not.toContain('communicator of the department');
  });
});

describe('as whom somebody stands on boards', () => {
  const options = { pseudonymSecret: Buffer.alloc(32, 1), period: { season: 's1' }, language: 'GERMAN' } as const;

  test('named: with the own id and name', () => {
    expect(shownMember({ ...subject, visibility: 'NAMED' }, options)).toEqual({ memberId: 'a1', displayName: 'Ada Lovelace' });
  });

  test('under a pseudonym: with nothing that is the same in another season', () => {
    const shown = shownMember(subject, options);
    expect(shown).toEqual(createPseudonyms(options.pseudonymSecret).of('a1', options.period, 'GERMAN'));
    expect(shown?.memberId).not.toBe('a1');
  });

  test('hidden or departed: not at all', () => {
    expect(shownMember({ ...subject, visibility: 'HIDDEN' }, options)).toBeUndefined();
    expect(shownMember({ ...subject, visibility: 'NAMED', status: 'LEFT' }, options)).toBeUndefined();
  });
});
