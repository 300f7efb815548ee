import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { Ambassador } from '../ambassadors/index.ts';
import { Artwork } from '../challenges/index.ts';
import type {
  DrawRecord,
  LeftOutReason,
  RecognitionRecord,
  RequestOrigin,
  RequestRecord,
  RequestState,
} from './recognition.ts';
import { ownRequests, recognitionMakers, recognitionReaders, requestDeciders, requestReaders } from './recognitions.access.ts';
import { LeftOutReasonEnum, RequestOriginEnum, RequestStateEnum } from './recognitions.enums.ts';

@ObjectType({ simpleResolvers: true, description: 'A thank-you of the catalogue. Everybody with a part in the programme.' })
@Access(recognitionReaders)
export class Recognition {
  @Field(() => ID, { description: 'Identifies the recognition.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The season it is for; null for every season.' })
  seasonId!: string | null;

  @Field(() => Artwork, { description: 'The parameters of its picture.' })
  picture!: Artwork;

  @Field(() => Int, { nullable: true, description: 'How many places there are; null for as many as are asked for.' })
  capacity!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many places are neither granted nor asked for; null without a limit.' })
  placesLeft!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Points that have to come together before it can be granted on request; null for none.',
  })
  pointsGoal!: number | null;

  @Field(() => Boolean, { description: 'Whether it has a monetary value.' })
  isMonetary!: boolean;

  @Field(() => Boolean, { description: 'Whether it is no longer offered.' })
  isArchived!: boolean;

  @Field(() => Int, { description: 'Counts its changes, from 1; an update names the version that it changes.' })
  version!: number;

  programmeId!: string;
  record!: RecognitionRecord;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A recognition for somebody: asked for, given or drawn. The person, administrators, auditors.',
})
@Access(requestReaders)
export class RecognitionRequest {
  @Field(() => ID, { description: 'Identifies the request.' })
  id!: string;

  @Field(() => RequestOriginEnum, { description: 'How the person came to it.' })
  origin!: RequestOrigin;

  @Field(() => RequestStateEnum, { description: 'Where it is in its life.' })
  state!: RequestState;

  @Field(() => String, { nullable: true, description: 'In the words of the person who asked.' })
  note!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked for, given or drawn.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the latest decision was taken; null while it waits for one.',
  })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why, in the words of who decided.' })
  reason!: string | null;

  @Field(() => Boolean, {
    description: 'Whether colleagues see that points are collected for it: the own choice of the person.',
  })
  isShared!: boolean;

  programmeId!: string;
  ambassadorId!: string;
  record!: RequestRecord;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A request for which somebody asks colleagues for points. Everybody with a part in the programme.',
})
@Access(recognitionReaders)
export class SharedRecognitionRequest {
  @Field(() => ID, { description: 'Identifies the request.' })
  id!: string;

  @Field(() => Ambassador, { description: 'Who asks.' })
  ambassador!: Ambassador;

  ambassadorId!: string;
}

export const RecognitionRequestConnection = connectionType(RecognitionRequest, {
  name: 'RecognitionRequest',
  access: requestDeciders,
});

@ObjectType({ simpleResolvers: true, description: 'How many people were not in a draw for one reason.' })
@Access(recognitionReaders)
export class DrawLeftOut {
  @Field(() => LeftOutReasonEnum, { description: 'The reason.' })
  reason!: LeftOutReason;

  @Field(() => Int, { description: 'How many people.' })
  count!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A draw from the final standing of a season, which everybody can check. Everybody with a part in the programme.',
})
@Access(recognitionReaders)
export class RecognitionDraw {
  @Field(() => ID, { description: 'Identifies the draw.' })
  id!: string;

  @Field(() => ID, { description: 'The season.' })
  seasonId!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  drawnAt!: Date;

  @Field(() => String, {
    description: 'What the tickets follow from: 32 bytes from the system’s source of randomness, hexadecimal.',
  })
  seed!: string;

  @Field(() => Int, { description: 'From how many points on somebody was in the draw.' })
  minimumPoints!: number;

  @Field(() => Int, { description: 'How many were in the draw, with equal chances.' })
  candidateCount!: number;

  @Field(() => [DrawLeftOut], { description: 'Who on the final standing was not in the draw, and why.' })
  leftOut!: readonly DrawLeftOut[];

  @Field(() => Boolean, { description: 'Whether seed and candidates lead to these winners, computed anew for this answer.' })
  isReproduced!: boolean;

  programmeId!: string;
  record!: DrawRecord;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to what is done with the catalogue.' })
abstract class RecognitionPayload extends MutationPayload {
  @Field(() => Recognition, { nullable: true, description: 'The recognition as it is now; null when there are errors.' })
  recognition?: Recognition | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to createRecognition.' })
@Access(recognitionMakers)
export class CreateRecognitionPayload extends RecognitionPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to updateRecognition.' })
@Access(recognitionMakers)
export class UpdateRecognitionPayload extends RecognitionPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to what is done with a request.' })
abstract class RequestPayload extends MutationPayload {
  @Field(() => RecognitionRequest, { nullable: true, description: 'The request as it is now; null when there are errors.' })
  request?: RecognitionRequest | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to requestRecognition.' })
@Access(ownRequests)
export class RequestRecognitionPayload extends RequestPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to shareRecognitionRequest.' })
@Access(ownRequests)
export class ShareRecognitionRequestPayload extends RequestPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to giveRecognition.' })
@Access(recognitionMakers)
export class GiveRecognitionPayload extends RequestPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to decideRecognition.' })
@Access({ to: ['SELF', 'ADMIN'] })
export class DecideRecognitionPayload extends RequestPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to contributeToRecognition.' })
@Access(ownRequests)
export class ContributeToRecognitionPayload extends MutationPayload {
  @Field(() => Int, { nullable: true, description: 'How many points have come together; null when there are errors.' })
  pointsCollected?: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to drawRecognition.' })
@Access(recognitionMakers)
export class DrawRecognitionPayload extends MutationPayload {
  @Field(() => RecognitionDraw, { nullable: true, description: 'The draw; null when there are errors.' })
  draw?: RecognitionDraw | null;
}
