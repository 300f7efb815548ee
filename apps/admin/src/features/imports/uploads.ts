import type { Session } from '../../app/auth/session.ts';
import type { Mapping } from './fields.ts';
import type { ImportFormat } from './preview.ts';

export interface UploadRequest {
  readonly programmeKey: string;
  readonly file: File;
  readonly format: ImportFormat;
  readonly mapping: Mapping;
}

/** A file on its way: `sending`, then `accepted` with the import that reads it, or `failed` with the server's reason if it gave one. */
export interface Upload {
  readonly programmeKey: string;
  readonly fileName: string;
  readonly size: number;
  readonly sent: number;
  readonly status: 'sending' | 'accepted' | 'failed';
  readonly importId: string | undefined;
  readonly reason: string | undefined;
}

/**
 * Sends one file at a time as the body of a request, and outlives the page that started it, so that a person can look at something else
 * meanwhile. XMLHttpRequest, because fetch does not tell how much of a body has been sent.
 */
class Uploads {
  #current: Upload | undefined;
  #request: XMLHttpRequest | undefined;
  readonly #listeners = new Set<() => void>();

  get current(): Upload | undefined {
    return this.#current;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(request: UploadRequest, session: Session): void {
    const { programmeKey, file } = request;
    const upload = {
      programmeKey,
      fileName: file.name,
      size: file.size,
      sent: 0,
      status: 'sending',
      importId: undefined,
      reason: undefined,
    } as const;
    this.#change(upload);
    window.addEventListener('beforeunload', askBeforeLeaving);
    void this.#send(request, session).then((answer) => {
      window.removeEventListener('beforeunload', askBeforeLeaving);
      if (this.#current?.status === 'sending') this.#change({ ...this.#current, ...answer });
    });
  }

  stop(): void {
    this.#request?.abort();
    this.dismiss();
  }

  dismiss(): void {
    this.#change(undefined);
  }

  async #send(request: UploadRequest, session: Session): Promise<Pick<Upload, 'status' | 'importId' | 'reason'>> {
    const first = await this.#post(request, session.accessToken);
    const answer = first.status === 401 && (await session.renew()) ? await this.#post(request, session.accessToken) : first;
    const { importId, message } = readAnswer(answer.responseText);
    return importId === undefined
      ? { status: 'failed', importId, reason: message }
      : { status: 'accepted', importId, reason: undefined };
  }

  #post(request: UploadRequest, token: string | undefined): Promise<XMLHttpRequest> {
    const xhr = new XMLHttpRequest();
    this.#request = xhr;
    xhr.open('POST', addressOf(request));
    xhr.setRequestHeader('content-type', request.format === 'csv' ? 'text/csv' : 'application/x-ndjson');
    if (token !== undefined) xhr.setRequestHeader('authorization', `Bearer ${token}`);
    xhr.upload.onprogress = ({ loaded }) => {
      if (this.#current?.status === 'sending') this.#change({ ...this.#current, sent: Math.min(loaded, this.#current.size) });
    };
    return new Promise((resolve) => {
      xhr.onloadend = () => resolve(xhr);
      xhr.send(request.file);
    });
  }

  #change(upload: Upload | undefined): void {
    this.#current = upload;
    for (const listener of this.#listeners) listener();
  }
}

export const uploads = new Uploads();

export function addressOf({ programmeKey, file, format, mapping }: UploadRequest): string {
  const parameters = new URLSearchParams({ programme: programmeKey, format, fileName: file.name });
  for (const [column, field] of Object.entries(mapping)) if (column !== field) parameters.append('map', `${column}:${field}`);
  return `/imports/activities?${parameters}`;
}

function readAnswer(text: string): { readonly importId: string | undefined; readonly message: string | undefined } {
  try {
    const { importId, message } = JSON.parse(text) as { importId?: unknown; message?: unknown };
    return {
      importId: typeof importId === 'string' ? importId : undefined,
      message: typeof message === 'string' ? message : undefined,
    };
  } catch {
    return { importId: undefined, message: undefined };
  }
}

const askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault();
