import type { UserFailure } from '../../platform/graphql/payload.ts';

export const ambassadorsJoinThemselves: UserFailure = {
  code: 'INVALID',
  path: ['role'],
  message: {
    GERMAN: 'Botschafter:in wird man nur durch eigenen Beitritt.',
    ENGLISH: 'People become ambassadors only by joining themselves.',
  },
};

export const personMissing: UserFailure = {
  code: 'REQUIRED',
  path: ['person'],
  message: {
    GERMAN: 'Nennen Sie die Person entweder mit „person“ oder mit „subject“.',
    ENGLISH: 'Name the person either by "person" or by "subject".',
  },
};

export const departmentMissing: UserFailure = {
  code: 'REQUIRED',
  path: ['department'],
  message: {
    GERMAN: 'Abteilungskommunikator:innen gehören zu einer Abteilung.',
    ENGLISH: 'A department communicator belongs to a department.',
  },
};

export const departmentSuperfluous: UserFailure = {
  code: 'INVALID',
  path: ['department'],
  message: {
    GERMAN: 'Diese Rolle gilt für das ganze Programm, nicht für eine Abteilung.',
    ENGLISH: 'This role is for the whole programme, not for a department.',
  },
};

export const lastAdministrator: UserFailure = {
  code: 'STATE',
  path: ['roleHolder'],
  message: {
    GERMAN: 'Das ist die letzte Administration des Programms. Vergeben Sie die Rolle zuerst an jemand anderes.',
    ENGLISH: 'This is the last administrator of the programme. Grant the role to somebody else first.',
  },
};
