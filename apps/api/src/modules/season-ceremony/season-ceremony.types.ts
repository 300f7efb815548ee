import { Field, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { Artwork } from '../challenges/index.ts';
import { BoardMember, boardReaders } from '../leaderboards/index.ts';
import { programmeEditors, programmeReaders, Season } from '../programmes/index.ts';
import type { CarriedThing } from './carry-over.ts';
import type { PodiumMeasure } from './podiums.ts';

/** Who reads what a season is about: who may know of the programme; of machine clients those that read boards. */
export const themeReaders = { to: ['SIGNED_IN'], scopes: ['LEADERBOARDS_READ'] } as const;

export const PodiumMeasureEnum = graphqlEnum<PodiumMeasure>({
  name: 'PodiumMeasure',
  description: 'By what a season honours people.',
  values: {
    MOST_HELPFUL: 'To whom the most different colleagues said thank you, or with whom they told a story.',
    BEST_COMEBACK: 'Who came back after a long silence and stayed; in weeks.',
    BEST_TANDEM: 'Which tandem told the most stories.',
    BEST_NEWCOMER: 'Who joined in the season and was active in the most of the first weeks.',
    BEST_DEPARTMENT: 'Which department has the most points for each active member, in hundredths of a point.',
    POINTS: 'Who has the most points.',
  },
});

export const CarriedThingEnum = graphqlEnum<CarriedThing>({
  name: 'SeasonCarriedThing',
  description: 'What a season may hand on to the next one.',
  values: {
    POINTS: 'Points.',
    BOARDS: 'The boards of the season.',
    LEVEL: 'Levels; only where the programme has them.',
    BADGES: 'Badges.',
    STREAK: 'Streaks.',
    CHALLENGES: 'Challenges that run.',
    TANDEMS: 'Tandems.',
    RECOGNITIONS: 'Requests for recognitions.',
    PSEUDONYM: 'Pseudonyms.',
  },
});

@ObjectType({ simpleResolvers: true, description: 'What a season is about, in the language that was asked for.' })
@Access(themeReaders)
export class SeasonTheme {
  programmeId!: string;

  @Field(() => Int, { description: 'Counts its changes, from 1; setSeasonTheme names the revision that it changes.' })
  revision!: number;

  @Field(() => String, { description: 'Its name for people.' })
  name!: string;

  @Field(() => String, { description: 'What people are called on to do.' })
  callText!: string;

  @Field(() => Artwork, { description: 'The parameters of its picture and colour.' })
  picture!: Artwork;
}

@ObjectType({ simpleResolvers: true, description: 'What becomes of something when a season ends.' })
@Access(programmeReaders)
export class SeasonCarryOver {
  programmeId!: string;

  @Field(() => CarriedThingEnum, { description: 'What it is about.' })
  what!: CarriedThing;

  @Field(() => Boolean, { description: 'Whether it goes on in the next season.' })
  goesOn!: boolean;

  @Field(() => String, { description: 'The same in a sentence.' })
  sentence!: string;
}

@ObjectType({ simpleResolvers: true, description: 'One place on a podium.' })
@Access(boardReaders)
export class PodiumPlace {
  programmeId!: string;

  @Field(() => Int, { description: '1 to 3; equals share a rank, and at most ten places are told.' })
  rank!: number;

  @Field(() => Int, { description: 'By how much, in the unit of the measure.' })
  value!: number;

  @Field(() => String, {
    description:
      'Who stands there as boards show people: the name of who opted in, else the pseudonym of the season; a tandem by its members. Who hid or left afterwards is anonymous.',
  })
  name!: string;

  @Field(() => [BoardMember], { description: 'The same as members of boards; empty for a department.' })
  members!: readonly BoardMember[];

  @Field(() => String, { description: 'Why, in a sentence.' })
  reason!: string;

  @Field(() => Boolean, { description: 'Whether the reader stands there.' })
  isViewer!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'Whom a season honours by one measure.' })
@Access(boardReaders)
export class Podium {
  programmeId!: string;

  @Field(() => PodiumMeasureEnum, { description: 'By what.' })
  measure!: PodiumMeasure;

  @Field(() => String, { description: 'What it honours, in a sentence.' })
  definition!: string;

  @Field(() => [PodiumPlace], {
    description:
      'Its places, best first. Where fewer people than the minimum group size could stand there, only those do who show their own names.',
  })
  places!: readonly PodiumPlace[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'Whom a season honours, taken once with its final standings; it never changes. Everybody in the programme.',
})
@Access(boardReaders)
export class SeasonCeremony {
  programmeId!: string;

  @Field(() => DateTimeScalar, { description: 'When it was taken.' })
  takenAt!: Date;

  @Field(() => [Podium], { description: 'Its podiums, not those of points alone; one on which nobody stands is left out.' })
  podiums!: readonly Podium[];
}

@ObjectType({ simpleResolvers: true, description: 'The answer to setSeasonTheme.' })
@Access(programmeEditors)
export class SetSeasonThemePayload extends MutationPayload {
  @Field(() => Season, { nullable: true, description: 'The season with its theme; null when there are errors.' })
  season?: Season | null;
}
