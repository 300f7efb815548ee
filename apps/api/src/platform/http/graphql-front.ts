import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Versions } from '../graphql/answers/versions.ts';
import type { Admission } from '../graphql/execution/admission.ts';
import type { Metrics } from '../metrics.ts';
import { encodedBody } from './body-encoding.ts';
import { keptTail, postedAnswerHeaders } from './graphql-reply.ts';
import type { KnownRequest, KnownRequests } from './known-requests.ts';
import { requestIdOf } from './request-id.ts';
import type { NoteAnswered } from './request-line.ts';

export interface GraphqlFrontOptions {
  readonly known: KnownRequests;
  readonly versions: Versions;
  readonly admission: Admission;
  readonly metrics: Metrics;
  readonly noteAnswered: NoteAnswered;
  /** Aborted once this node stops. */
  readonly stopping: AbortSignal;
}

const keptOperation = { kind: 'query', outcome: 'success' } as const;

/** Longer requests are not worth being remembered. */
const longestBody = 16 * 1024;

/**
 * Answers what was asked before in the very same words, by the same credentials, before the HTTP framework looks at it. What it cannot answer
 * goes on to the framework as if it had not been here. The rules are those of the long way: rights and versions are current when the
 * answer is given, cost is charged, headers, log and metrics are the same. Only what goes well ends here; refusals take the long way.
 */
export class GraphqlFront {
  readonly #options: GraphqlFrontOptions;
  readonly #bodies = new WeakMap<IncomingMessage, Buffer>();

  constructor(options: GraphqlFrontOptions) {
    this.#options = options;
  }

  /** Calls `goOn` where the request is not answered here. */
  handle(request: IncomingMessage, response: ServerResponse, goOn: () => void): void {
    if (!isPosted(request) || this.#options.stopping.aborted) {
      goOn();
      return;
    }
    const began = performance.now();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.once('end', () => {
      const [only] = chunks;
      const body = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
      this.#bodies.set(request, body);
      void this.#answer({ request, response, body, began }).then((isAnswered) => {
        if (!isAnswered) goOn();
      }, goOn);
    });
  }

  /** The body of a request that has gone on, which can be read only once. */
  bodyOf(request: IncomingMessage): Buffer | undefined {
    return this.#bodies.get(request);
  }

  /** Remembers a request that has gone on, for the next time. */
  note(request: IncomingMessage, known: KnownRequest): void {
    const body = this.#bodies.get(request);
    if (body !== undefined) this.#options.known.note({ headers: request.headers, body: body.toString() }, known);
  }

  /** False, and nothing has been charged or written, where the request has to take the long way. */
  async #answer(exchange: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly body: Buffer;
    readonly began: number;
  }): Promise<boolean> {
    const { request, response, body, began } = exchange;
    const { admission, known, metrics, versions } = this.#options;
    const { headers } = request;
    const found = known.find({ headers, body: body.toString() });
    if (found === undefined) return false;
    const { answer, viewer, dependencies } = found;
    if (!versions.areKnownCurrent(dependencies) && !(await versions.areCurrent(dependencies))) return false;
    const charge = await admission.charge({ viewer, address: '' }, answer.cost);
    if (!charge.taken.isGranted) return false;
    const parts = [answer.head, keptTail(answer, { admission, charge })];
    const accepted = headers['accept-encoding'];
    // The head is the same bytes for everybody: it is copied for those alone who want it compressed.
    const { bytes, encoding } =
      accepted === undefined ? { bytes: parts, encoding: undefined } : await encodedParts(accepted, parts);
    metrics.keptAnswers.inc();
    metrics.graphqlOperations.observe(keptOperation, (performance.now() - began) / 1000);
    const requestId = requestIdOf(request);
    response.once('close', () => this.#note({ request, response, requestId, began }));
    const posted = postedAnswerHeaders({ contentType: answer.contentType, charge, encoding });
    posted['x-request-id'] = requestId;
    posted['content-length'] = String(bytes.reduce((sum, part) => sum + part.length, 0));
    response.writeHead(200, posted);
    response.cork();
    for (const part of bytes) response.write(part);
    response.end();
    return true;
  }

  #note(answered: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly requestId: string;
    readonly began: number;
  }): void {
    const { request, response, requestId, began } = answered;
    this.#options.noteAnswered({
      ...{ requestId, method: request.method ?? '', route: '/graphql', status: response.statusCode },
      milliseconds: performance.now() - began,
    });
  }
}

async function encodedParts(accepted: string, parts: readonly Buffer[]) {
  const { bytes, encoding } = await encodedBody(accepted, Buffer.concat(parts));
  return { bytes: [bytes], encoding };
}

/** A signed-in request whose body is short, plain JSON. */
function isPosted({ method, url, headers }: IncomingMessage): boolean {
  if (method !== 'POST' || url !== '/graphql' || headers.authorization === undefined) return false;
  const isPlain = headers['content-encoding'] === undefined && headers['transfer-encoding'] === undefined;
  const isJson =
    headers['content-type'] === 'application/json' || headers['content-type'] === 'application/json; charset=utf-8';
  return isPlain && isJson && Number(headers['content-length']) <= longestBody && headers.expect === undefined;
}
