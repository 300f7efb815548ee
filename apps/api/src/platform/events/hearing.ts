import type { Redis } from 'ioredis';

/** How often a node speaks to itself through Redis, and after how long a silence it counts as cut off. */
const beatMilliseconds = 1000;
const silenceMilliseconds = 3000;

/**
 * Whether this node hears what is published. A connection that looks open may be dead, so the node publishes a heartbeat to itself: as long
 * as it hears its own, it hears those of others. What was published during a silence is lost, and told as missed when it is over.
 */
export class Hearing {
  readonly #publisher: Redis;
  readonly #listener: Redis;
  readonly #channel: string;
  readonly #timer: NodeJS.Timeout;
  readonly #handlers = new Set<() => void>();
  #heardAt = Number.NEGATIVE_INFINITY;
  #hasHeard = false;
  #wasBroken = false;

  constructor(options: { readonly publisher: Redis; readonly listener: Redis; readonly channel: string }) {
    this.#publisher = options.publisher;
    this.#listener = options.listener;
    this.#channel = options.channel;
    this.#listener.on('message', this.#heard);
    this.#listener.on('close', this.#broken);
    this.#listener.subscribe(this.#channel).then(
      () => this.#beat(),
      () => undefined,
    );
    this.#timer = setInterval(() => this.#beat(), beatMilliseconds);
    this.#timer.unref();
  }

  isCutOff(): boolean {
    return this.#wasBroken || performance.now() - this.#heardAt > silenceMilliseconds;
  }

  onMissed(handler: () => void): () => void {
    this.#handlers.add(handler);
    return () => void this.#handlers.delete(handler);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#handlers.clear();
    this.#listener.off('message', this.#heard);
    this.#listener.off('close', this.#broken);
  }

  #beat(): void {
    // Whether it arrives is what counts.
    this.#publisher.publish(this.#channel, '').catch(() => undefined);
  }

  readonly #broken = () => {
    this.#wasBroken = true;
  };

  readonly #heard = (channel: string) => {
    if (channel !== this.#channel) return;
    const hasMissed = this.#hasHeard && this.isCutOff();
    this.#heardAt = performance.now();
    this.#hasHeard = true;
    this.#wasBroken = false;
    if (hasMissed) for (const handler of [...this.#handlers]) handler();
  };
}
