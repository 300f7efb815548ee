import { type CastMember, castMember } from '../cast.ts';

function required(key: string): CastMember {
  const member = castMember(key);
  if (member === undefined) throw new Error(`Nobody of the cast is called ${key}.`);
  return member;
}

/** Those of the cast through whom the demo is made. */
export const operator = required('operator');
export const admin = required('admin');
