import type { UserFailure } from '../../platform/graphql/payload.ts';
import type { RequestAct, RequestState } from './recognition.ts';

export function noPlaceLeft(path: readonly string[] = ['recognition']): UserFailure {
  return {
    code: 'LIMIT_REACHED',
    path,
    message: {
      GERMAN: 'Für diese Anerkennung ist kein Platz mehr frei.',
      ENGLISH: 'This recognition has no place left.',
    },
  };
}

export function hasItAlready(): UserFailure {
  return {
    code: 'TAKEN',
    path: ['recognition'],
    message: {
      GERMAN: 'Diese Anerkennung ist schon erbeten oder zugesagt.',
      ENGLISH: 'This recognition was asked for or granted already.',
    },
  };
}

export function notOffered(): UserFailure {
  return {
    code: 'STATE',
    path: ['recognition'],
    message: {
      GERMAN: 'Diese Anerkennung wird nicht mehr angeboten, oder ihre Saison läuft nicht.',
      ENGLISH: 'This recognition is no longer offered, or its season is not on.',
    },
  };
}

const states: Readonly<Record<RequestState, readonly [german: string, english: string]>> = {
  REQUESTED: ['wartet auf eine Entscheidung', 'waits for a decision'],
  GRANTED: ['ist zugesagt', 'is granted'],
  DECLINED: ['ist abgelehnt', 'is declined'],
  WITHDRAWN: ['ist zurückgezogen', 'is withdrawn'],
  FULFILLED: ['hat stattgefunden', 'has taken place'],
  REVOKED: ['ist zurückgenommen', 'is revoked'],
};

export function notInThisState(_act: RequestAct, state: RequestState): UserFailure {
  const [german, english] = states[state];
  return {
    code: 'STATE',
    path: ['request'],
    message: { GERMAN: `Das geht nicht: Diese Anerkennung ${german}.`, ENGLISH: `Not possible: this recognition ${english}.` },
  };
}

export function reasonNeeded(): UserFailure {
  return {
    code: 'REQUIRED',
    path: ['reason'],
    message: { GERMAN: 'Bitte begründen Sie das.', ENGLISH: 'Please give a reason.' },
  };
}

export function ownRequest(): UserFailure {
  return {
    code: 'NOT_ALLOWED',
    path: ['request'],
    message: {
      GERMAN: 'Über die eigene Anerkennung entscheidet jemand anderes.',
      ENGLISH: 'Somebody else decides about one’s own recognition.',
    },
  };
}

export function hasLeft(path: readonly string[]): UserFailure {
  return {
    code: 'STATE',
    path,
    message: {
      GERMAN: 'Diese Person nimmt nicht mehr am Programm teil.',
      ENGLISH: 'This person does not take part in the programme any more.',
    },
  };
}

export function goalNotReached(points: number, goal: number): UserFailure {
  return {
    code: 'STATE',
    path: ['request'],
    message: {
      GERMAN: `Dafür sind ${points} von ${goal} Punkten zusammengekommen.`,
      ENGLISH: `${points} of ${goal} points have come together for it.`,
    },
  };
}

export function goalExceeded(missing: number): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['points'],
    message: {
      GERMAN: `Dieser Anerkennung fehlen noch ${missing} Punkte.`,
      ENGLISH: `This recognition lacks ${missing} points.`,
    },
  };
}

export function takesNoPoints(): UserFailure {
  return {
    code: 'STATE',
    path: ['request'],
    message: { GERMAN: 'Für diese Anerkennung werden keine Punkte gesammelt.', ENGLISH: 'No points are collected for this.' },
  };
}

export function monetaryNotAllowed(path: readonly string[]): UserFailure {
  return {
    code: 'STATE',
    path,
    message: {
      GERMAN: 'Dieses Programm dankt ohne Geldwert. Zwei Administrator:innen müssen das erst ändern.',
      ENGLISH: 'This programme thanks without monetary value. Two administrators have to change that first.',
    },
  };
}

export function fewerThanTaken(taken: number): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['capacity'],
    message: {
      GERMAN: `${taken} Plätze sind schon zugesagt oder erbeten.`,
      ENGLISH: `${taken} places are granted or asked for already.`,
    },
  };
}

export function notFrozen(): UserFailure {
  return {
    code: 'STATE',
    path: ['season'],
    message: {
      GERMAN: 'Diese Saison hat noch keinen Endstand; gezogen wird nur aus einem, der sich nicht mehr ändert.',
      ENGLISH: 'This season has no final standing yet; draws are made only from one that never changes.',
    },
  };
}

export function nobodyToDraw(): UserFailure {
  return {
    code: 'STATE',
    path: ['minimumPoints'],
    message: { GERMAN: 'Es ist niemand im Los.', ENGLISH: 'There is nobody in the draw.' },
  };
}
