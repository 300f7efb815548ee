/** Rows of many members, one member after the other in the order of their ids, read ahead batch by batch. */
export class MemberStream<Row extends { readonly memberId: string }> {
  readonly #batches: AsyncGenerator<readonly Row[], void>;
  #batch: readonly Row[] = [];
  #next = 0;

  constructor(batches: AsyncGenerator<readonly Row[], void>) {
    this.#batches = batches;
  }

  /** Whose rows come next; null at the end. */
  async peek(): Promise<string | null> {
    while (this.#next >= this.#batch.length) {
      const { value, done } = await this.#batches.next();
      if (done === true) return null;
      this.#batch = value;
      this.#next = 0;
    }
    return this.#batch[this.#next]?.memberId ?? null;
  }

  /** All rows of a member, in their order; none where another member comes next. */
  async take(memberId: string): Promise<readonly Row[]> {
    const rows: Row[] = [];
    while ((await this.peek()) === memberId) {
      for (let row = this.#batch[this.#next]; row?.memberId === memberId; row = this.#batch[this.#next]) {
        rows.push(row);
        this.#next += 1;
      }
    }
    return rows;
  }
}

/**
 * The next member of whom any of the streams has rows; null when all have ended. PostgreSQL orders UUIDs by their bytes, which is the
 * order of their text.
 */
export async function nextMember(streams: readonly { readonly peek: () => Promise<string | null> }[]): Promise<string | null> {
  let next: string | null = null;
  for (const stream of streams) {
    const member = await stream.peek();
    if (member !== null && (next === null || member < next)) next = member;
  }
  return next;
}
