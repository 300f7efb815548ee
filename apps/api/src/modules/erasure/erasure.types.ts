import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';

/** Erasing is the person's own right; admins do it for who asks them to. */
export const erasers = { to: ['SELF', 'ADMIN'] } as const;

@InputType({ description: 'Who is to be erased. There is no way back.' })
export class EraseAmbassadorInput {
  @Field(() => ID, { description: 'The ambassador.' })
  ambassador!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to eraseAmbassador.' })
@Access(erasers)
export class EraseAmbassadorPayload extends MutationPayload {
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person was erased; null when there are errors.' })
  erasedAt!: Date | null;
}
