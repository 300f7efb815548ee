import type { Platform, Slice } from '../../platform/slice.ts';
import type { AmbassadorLoader } from '../ambassadors/index.ts';
import type { DepartmentDirectory } from '../departments/index.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import type { RuleSetsReader } from '../rule-sets/index.ts';
import {
  SimulatedAmbassadorResolver,
  SimulatedDepartmentResolver,
  SimulatedRuleSetResolver,
} from './simulation-links.resolver.ts';
import { SimulationRunner } from './simulation-runner.ts';
import { ProgrammeSimulationsResolver, SimulationsResolver } from './simulations.resolver.ts';
import { SimulationsService } from './simulations.service.ts';

/** Simulations read the history over connections of their own, hence the address of the database. */
export function createRuleSimulationSlice(
  platform: Pick<Platform, 'database' | 'events' | 'clock' | 'logger'>,
  dependencies: {
    readonly databaseUrl: string;
    readonly programmes: ProgrammeDirectory;
    readonly departments: DepartmentDirectory;
    readonly ambassadors: AmbassadorLoader;
    readonly ruleSets: RuleSetsReader;
  },
): Slice {
  const { databaseUrl, programmes, departments, ambassadors, ruleSets } = dependencies;
  const runner = new SimulationRunner(platform);
  const service = new SimulationsService({ ...platform, runner, databaseUrl });
  return {
    name: 'rule-simulation',
    entities: [],
    resolvers: [
      ...[new SimulationsResolver({ service, events: platform.events, programmes }), new ProgrammeSimulationsResolver(service)],
      ...[new SimulatedAmbassadorResolver(ambassadors), new SimulatedDepartmentResolver(departments)],
      new SimulatedRuleSetResolver(ruleSets),
    ],
    start: () => runner.start(),
    stop: () => runner.stop(),
  };
}
