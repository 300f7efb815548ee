import { badgeMotifs, badgeShapes } from '@fanfare/contracts';
import { Field, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import { ArtworkInput } from '../challenges/index.ts';
import { WordsInput } from '../recognitions/index.ts';

@InputType({ description: 'What a season is about.' })
export class SetSeasonThemeInput {
  @Field(() => ID, { description: 'The season.' })
  season!: string;

  @Field(() => Int, { description: 'The revision of the theme that was read; 0 where there was none.' })
  revision!: number;

  @Field(() => WordsInput, { description: 'Its name for people, at most 100 characters.' })
  name!: WordsInput;

  @Field(() => WordsInput, { description: 'What people are called on to do, at most 500 characters.' })
  callText!: WordsInput;

  @Field(() => ArtworkInput, { description: 'Its picture and colour, drawn from parameters.' })
  picture!: ArtworkInput;
}

const words = (longest: number) => {
  const text = z.string().trim().min(1).max(longest);
  return z.object({ german: text, english: text }).transform(({ german, english }) => ({ GERMAN: german, ENGLISH: english }));
};

export const setThemeSchema = z.object({
  season: z.string(),
  revision: z.int().min(0),
  name: words(100),
  callText: words(500),
  picture: z.object({
    shape: z.enum(badgeShapes),
    motif: z.enum(badgeMotifs),
    hue: z.int().min(0).max(359),
    rings: z.int().min(1).max(3),
  }),
});
