import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { Logger } from '../../platform/logger.ts';
import { lostAfterMilliseconds, mostOnNode, type SimulationStatus, touchEveryMilliseconds } from './simulation-status.ts';
import type { SimulationResult, SimulationTask } from './simulation-task.ts';
import { runInThread } from './simulation-thread.ts';
import { simulationUpdated } from './simulations.events.ts';
import { SimulationsRepository } from './simulations.repository.ts';

/** The simulations that this node runs. */
export class SimulationRunner {
  readonly #database: Database;
  readonly #events: EventBus;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #running = new Map<string, { readonly stopping: AbortController; readonly ended: Promise<void> }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(dependencies: {
    readonly database: Database;
    readonly events: EventBus;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.#database = dependencies.database;
    this.#events = dependencies.events;
    this.#clock = dependencies.clock;
    this.#logger = dependencies.logger;
  }

  get isFull(): boolean {
    return this.#running.size >= mostOnNode;
  }

  /** Ends what dead nodes left behind, and begins to show which simulations are alive. */
  async start(): Promise<void> {
    await this.interruptLost();
    this.#timer = setInterval(() => void this.#touch(), touchEveryMilliseconds).unref();
  }

  /** Runs it beside everything else; how it ended stands in its row. */
  run(id: string, task: SimulationTask): void {
    const stopping = new AbortController();
    const ended = this.#run(id, task, stopping.signal)
      .catch((error: unknown) =>
        this.#logger.error({ err: error, simulationId: id }, 'The end of a simulation could not be kept'),
      )
      .finally(() => this.#running.delete(id));
    this.#running.set(id, { stopping, ended });
  }

  /** Ends the thread at once, where it is one of this node; others see at their next batch that their simulation has ended. */
  abandon(id: string): void {
    this.#running.get(id)?.stopping.abort();
  }

  /** Marks simulations that lost their node, wherever that was. */
  async interruptLost(): Promise<void> {
    const now = this.#clock.now();
    const lost = new Date(now.getTime() - lostAfterMilliseconds);
    const ids = await new SimulationsRepository(this.#database.manager).interruptStale(lost, now);
    for (const simulationId of ids) await this.#events.publish(simulationUpdated.event({ simulationId }));
  }

  /** Interrupts what runs here and waits until that is written down. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    const running = [...this.#running.values()];
    for (const { stopping } of running) stopping.abort();
    await Promise.all(running.map(({ ended }) => ended));
  }

  async #run(id: string, task: SimulationTask, signal: AbortSignal): Promise<void> {
    try {
      const result = await runInThread(task, { signal, onBatch: (batch) => this.#write(id, batch) });
      if (result === null) await this.#end(id, 'INTERRUPTED', null);
      else await this.#end(id, 'COMPLETED', result);
    } catch (error) {
      this.#logger.error({ err: error, simulationId: id }, 'A simulation failed');
      await this.#end(id, 'FAILED', null);
    }
  }

  async #write(id: string, batch: Omit<Parameters<SimulationsRepository['advance']>[1], 'now'>): Promise<boolean> {
    const now = this.#clock.now();
    const goesOn = await this.#database.transaction(({ manager }) =>
      new SimulationsRepository(manager).advance(id, { ...batch, now }),
    );
    if (goesOn) await this.#events.publish(simulationUpdated.event({ simulationId: id }));
    return goesOn;
  }

  /** What was cancelled before has ended already and stays so. */
  async #end(id: string, status: SimulationStatus, result: SimulationResult | null): Promise<void> {
    const now = this.#clock.now();
    const ended = await this.#database.transaction(({ manager }) =>
      new SimulationsRepository(manager).end(id, { status, result, now }),
    );
    if (ended) await this.#events.publish(simulationUpdated.event({ simulationId: id }));
  }

  async #touch(): Promise<void> {
    try {
      const ids = [...this.#running.keys()];
      if (ids.length > 0) await new SimulationsRepository(this.#database.manager).touch(ids, this.#clock.now());
      await this.interruptLost();
    } catch (error) {
      this.#logger.warn({ err: error }, 'Simulations could not show that they are alive');
    }
  }
}
