import { z } from 'zod';
import { defineTopic } from '../events/event-bus.ts';

/**
 * What a person or an API token may has changed and is committed: a role granted or withdrawn, a programme joined or left, a token revoked.
 * Open connections of theirs look again at once. Whoever changes such a thing announces it in the same transaction.
 */
export const viewerChanged = defineTopic(
  'auth.viewer-changed',
  z.union([z.object({ personId: z.string() }), z.object({ tokenId: z.string() })]),
);
