import type { Session } from '../../app/auth/session.ts';
import type { Mapping } from './fields.ts';
import type { FilePreview } from './preview.ts';

export interface UploadRequest {
  /** Chosen here, so that the import can be followed while its file is still being sent; of an interrupted import to go on with it. */
  readonly importId: string;
  readonly programmeKey: string;
  readonly file: File;
  readonly preview: FilePreview;
  /** None for an import that goes on: it is read as it was begun. */
  readonly mapping: Mapping | undefined;
}

/** A file on its way: `sending`, then `done` when the server has read it, or `failed`, with the server's reason if it gave one. */
export interface Upload {
  readonly importId: string;
  readonly programmeKey: string;
  readonly fileName: string;
  readonly size: number;
  readonly sent: number;
  readonly status: 'sending' | 'done' | 'failed';
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
    const { importId, programmeKey, file } = request;
    this.#change({
      importId,
      programmeKey,
      fileName: file.name,
      size: file.size,
      sent: 0,
      status: 'sending',
      reason: undefined,
    });
    window.addEventListener('beforeunload', askBeforeLeaving);
    void this.#send(request, session).then((outcome) => {
      window.removeEventListener('beforeunload', askBeforeLeaving);
      if (this.#current?.importId === importId) this.#change({ ...this.#current, ...outcome });
    });
  }

  /** What the server has read by then stays. */
  stop(): void {
    this.#request?.abort();
  }

  dismiss(): void {
    this.#change(undefined);
  }

  async #send(request: UploadRequest, session: Session): Promise<Pick<Upload, 'status' | 'reason'>> {
    const first = await this.#post(request, session.accessToken);
    const answer = first.status === 401 && (await session.renew()) ? await this.#post(request, session.accessToken) : first;
    return outcomeOf(answer.responseText);
  }

  #post(request: UploadRequest, token: string | undefined): Promise<XMLHttpRequest> {
    const xhr = new XMLHttpRequest();
    this.#request = xhr;
    xhr.open('POST', addressOf(request));
    xhr.setRequestHeader('content-type', request.preview.format === 'csv' ? 'text/csv' : 'application/x-ndjson');
    xhr.setRequestHeader('accept-language', document.documentElement.lang);
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

/** Where a file is sent to: every column is named, so that nothing is read that the person did not see assigned. */
export function addressOf({ importId, programmeKey, file, preview, mapping }: UploadRequest): string {
  const { format, delimiter, columns } = preview;
  const parameters = new URLSearchParams({ programme: programmeKey, format, importId, fileName: file.name });
  if (mapping === undefined) return `/imports/activities?${parameters}`;
  if (delimiter !== undefined) parameters.set('delimiter', delimiter);
  for (const column of columns) parameters.append('map', `${column}:${mapping.columns[column] ?? ''}`);
  for (const [field, value] of Object.entries(mapping.constants)) parameters.append('default', `${field}:${value}`);
  return `/imports/activities?${parameters}`;
}

/** A run's own status is read from the run; here it counts whether the server read the file at all. */
function outcomeOf(answer: string): Pick<Upload, 'status' | 'reason'> {
  try {
    const { importId, errors } = JSON.parse(answer) as { importId?: unknown; errors?: readonly { message?: string }[] };
    if (typeof importId === 'string') return { status: 'done', reason: undefined };
    return { status: 'failed', reason: errors?.[0]?.message };
  } catch {
    return { status: 'failed', reason: undefined };
  }
}

const askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault();
