import { createReadStream } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request as requestOverHttp } from 'node:http';
import { request as requestOverHttps } from 'node:https';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The installation that a command talks to, and as whom. */
export interface ApiAccess {
  /** Without a slash at the end. */
  readonly url: string;
  readonly token: string | undefined;
  readonly language: string;
}

/** An answer of the API: its status, and its body where that is JSON. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface FileUpload {
  readonly address: string;
  readonly file: string;
  readonly size: number;
  readonly isCompressed: boolean;
  readonly signal: AbortSignal;
  /** Told how many bytes of the file have been taken. */
  readonly onSent: (bytes: number) => void;
}

/**
 * Streams a file as the body of a POST, no faster than it is taken. An answer that comes before the end of the file ends the upload. Throws
 * what the file system or the connection throws, and the signal's AbortError.
 */
export async function uploadFile(api: ApiAccess, upload: FileUpload): Promise<ApiAnswer> {
  const { address, file, size, isCompressed, signal, onSent } = upload;
  const send = address.startsWith('https:') ? requestOverHttps : requestOverHttp;
  const headers = {
    ...headersOf(api),
    'content-type': 'application/octet-stream',
    'content-length': String(size),
    ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
  };
  const request = send(address, { method: 'POST', headers, signal });
  const answered = answerOf(request);
  let sent = 0;
  const meter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      sent += chunk.length;
      onSent(sent);
      done(null, chunk);
    },
  });
  // Not beyond the size that was announced, should the file grow meanwhile.
  const source = createReadStream(file, size > 0 ? { end: size - 1 } : {});
  const sending = pipeline(source, meter, request);
  const response = await Promise.race([answered, sending.then(() => answered)]);
  sending.catch(() => undefined);
  const body = await readJson(response);
  request.destroy();
  return { status: response.statusCode ?? 0, body };
}

/** Sends one GraphQL operation. Throws where the connection fails. */
export async function queryApi(
  api: ApiAccess,
  operation: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> },
): Promise<ApiAnswer> {
  const headers = { ...headersOf(api), 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  const answer = await fetch(`${api.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(operation) });
  return { status: answer.status, body: parseJson(await answer.text()) };
}

function headersOf({ token, language }: ApiAccess): Record<string, string> {
  return { 'accept-language': language, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
}

function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
  });
  // Whoever awaits the upload hears of it.
  answered.catch(() => undefined);
  return answered;
}

async function readJson(response: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part);
  return parseJson(Buffer.concat(parts).toString('utf8'));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
