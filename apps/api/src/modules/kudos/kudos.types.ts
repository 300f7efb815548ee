import { Field, ID, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { kudosModerators, kudosReaders, ownKudos } from './kudos.access.ts';
import type { KudosRecord } from './kudos.repository.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'A thank-you of one colleague to another. It is worth no points. Everybody with a part in the programme.',
})
@Access({ to: ['SELF', ...kudosReaders.to] })
export class Kudos {
  @Field(() => ID, { description: 'Identifies the kudos.' })
  id!: string;

  @Field(() => String, { description: 'What for, in the words of who thanks.' })
  text!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  sentAt!: Date;

  @Field(() => [String], { description: 'What colleagues reported and nobody has settled. Admins.' })
  @Access(kudosModerators)
  reports!: readonly string[];

  programmeId!: string;
  /** The receiver: whose kudos they are. */
  ambassadorId!: string;
  record!: KudosRecord;
}

export const KudosConnection = connectionType(Kudos, { name: 'Kudos', access: kudosReaders });

@ObjectType({ simpleResolvers: true, description: 'The answer to sendKudos.' })
@Access({ to: ['AMBASSADOR'] })
export class SendKudosPayload extends MutationPayload {
  @Field(() => Kudos, { nullable: true, description: 'The kudos; null when there are errors.' })
  kudos?: Kudos | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to reportKudos.' })
@Access({ to: ['AMBASSADOR'] })
export class ReportKudosPayload extends MutationPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to moderateKudos.' })
@Access(kudosModerators)
export class ModerateKudosPayload extends MutationPayload {
  @Field(() => Kudos, { nullable: true, description: 'The kudos; null when there are errors.' })
  kudos?: Kudos | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to chooseKudos.' })
@Access(ownKudos)
export class ChooseKudosPayload extends MutationPayload {
  @Field(() => Boolean, { nullable: true, description: 'What holds now; null when there are errors.' })
  accepts?: boolean | null;
}

export function toKudos(record: KudosRecord): Kudos {
  const { id, programmeId, text, sentAt, reports } = record;
  return { id, programmeId, ambassadorId: record.receiverId, text, sentAt, reports, record };
}
