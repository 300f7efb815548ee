import type { Platform, Slice } from '../../platform/slice.ts';
import type { AmbassadorsSlice, BoardMembership } from '../ambassadors/index.ts';
import type { DepartmentDirectory } from '../departments/index.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { ConsentRow } from './consent.entity.ts';
import { ConsentsResolver } from './consents.resolver.ts';
import { EnrolmentResolver } from './enrolment.resolver.ts';
import { EnrolmentService } from './enrolment.service.ts';
import { JoiningService } from './joining.service.ts';
import { ParticipationResolver } from './participation.resolver.ts';
import { ParticipationService } from './participation.service.ts';
import { ParticipationEventRow } from './participation-event.entity.ts';

/** Joining, resting, hiding and leaving, with the consents behind it; and test persons, who are enrolled. */
export function createParticipationSlice({
  platform: { database, limits },
  ambassadors,
  programmes,
  departments,
  boards,
}: {
  readonly platform: Platform;
  readonly ambassadors: AmbassadorsSlice;
  readonly programmes: ProgrammeDirectory;
  readonly departments: DepartmentDirectory;
  /** Told of every change, in this order and in its transaction. */
  readonly boards: readonly BoardMembership[];
}): Slice {
  const dependencies = { database, facts: ambassadors.facts, programmes, departments, boards };
  const joining = new JoiningService({ ...dependencies, limits });
  const participation = new ParticipationService(dependencies);
  return {
    name: 'participation',
    entities: [ParticipationEventRow, ConsentRow],
    resolvers: [
      new ParticipationResolver({ joining, participation, ambassadors: ambassadors.loader }),
      new EnrolmentResolver(new EnrolmentService(dependencies)),
      new ConsentsResolver(database),
    ],
  };
}
