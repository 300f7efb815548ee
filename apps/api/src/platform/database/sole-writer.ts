/** For so long after having asked this process relies on being alone, in milliseconds. Who comes waits longer: see presence.ts. */
export const soleMilliseconds = 500;

/** While it is used, it is asked again after so long, so that nobody waits for it. */
const renewMilliseconds = 250;

/** Where others are there, they are asked for again after so many milliseconds. */
const askAgainMilliseconds = 1000;

export interface SoleWriterOptions {
  /** Whether no other process is there that can write. */
  readonly isAlone: () => Promise<boolean>;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

/**
 * Knows whether what was read from the database is still what stands there, without asking: as long as this process is alone with the
 * database and has written nothing. What somebody changes there by hand is seen when this is asked for again, after half a second at most.
 *
 * States: unknown (others are there, or nobody has asked) -> alone (asked, and nobody was there) -> unknown, after half a second or when a
 * connection breaks. It is asked only while somebody wants to know.
 */
export class SoleWriter {
  readonly #isAlone: () => Promise<boolean>;
  readonly #now: () => number;
  #mark = 0;
  #aloneUntil = Number.NEGATIVE_INFINITY;
  #askAgainAt = Number.NEGATIVE_INFINITY;
  #isAsking = false;
  #disconnections = 0;

  constructor({ isAlone, now = () => performance.now() }: SoleWriterOptions) {
    this.#isAlone = isAlone;
    this.#now = now;
  }

  /** See Database.unchangedMark. */
  mark(): number | null {
    const now = this.#now();
    if (!this.#isAsking && now >= this.#askAgainAt) void this.#ask(now);
    return now < this.#aloneUntil ? this.#mark : null;
  }

  /** This process has committed something; called before whoever did it goes on. */
  wrote(): void {
    this.#mark += 1;
  }

  /** A connection has ended: what became of its last statement is not known, and others may see this process no more. */
  disconnected(): void {
    this.#mark += 1;
    this.#disconnections += 1;
    this.#aloneUntil = Number.NEGATIVE_INFINITY;
    this.#askAgainAt = Number.NEGATIVE_INFINITY;
  }

  async #ask(asked: number): Promise<void> {
    this.#isAsking = true;
    const before = this.#disconnections;
    const isAlone = await this.#isAlone().catch(() => false);
    this.#isAsking = false;
    // Somebody may have come, written and gone since the last time, or changed something by hand.
    this.#mark += 1;
    if (!isAlone) this.#aloneUntil = Number.NEGATIVE_INFINITY;
    else if (this.#disconnections === before) this.#aloneUntil = asked + soleMilliseconds;
    this.#askAgainAt = asked + (isAlone ? renewMilliseconds : askAgainMilliseconds);
  }
}
