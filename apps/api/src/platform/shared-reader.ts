/** Reads several records at once, by id; what does not exist is left out. */
export type ReadMany<Value> = (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>;

interface Batch<Value> {
  readonly ids: Set<string>;
  readonly found: Promise<ReadonlyMap<string, Value>>;
  run(): Promise<void>;
}

/**
 * Lets requests that ask at the same time share one reading. Nothing is kept: a reading never began before the call that it answers, so
 * that whoever asks after a commit sees it. One reading runs at a time; what is asked meanwhile waits for the next.
 */
export class SharedReader<Value> {
  readonly #readMany: ReadMany<Value>;
  #waiting: Batch<Value> | undefined;
  #isRunning = false;

  constructor(readMany: ReadMany<Value>) {
    this.#readMany = readMany;
  }

  /** Undefined for what does not exist. Throws what the reading throws. */
  async read(id: string): Promise<Value | undefined> {
    this.#waiting ??= this.#newBatch();
    const batch = this.#waiting;
    batch.ids.add(id);
    if (!this.#isRunning) {
      this.#isRunning = true;
      // After all requests that have arrived on other connections by now.
      setImmediate(() => void this.#runAll());
    }
    return (await batch.found).get(id);
  }

  async #runAll(): Promise<void> {
    for (let batch = this.#waiting; batch !== undefined; batch = this.#waiting) {
      this.#waiting = undefined;
      await batch.run();
    }
    this.#isRunning = false;
  }

  #newBatch(): Batch<Value> {
    const ids = new Set<string>();
    let settle: (found: Promise<ReadonlyMap<string, Value>>) => void = () => undefined;
    const found = new Promise<ReadonlyMap<string, Value>>((resolve) => {
      settle = resolve;
    });
    const run = async () => {
      const reading = this.#readMany([...ids]);
      settle(reading);
      await reading.then(
        () => undefined,
        () => undefined,
      );
    };
    return { ids, found, run };
  }
}
