import { viewerChanged } from '../auth/viewer-changed.ts';
import type { EventBus, Unsubscribe } from '../events/event-bus.ts';
import { clientOf } from '../limits/budgets.ts';
import type { Logger } from '../logger.ts';
import type { SocketSession } from './socket-session.ts';

/** The open connections of this node by client: bounds how many one holds, and lets them look again when what the viewer may changes. */
export class SocketRegistry {
  readonly #sessions = new Map<string, Set<SocketSession>>();
  readonly #perClient: number;
  readonly #logger: Logger;

  constructor(options: { readonly perClient: number; readonly logger: Logger }) {
    this.#perClient = options.perClient;
    this.#logger = options.logger;
  }

  /** False when the client holds as many connections as one may. */
  add(session: SocketSession): boolean {
    const client = clientOf(session.viewer, session.address);
    const ofClient = this.#sessions.get(client) ?? new Set();
    if (ofClient.size >= this.#perClient) return false;
    this.#sessions.set(client, ofClient.add(session));
    return true;
  }

  remove(session: SocketSession): void {
    const client = clientOf(session.viewer, session.address);
    const ofClient = this.#sessions.get(client);
    ofClient?.delete(session);
    if (ofClient?.size === 0) this.#sessions.delete(client);
  }

  follow(events: EventBus): Promise<Unsubscribe> {
    return events.subscribe(viewerChanged, (changed) => {
      const client = 'personId' in changed ? `person:${changed.personId}` : `token:${changed.tokenId}`;
      for (const session of this.#sessions.get(client) ?? []) this.#askAgain(session);
    });
  }

  #askAgain(session: SocketSession): void {
    // Refused credentials have closed the connection by then; where nothing could be found out, the next message asks again.
    session.askAgain().catch((error: unknown) => {
      this.#logger.info({ requestId: session.requestId, err: error }, 'A connection could not be authenticated again');
    });
  }
}
