import { addAbortSignal, PassThrough, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LocalisedText } from '../../platform/localised-text.ts';
import { UnreadableFileError } from './source-records.ts';

/** The connection was gone before the file had come whole. */
export class UploadBrokenOffError extends Error {}

/** What one upload may take of a node. */
export interface UploadLimits {
  /** To how much a packed file may unpack: a small upload must not keep a node busy with gigabytes. A file that is sent as it is may have any size. */
  readonly unpackedMegabytes: number;
  /** What takes longer is interrupted, to be resumed. */
  readonly seconds: number;
}

export type UploadEncoding = 'identity' | 'gzip';

/** Undefined for an encoding that is not understood. */
export function encodingOf({ headers }: Pick<FastifyRequest, 'headers'>): UploadEncoding | undefined {
  const named = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (named === 'x-gzip' || named === 'gzip') return 'gzip';
  return named === 'identity' ? 'identity' : undefined;
}

/** The size of the file, where the sender says so. Compressed uploads say another size. */
export function expectedBytes(request: Pick<FastifyRequest, 'headers'>): number | null {
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  return encodingOf(request) === 'identity' && Number.isSafeInteger(length) ? length : null;
}

/**
 * The bytes of the file as they arrive, unpacked. Whoever stops reading leaves the connection alone, so that the answer still reaches the
 * sender. Fails with UploadBrokenOffError, with the signal's AbortError, or with zlib's error where the compressed data is damaged.
 */
export function openUpload(
  { raw }: Pick<FastifyRequest, 'raw'>,
  { encoding, signal }: { readonly encoding: UploadEncoding; readonly signal: AbortSignal },
): Readable {
  const bytes = encoding === 'gzip' ? createGunzip() : new PassThrough();
  addAbortSignal(signal, bytes);
  const breakOff = () => {
    if (!raw.readableEnded) bytes.destroy(new UploadBrokenOffError('The upload ended early.'));
  };
  if (raw.destroyed) breakOff();
  raw.once('close', breakOff);
  // What went wrong with the connection matters to nobody: "close" follows.
  raw.on('error', () => undefined);
  return raw.pipe(bytes);
}

/** The bytes of a packed file. Throws UnreadableFileError once they are more than they may be. */
export async function* unpackedWithin(bytes: AsyncIterable<Uint8Array>, megabytes: number): AsyncGenerator<Uint8Array> {
  let room = megabytes * 1_000_000;
  for await (const chunk of bytes) {
    room -= chunk.length;
    if (room < 0) throw new UnreadableFileError(unpacksToMoreThan(megabytes));
    yield chunk;
  }
}

function unpacksToMoreThan(megabytes: number): LocalisedText {
  return {
    GERMAN: `Die gepackte Datei ist ausgepackt größer als ${megabytes} MB. Senden Sie sie ungepackt oder in Teilen.`,
    ENGLISH: `The compressed file unpacks to more than ${megabytes} MB. Send it uncompressed or in parts.`,
  };
}

/** Whether the file is not what its Content-Encoding says. */
export function isDamagedCompression(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('Z_');
}

/** For so long a sender who goes on sending may read an answer that came early. */
const lingeringMilliseconds = 5000;

/**
 * An answer that comes before the file has ended must reach a sender who is still sending: the rest is read past for a while (closing at
 * once could destroy the answer on its way), and only then is the connection closed.
 */
export function lingerAfterEarlyAnswer({ raw: request }: FastifyRequest, { raw: response }: FastifyReply): void {
  response.once('finish', () => {
    if (request.complete) return;
    const timer = setTimeout(() => request.socket.destroy(), lingeringMilliseconds);
    request.once('close', () => clearTimeout(timer));
    request.resume();
  });
}
