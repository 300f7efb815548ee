import type { Platform, Slice } from '../../platform/slice.ts';
import type { DepartmentDirectory } from '../departments/index.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { AmbassadorRow } from './ambassador.entity.ts';
import { type AmbassadorLoader, createAmbassadorLoader } from './ambassadors.loaders.ts';
import {
  AmbassadorsResolver,
  DepartmentMembersResolver,
  MembershipAmbassadorResolver,
  ProgrammeAmbassadorsResolver,
} from './ambassadors.resolver.ts';
import { AmbassadorsService } from './ambassadors.service.ts';
import { ProgrammeFactsReader } from './programme-facts.ts';

/** Ambassadors, as each reader may see them. How one becomes an ambassador is the participation slice's. */
export interface AmbassadorsSlice extends Slice {
  /** For resolvers of other slices that lead to an ambassador. */
  readonly loader: AmbassadorLoader;
  /** What ambassadors depend on of their programmes. */
  readonly facts: ProgrammeFactsReader;
}

export function createAmbassadorsSlice({
  platform: { database, clock },
  programmes,
  departments,
}: {
  readonly platform: Platform;
  readonly programmes: ProgrammeDirectory;
  readonly departments: DepartmentDirectory;
}): AmbassadorsSlice {
  const facts = new ProgrammeFactsReader({ programmes, clock });
  const ambassadors = new AmbassadorsService({ database, facts, departments });
  const loader = createAmbassadorLoader(ambassadors);
  return {
    name: 'ambassadors',
    entities: [AmbassadorRow],
    resolvers: [
      new AmbassadorsResolver({ loader, departments }),
      new ProgrammeAmbassadorsResolver(ambassadors),
      new MembershipAmbassadorResolver(loader),
      new DepartmentMembersResolver(loader),
    ],
    loader,
    facts,
  };
}
