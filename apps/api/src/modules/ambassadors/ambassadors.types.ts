import type { Language, ParticipationStatus, Visibility } from '@fanfare/contracts';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload, UserError } from '../../platform/graphql/payload.ts';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { VisibilityEnum } from '../programmes/index.ts';
import { ConsentKindEnum, ParticipationStatusEnum } from './ambassadors.enums.ts';
import type { ConsentKind } from './participation.ts';

/** Who may see an ambassador at all; which ones of them decides `sightOf`. */
export const ambassadorReaders = {
  to: ['SELF', 'AMBASSADOR', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'],
  scopes: ['AMBASSADORS_READ', 'AMBASSADORS_WRITE'],
} as const satisfies AccessRule;

/** Who may list the ambassadors of a programme; which ones of them decides `sightOf`. */
export const ambassadorListReaders = {
  to: ['COMMUNICATOR', 'ADMIN', 'AUDITOR'],
  scopes: ['AMBASSADORS_READ'],
} as const satisfies AccessRule;

/** What fellow ambassadors do not see of each other. */
const participationReaders = {
  to: ['SELF', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'],
  scopes: ambassadorReaders.scopes,
} as const satisfies AccessRule;

@ObjectType({
  simpleResolvers: true,
  description:
    'A person who joined a programme of their own will. The person and admins see everything; communicators those of their own departments; auditors and machine clients all; fellow ambassadors those who chose to be named. Who hides or has left is seen by nobody but the person and admins.',
})
@Access(ambassadorReaders)
export class Ambassador {
  @Field(() => ID, { description: 'Stays the same for good; not the id under which a pseudonymous member stands on boards.' })
  id!: string;

  @Field(() => String, {
    description:
      'The name, to the person and admins; to others the name of who chose to be named, else the pseudonym of the present season in the reader’s language.',
  })
  displayName!: string;

  @Field(() => ParticipationStatusEnum, {
    description:
      'Where the person stands today. The person, admins, auditors, communicators of the department, machine clients.',
  })
  @Access(participationReaders)
  status!: ParticipationStatus;

  @Field(() => VisibilityEnum, {
    description:
      'How the person appears to others. The person, admins, auditors, communicators of the department, machine clients.',
  })
  @Access(participationReaders)
  visibility!: Visibility;

  @Field(() => DateTimeScalar, {
    description:
      'When the present participation began. The person, admins, auditors, communicators of the department, machine clients.',
  })
  @Access(participationReaders)
  joinedAt!: Date;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day of a pause; null without one or until further notice. The person and admins.',
  })
  @Access({ to: ['SELF', 'ADMIN'] })
  pausedUntil!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person left. The person and admins.' })
  @Access({ to: ['SELF', 'ADMIN'] })
  leftAt!: Date | null;

  @Field(() => LanguageEnum, {
    description:
      'The language of messages to the person. The person, admins, auditors, communicators of the department, machine clients.',
  })
  @Access(participationReaders)
  language!: Language;

  @Field(() => Boolean, {
    description:
      'Whether this is a test person, who does not exist. The person, admins, auditors, communicators of the department, machine clients.',
  })
  @Access(participationReaders)
  isTestPerson!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'The key in the system that enrolled a test person. Admins and machine clients that enrol; it would tell who a pseudonym is.',
  })
  @Access({ to: ['SELF', 'ADMIN'], scopes: ['AMBASSADORS_WRITE'] })
  externalReference!: string | null;

  /** For access rules and other slices; not fields of the schema. */
  programmeId!: string;
  personId!: string | null;
  ambassadorId!: string;
  departmentId!: string | null;
  /** Whether this reader sees the name: what would tell it (profiles, addresses of posts) is withheld where not. */
  showsName!: boolean;
}

export const AmbassadorConnection = connectionType(Ambassador, { name: 'Ambassador', access: ambassadorListReaders });

/** Who may read to what somebody agreed. */
export const consentReaders = { to: ['SELF', 'ADMIN', 'AUDITOR'] } as const satisfies AccessRule;

@ObjectType({ simpleResolvers: true, description: 'One consent in one version. The person, admins and auditors.' })
@Access(consentReaders)
export class Consent {
  @Field(() => ID, { description: 'The consent.' })
  id!: string;

