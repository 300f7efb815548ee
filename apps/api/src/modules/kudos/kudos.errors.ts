import type { UserFailure } from '../../platform/graphql/payload.ts';

export function enoughToday(limit: number): UserFailure {
  return {
    code: 'LIMIT_REACHED',
    path: [],
    message: {
      GERMAN: `Sie haben heute schon ${limit} Mal gedankt. Morgen geht es weiter.`,
      ENGLISH: `You have said thank you ${limit} times today. There is another day tomorrow.`,
    },
  };
}

export function thankedToday(): UserFailure {
  return {
    code: 'LIMIT_REACHED',
    path: ['colleague'],
    message: {
      GERMAN: 'Dieser Person haben Sie heute schon gedankt.',
      ENGLISH: 'You have thanked this person today already.',
    },
  };
}

export function notToOneself(): UserFailure {
  return {
    code: 'INVALID',
    path: ['colleague'],
    message: { GERMAN: 'Ein Dank geht an jemand anderen.', ENGLISH: 'Thanks go to somebody else.' },
  };
}

export function notWanted(): UserFailure {
  return {
    code: 'STATE',
    path: ['colleague'],
    message: {
      GERMAN: 'Diese Person möchte hier keinen Dank lesen.',
      ENGLISH: 'This person does not want to read thanks here.',
    },
  };
}

export function ownWords(): UserFailure {
  return {
    code: 'INVALID',
    path: ['kudos'],
    message: { GERMAN: 'Das sind Ihre eigenen Worte.', ENGLISH: 'These are your own words.' },
  };
}

export function takenDownAlready(): UserFailure {
  return {
    code: 'STATE',
    path: ['kudos'],
    message: { GERMAN: 'Dieser Dank ist schon abgenommen.', ENGLISH: 'These kudos were taken down already.' },
  };
}

export function reasonNeeded(): UserFailure {
  return {
    code: 'REQUIRED',
    path: ['reason'],
    message: { GERMAN: 'Bitte begründen Sie das.', ENGLISH: 'Please give a reason.' },
  };
}
