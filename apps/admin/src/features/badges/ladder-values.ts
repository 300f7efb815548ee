import type { BadgeArtwork } from '@fanfare/contracts';
import { numberOf, type Words } from './badge-values.ts';

export interface LevelValues {
  /** Tells the rows of the form apart, whatever their order. */
  readonly key: string;
  readonly name: Words;
  readonly points: number | string;
  readonly artwork: BadgeArtwork;
}

export interface LadderValues extends Record<string, unknown> {
  readonly per: 'EVER' | 'SEASON';
  readonly levels: readonly LevelValues[];
}

interface LadderDocument {
  readonly per: 'EVER' | 'SEASON';
  readonly levels: readonly { readonly name: Words; readonly points: number; readonly artwork: BadgeArtwork }[];
}

/** What a form begins with. Documents come from the API, which has checked them; what the cache holds is frozen, and forms write. */
export function ladderValues(document: unknown): LadderValues {
  const { per, levels } = structuredClone(document) as LadderDocument;
  return { per, levels: levels.map((level, index) => ({ key: String(index), ...level })) };
}

/** The document that a form describes. */
export function ladderDocument({ per, levels }: LadderValues): object {
  return {
    ...{ format: 1, per },
    levels: levels.map(({ name, points, artwork }) => ({ name, points: numberOf(points), artwork })),
  };
}

/** A level above the others, half as far again. */
export function nextLevel(levels: readonly LevelValues[]): LevelValues {
  const highest = levels.at(-1);
  const key = String(Math.max(-1, ...levels.map((level) => Number(level.key))) + 1);
  return {
    key,
    name: { german: '', english: '' },
    points: highest === undefined ? 10 : Math.ceil(Number(highest.points) * 1.5) + 1,
    artwork: highest?.artwork ?? { shape: 'CIRCLE', motif: 'LEAF', hue: 130, rings: 1 },
  };
}
