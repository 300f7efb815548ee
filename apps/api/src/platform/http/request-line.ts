import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';

/** What is told of every answered request. */
export interface AnsweredRequest {
  readonly requestId: string;
  readonly method: string;
  /** The route's pattern, never the address: an address may hold what is personal. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** Notes an answered request in the metrics and in one line of the log. */
export type NoteAnswered = (answered: AnsweredRequest) => void;

export function createNoteAnswered({ metrics, logger }: { readonly metrics: Metrics; readonly logger: Logger }): NoteAnswered {
  // These facts hold nothing to be left out, and there is one line for every request: looking for secrets in them would be a tenth of the work.
  const lines = logger.child({}, { redact: [] });
  return ({ requestId, method, route, status, milliseconds }) => {
    metrics.httpRequests.observe({ method, route, status }, milliseconds / 1000);
    const line = { requestId, method, route, status, milliseconds: Math.round(milliseconds) };
    lines[isRoutine(route) ? 'debug' : 'info'](line, 'answered');
  };
}

function isRoutine(route: string): boolean {
  return route.startsWith('/health/') || route === '/metrics';
}
