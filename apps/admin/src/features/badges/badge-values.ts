import type { BadgeArtwork } from '@fanfare/contracts';
import { type FactFilter, type FactFilterValues, filterOf, filterValuesOf } from '../../ui/fact-filter.ts';

export const badgeMeasures = ['FACTS', 'POINTS', 'DISTINCT_WEEKS', 'STORIES', 'STREAK'] as const;
export type BadgeMeasure = (typeof badgeMeasures)[number];

export interface Words {
  readonly german: string;
  readonly english: string;
}

/** A badge as the API keeps it, all defaults filled in. */
export interface BadgeDocument {
  readonly format: 1;
  readonly name: Words;
  readonly description: Words;
  readonly criterion: {
    readonly measure: BadgeMeasure;
    readonly filter: FactFilter;
    readonly target: number;
    readonly per: 'EVER' | 'SEASON';
    readonly mostPerWeek: number;
  };
  readonly artwork: BadgeArtwork;
}

/** The same as a form holds it: an emptied number is '', a filter of nothing is a list of nothing. */
export interface BadgeValues extends Record<string, unknown> {
  readonly name: Words;
  readonly description: Words;
  readonly criterion: {
    readonly measure: BadgeMeasure;
    readonly target: number | string;
    readonly per: 'EVER' | 'SEASON';
    readonly mostPerWeek: number | string;
    readonly filter: FactFilterValues;
  };
  readonly artwork: BadgeArtwork;
}

const empty: BadgeDocument = {
  format: 1,
  name: { german: '', english: '' },
  description: { german: '', english: '' },
  criterion: { measure: 'FACTS', filter: {}, target: 1, per: 'EVER', mostPerWeek: 3 },
  artwork: { shape: 'CIRCLE', motif: 'SPARK', hue: 190, rings: 1 },
};

/** What a form begins with. Documents come from the API, which has checked them; what the cache holds is frozen, and forms write. */
export function valuesOf(document: unknown): BadgeValues {
  const { name, description, criterion, artwork } = structuredClone(document ?? empty) as BadgeDocument;
  return { name, description, artwork, criterion: { ...criterion, filter: filterValuesOf(criterion.filter) } };
}

/** The document that a form describes; whatever is wrong with it the API says. */
export function documentOf({ name, description, criterion, artwork }: BadgeValues): object {
  const filter = filterOf(criterion.filter);
  const numbers = { target: numberOf(criterion.target), mostPerWeek: numberOf(criterion.mostPerWeek) };
  return { format: 1, name, description, criterion: { ...criterion, ...numbers, filter }, artwork };
}

/** An emptied field of a number is missing, and not 0. */
export function numberOf(value: number | string): number | undefined {
  return value === '' ? undefined : Number(value);
}
