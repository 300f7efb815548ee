import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload, UserError } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { Ambassador } from '../ambassadors/index.ts';
import type { ConsentKind } from './participation.ts';

export const ConsentKindEnum = graphqlEnum<ConsentKind>({
  name: 'ConsentKind',
  description: 'What somebody agrees to.',
  values: {
    PARTICIPATION: 'To take part; without it one leaves.',
    NAME_ON_BOARDS: 'To be shown by name; without it one appears under a pseudonym.',
    NAME_ON_PUBLIC_DISPLAYS:
      'That the name, where it is shown at all, is shown on screens that everybody can see, too; without it a pseudonym stands there.',
    POSTING_SIGNALS: 'That posting habits are used to find a tandem partner.',
  },
});

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
