import type { UserFailure } from '../../platform/graphql/payload.ts';

export function tandemNotRunning(): UserFailure {
  return {
    code: 'STATE',
    path: ['tandem'],
    message: {
      GERMAN: 'Geschichten erzählen Tandems, die vereinbart sind und nicht ruhen.',
      ENGLISH: 'Stories are told by tandems that are agreed on and do not rest.',
    },
  };
}

export function activityUnknown(index: number): UserFailure {
  return {
    code: 'NOT_FOUND',
    path: ['activities', String(index)],
    message: {
      GERMAN: 'Das ist keine Aktivität von jemandem aus dem Tandem, oder sie ist zurückgezogen.',
      ENGLISH: 'This is no activity of anybody in the tandem, or it was withdrawn.',
    },
  };
}

export function activityBefore(index: number): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['activities', String(index)],
    message: {
      GERMAN: 'Diese Aktivität ist älter als das Tandem.',
      ENGLISH: 'This activity is older than the tandem.',
    },
  };
}

export function activityTold(index: number): UserFailure {
  return {
    code: 'TAKEN',
    path: ['activities', String(index)],
    message: {
      GERMAN: 'Von dieser Aktivität handelt schon eine Geschichte.',
      ENGLISH: 'There is a story about this activity already.',
    },
  };
}

export function alreadyConfirmed(): UserFailure {
  return {
    code: 'STATE',
    path: ['story'],
    message: { GERMAN: 'Diese Geschichte haben schon alle bestätigt.', ENGLISH: 'Everybody has confirmed this story already.' },
  };
}
