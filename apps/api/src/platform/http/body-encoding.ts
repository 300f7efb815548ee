import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Shorter answers fit into one packet either way. */
const compressedBytes = 1024;

const encodings = {
  br: (bytes: Buffer) => brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (bytes: Buffer) => gzipped(bytes),
} as const;

export type Encoding = keyof typeof encodings;

export interface EncodedBody {
  readonly bytes: Buffer;
  /** Undefined for what is sent as it is. */
  readonly encoding: Encoding | undefined;
}

/** A body as the Accept-Encoding header of the request wants it. */
export async function encodedBody(accepted: string | undefined, bytes: Buffer): Promise<EncodedBody> {
  const encoding = accepted === undefined || bytes.length < compressedBytes ? undefined : acceptedEncoding(accepted);
  return { bytes: encoding === undefined ? bytes : await encodings[encoding](bytes), encoding };
}

/** Brotli before gzip; `q=0` and what is not named are refused. */
function acceptedEncoding(header: string): Encoding | undefined {
  const accepted = new Set(
    header.split(',').flatMap((part) => {
      const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
    }),
  );
  return (['br', 'gzip'] as const).find((encoding) => accepted.has(encoding));
}
