import type { UserFailure } from '../../platform/graphql/payload.ts';

export function notEnough(spendable: number): UserFailure {
  return {
    code: 'LIMIT_REACHED',
    path: ['points'],
    message: {
      GERMAN: `Sie können höchstens ${spendable} Punkte weitergeben.`,
      ENGLISH: `You can give on at most ${spendable} points.`,
    },
  };
}

export function toOneself(): UserFailure {
  return {
    code: 'INVALID',
    path: ['colleague'],
    message: { GERMAN: 'Punkte gehen an jemand anderen.', ENGLISH: 'Points go to somebody else.' },
  };
}
