/** The start was told to stop before it was done. */
export class InterruptedError extends Error {}

/**
 * What was opened and has to be closed, last opened first. Once closing has begun, whatever is still being opened is closed at once and
 * its opening ends with an InterruptedError.
 */
export class Closing {
  readonly #closers: (() => Promise<void>)[] = [];
  #closed: Promise<void> | undefined;

  get hasBegun(): boolean {
    return this.#closed !== undefined;
  }

  /** Opens something and remembers how to close it. */
  async opening<Opened>(open: () => Promise<Opened>, close: (opened: Opened) => Promise<void>): Promise<Opened> {
    this.#refuseWhenClosed();
    const opened = await open();
    if (this.hasBegun) await close(opened);
    this.#refuseWhenClosed();
    this.#closers.push(() => close(opened));
    return opened;
  }

  /** Closes everything, in order, even when something fails to close; may be called again. Rejects with the first failure. */
  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let close = this.#closers.pop(); close !== undefined; close = this.#closers.pop()) {
      await close().catch((failure: unknown) => failures.push(failure));
    }
    if (failures.length > 0) throw failures[0];
  }

  #refuseWhenClosed(): void {
    if (this.hasBegun) throw new InterruptedError('The start was interrupted.');
  }
}
