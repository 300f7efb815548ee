import { uuidv7 } from 'uuidv7';

/** A new id: UUIDv7, so that ids of one table sort by their time of birth. */
export function newId(): string {
  return uuidv7();
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text can be an id at all. PostgreSQL refuses other texts with an error; for a reader they are simply not found. */
export function isId(text: string): boolean {
  return uuid.test(text);
}
