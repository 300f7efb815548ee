import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** A link no longer shows anything: whoever follows it is cut off. */
export const wallBoardLinkRevoked = defineTopic('wall-boards.link-revoked', z.object({ linkId: z.string() }));
