import type { Clock } from '../../platform/clock.ts';
import { currentSeason, dayIn, type ProgrammeDirectory, type ProgrammeRecord, type SeasonRecord } from '../programmes/index.ts';

/** What this slice needs to know of a programme at one moment. */
export interface ProgrammeFacts {
  readonly programme: ProgrammeRecord;
  readonly pseudonymSecret: Uint8Array;
  readonly now: Date;
  /** The day of that moment in the programme's time zone, YYYY-MM-DD. */
  readonly today: string;
  /** The season in which that day lies. */
  readonly season: SeasonRecord | undefined;
}

/** Reads the facts of programmes; never inside of a transaction, which would hold one connection while it waits for a second. */
export class ProgrammeFactsReader {
  readonly #programmes: ProgrammeDirectory;
  readonly #clock: Clock;

  constructor(dependencies: { readonly programmes: ProgrammeDirectory; readonly clock: Clock }) {
    this.#programmes = dependencies.programmes;
    this.#clock = dependencies.clock;
  }

  /** Undefined for a programme that does not exist. */
  async factsOf(programmeId: string): Promise<ProgrammeFacts | undefined> {
    const programme = await this.#programmes.byId(programmeId);
    return programme === undefined ? undefined : this.#complete(programme);
  }

  /** By programme id, without what is secret or depends on the time. */
  async programmesOf(programmeIds: readonly string[]): Promise<ReadonlyMap<string, ProgrammeRecord>> {
    const programmes = await this.#programmes.byIds([...new Set(programmeIds)]);
    return new Map(programmes.map((programme) => [programme.id, programme]));
  }

  /** By programme id; all of these programmes exist, or it throws. */
  async factsOfAll(programmeIds: readonly string[]): Promise<ReadonlyMap<string, ProgrammeFacts>> {
    const ids = [...new Set(programmeIds)];
    const facts = await Promise.all((await this.#programmes.byIds(ids)).map((programme) => this.#complete(programme)));
    if (facts.length !== ids.length) throw new Error('There are ambassadors of programmes that do not exist');
    return new Map(facts.map((fact) => [fact.programme.id, fact]));
  }

  async #complete(programme: ProgrammeRecord): Promise<ProgrammeFacts> {
    const now = this.#clock.now();
    const { timeZone } = programme;
    const [pseudonymSecret, seasons] = await Promise.all([
      this.#programmes.pseudonymSecret(programme.id),
      this.#programmes.seasonsOf(programme.id),
    ]);
    const season = currentSeason(seasons, { now, timeZone });
    return { programme, pseudonymSecret, now, today: dayIn(timeZone, now), season };
  }
}
