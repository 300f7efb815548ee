import type { Viewer } from './viewer.ts';

/** Who did something, as records keep it: `person:<id>` or `token:<id>`. */
export function actorOf(viewer: Viewer): string {
  switch (viewer.kind) {
    case 'nobody':
      throw new Error('Nobody cannot have done anything');
    case 'person':
      return `person:${viewer.personId}`;
    case 'token':
      return `token:${viewer.tokenId}`;
  }
}
