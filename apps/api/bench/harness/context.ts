import type { ActivityGenerator } from './activities.ts';
import type { BenchEnvironment } from './environment.ts';
import type { HandWrittenSql } from './hand-written-sql.ts';
import type { Measurement } from './measurement.ts';
import type { BenchPerson } from './people.ts';
import type { BenchProgramme } from './scene.ts';

/** What every benchmark has at hand. */
export interface BenchContext {
  readonly environment: BenchEnvironment;
  /** Under the balanced preset, with a season's worth of activities to begin with. */
  readonly programme: BenchProgramme;
  /** Members of the programme who are signed in. */
  readonly people: readonly BenchPerson[];
  readonly activities: ActivityGenerator;
  readonly sql: HandWrittenSql;
  readonly full: boolean;
  /** Tells whoever waits what happens now or was seen, beside the figures. */
  readonly say: (text: string) => void;
}

export type Benchmark = (context: BenchContext) => Promise<readonly Measurement[]>;

/** Says how many SQL statements and how much processor time of the API each of some answers took. */
export async function sayCostOf(
  context: BenchContext,
  { what, work }: { readonly what: string; readonly work: () => Promise<number> },
) {
  const { environment, say } = context;
  const before = await environment.api().vitals();
  const answers = await work();
  const after = await environment.api().vitals();
  const statements = ((after.statements - before.statements) / answers).toFixed(1);
  const milliseconds = ((1000 * (after.cpuSeconds - before.cpuSeconds)) / answers).toFixed(2);
  say(`${what}: ${statements} SQL statements and ${milliseconds} ms of the API's processor time each.`);
}
