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
import type { BoardMembership } from './board-membership.ts';
import { ConsentRow } from './consent.entity.ts';
import { EnrolmentResolver } from './enrolment.resolver.ts';
import { EnrolmentService } from './enrolment.service.ts';
import { JoiningService } from './joining.service.ts';
import { ParticipationResolver } from './participation.resolver.ts';
import { ParticipationService } from './participation.service.ts';
import { ParticipationEventRow } from './participation-event.entity.ts';
import { ProgrammeFactsReader } from './programme-facts.ts';

export interface AmbassadorsDependencies {
  readonly platform: Platform;
  readonly programmes: ProgrammeDirectory;
  readonly departments: DepartmentDirectory;
  /** Told of every change, in this order and in its transaction. */
  readonly boards: readonly BoardMembership[];
}

/** Ambassadors with their participation and consents. */
export interface AmbassadorsSlice extends Slice {
  /** For resolvers of other slices that lead to an ambassador. */
  readonly loader: AmbassadorLoader;
}

export function createAmbassadorsSlice({ platform, ...others }: AmbassadorsDependencies): AmbassadorsSlice {
  const { database, clock } = platform;
  const facts = new ProgrammeFactsReader({ programmes: others.programmes, clock });
  const ambassadors = new AmbassadorsService({ database, facts, departments: others.departments });
  const dependencies = { ...others, database, facts };
  const joining = new JoiningService(dependencies);
  const participation = new ParticipationService(dependencies);
  const loader = createAmbassadorLoader(ambassadors);
  return {
    name: 'ambassadors',
    entities: [AmbassadorRow, ParticipationEventRow, ConsentRow],
    resolvers: [
      new AmbassadorsResolver({ loader, departments: others.departments }),
      new ProgrammeAmbassadorsResolver(ambassadors),
      new MembershipAmbassadorResolver(loader),
      new DepartmentMembersResolver(loader),
      new ParticipationResolver({ joining, participation, ambassadors }),
      new EnrolmentResolver(new EnrolmentService(dependencies)),
    ],
    loader,
  };
}
