import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Telling a story together.' })
export class TellStoryInput {
  @Field(() => String, {
    nullable: true,
    description: 'Chosen by the client: a repetition with the same id and input gives the first answer again.',
  })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The tandem.' })
  tandem!: string;

  @Field(() => String, { description: 'What it is about, 1 to 200 characters.' })
  title!: string;

  @Field(() => [ID], {
    description: 'The activities that it is about, 1 to 10: of any of the members, since the tandem was agreed on.',
  })
  activities!: string[];
}

@InputType({ description: 'Confirming a story.' })
export class ConfirmStoryInput {
  @Field(() => ID, { description: 'The story.' })
  story!: string;
}

@InputType({ description: 'Taking a story back.' })
export class TakeBackStoryInput {
  @Field(() => ID, { description: 'The story.' })
  story!: string;
}