  @Field(() => ConsentKindEnum, { description: 'What was agreed to.' })
  kind!: ConsentKind;

  @Field(() => String, { description: 'The version of the text that was agreed to.' })
  version!: string;

  @Field(() => DateTimeScalar, { description: 'When it was given.' })
  givenAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was withdrawn or replaced by a newer version; null while it stands.',
  })
  withdrawnAt!: Date | null;
}

/** Mutations that only the person may call. */
@ObjectType({ simpleResolvers: true, description: 'The answer to a change of one’s own participation.' })
@Access({ to: ['SELF'] })
export abstract class OwnParticipationPayload extends MutationPayload {
  @Field(() => Ambassador, { nullable: true, description: 'Oneself after the change; null when it was refused.' })
  ambassador?: Ambassador | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to joining.' })
@Access({ to: ['SIGNED_IN'] })
export class JoinProgrammePayload extends MutationPayload {
  @Field(() => Ambassador, { nullable: true, description: 'Oneself as ambassador; null when joining was refused.' })
  @Access({ to: ['SELF'] })
  ambassador?: Ambassador | null;

  /** For the access rule: the answer is about the person who joins. */
  programmeId!: string;
  personId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to leaving.' })
@Access({ to: ['SELF'] })
export class LeaveProgrammePayload extends OwnParticipationPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to pausing.' })
@Access({ to: ['SELF'] })
export class PauseParticipationPayload extends OwnParticipationPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to resuming.' })
@Access({ to: ['SELF'] })
export class ResumeParticipationPayload extends OwnParticipationPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to a change of visibility.' })
@Access({ to: ['SELF'] })
export class ChangeVisibilityPayload extends OwnParticipationPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to giving a consent.' })
@Access({ to: ['SELF'] })
export class GiveConsentPayload extends OwnParticipationPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to withdrawing a consent.' })
@Access({ to: ['SELF'] })
export class WithdrawConsentPayload extends OwnParticipationPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to changing an ambassador.' })
@Access({ to: ['SELF', 'ADMIN'] })
export class UpdateAmbassadorPayload extends MutationPayload {
  @Field(() => Ambassador, { nullable: true, description: 'The ambassador after the change; null when it was refused.' })
  ambassador?: Ambassador | null;
}

export type EnrolmentOutcome = 'CREATED' | 'EXISTING' | 'REFUSED';

const EnrolmentOutcomeEnum = graphqlEnum<EnrolmentOutcome>({
  name: 'EnrolmentOutcome',
  description: 'What became of one test person.',
  values: {
    CREATED: 'Enrolled now.',
    EXISTING: 'Enrolled before with the same data; nothing changed.',
    REFUSED: 'Not enrolled; the errors say why.',
  },
});

/** Who may enrol test persons. */
export const enrollers = { to: ['ADMIN'], scopes: ['AMBASSADORS_WRITE'] } as const satisfies AccessRule;

@ObjectType({ simpleResolvers: true, description: 'What became of one test person.' })
@Access(enrollers)
export class TestAmbassadorResult {
  @Field(() => String, { description: 'The reference as given.' })
  externalReference!: string;

  @Field(() => EnrolmentOutcomeEnum, { description: 'What became of it.' })
  outcome!: EnrolmentOutcome;

  @Field(() => ID, { nullable: true, description: 'The ambassador; null when refused.' })
  ambassadorId!: string | null;

  @Field(() => [UserError], {
    description: 'Why it was refused; the path begins at the input, such as ["ambassadors", "3", "name"].',
  })
  errors!: readonly UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The answer to enrolling test persons.' })
@Access(enrollers)
export class EnrolTestAmbassadorsPayload extends MutationPayload {
  @Field(() => [TestAmbassadorResult], {
    description: 'One result for each test person, in the order of the input; empty when the whole input was refused.',
  })
  results!: readonly TestAmbassadorResult[];

  @Field(() => Int, { description: 'How many were enrolled now.' })
  created!: number;

  @Field(() => Int, { description: 'How many were enrolled before with the same data.' })
  existing!: number;

  @Field(() => Int, { description: 'How many were refused.' })
  refused!: number;
}
