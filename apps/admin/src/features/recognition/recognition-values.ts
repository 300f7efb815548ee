import type { BadgeArtwork } from '@fanfare/contracts';
import type { RecognitionToEditQuery } from './recognition.generated.ts';

interface Words {
  readonly german: string;
  readonly english: string;
}

/** A thank-you as a form holds it; an emptied number is ''. */
export interface RecognitionValues extends Record<string, unknown> {
  readonly name: Words;
  readonly description: Words;
  readonly eligibility: Words;
  readonly picture: BadgeArtwork;
  readonly capacity: number | string;
  readonly pointsGoal: number | string;
  readonly season: string;
  readonly isMonetary: boolean;
}

export type RecognitionToEdit = NonNullable<RecognitionToEditQuery['recognition']>;

const nothing: Words = { german: '', english: '' };

export const emptyValues: RecognitionValues = {
  ...{ name: nothing, description: nothing, eligibility: nothing },
  picture: { shape: 'STAR', motif: 'HEART', hue: 45, rings: 1 },
  ...{ capacity: '', pointsGoal: '', season: '', isMonetary: false },
};

export function valuesOf(kept: RecognitionToEdit): RecognitionValues {
  return {
    name: { german: kept.nameGerman, english: kept.nameEnglish },
    description: { german: kept.descriptionGerman, english: kept.descriptionEnglish },
    eligibility: { german: kept.eligibilityGerman, english: kept.eligibilityEnglish },
    picture: pictureOf(kept.picture),
    ...{ capacity: kept.capacity ?? '', pointsGoal: kept.pointsGoal ?? '' },
    ...{ season: kept.seasonId ?? '', isMonetary: kept.isMonetary },
  };
}

/** What of a thank-you can be changed once it is in the catalogue. */
export function changedInput({ name, description, eligibility, picture, capacity }: RecognitionValues) {
  return { name, description, eligibility, picture, ...(capacity === '' ? {} : { capacity: Number(capacity) }) };
}

export function createdInput(values: RecognitionValues) {
  const { pointsGoal, season, isMonetary } = values;
  return {
    ...changedInput(values),
    ...(pointsGoal === '' ? {} : { pointsGoal: Number(pointsGoal) }),
    ...(season === '' ? {} : { season }),
    isMonetary,
  };
}

/** What the API answers names its type, which it does not take back. */
function pictureOf({ shape, motif, hue, rings }: BadgeArtwork): BadgeArtwork {
  return { shape, motif, hue, rings };
}

/** The fields of a form are named by the whole path of what the API says about its input. */
export function fieldOf(path: readonly string[]): string {
  return path.length === 0 ? 'form' : path.join('.');
}
