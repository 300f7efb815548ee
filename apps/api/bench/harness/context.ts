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
