import type { Language } from '@fanfare/contracts';
import { FACTORS, type Factor, type FactorContribution, factorWords } from '@fanfare/tandem-matching';
import type { AffinityFactorRecord, TandemFactor } from './tandem.ts';

/** The engine's names of factors by those of the schema. */
export const engineFactors: Readonly<Record<TandemFactor, Factor>> = {
  TOPICS: 'topics',
  CHANNELS: 'channels',
  STRENGTHS: 'strengths',
  DEPARTMENT: 'department',
  TIME_ZONE: 'timeZone',
  AVAILABILITY: 'availability',
  SENIORITY: 'seniority',
  WISHES: 'wishes',
};

const schemaFactors = new Map(Object.entries(engineFactors).map(([name, factor]) => [factor, name as TandemFactor]));

/** In the order of the engine. */
export function toFactorRecords(contributions: readonly FactorContribution[]): readonly AffinityFactorRecord[] {
  const ordered = FACTORS.flatMap((factor) => contributions.filter((contribution) => contribution.factor === factor));
  return ordered.map(({ factor, points, maxPoints }) => {
    const name = schemaFactors.get(factor);
    if (name === undefined) throw new Error(`the schema has no name for the factor ${factor}`);
    return { factor: name, points, maxPoints };
  });
}

/** One sentence for each factor that gives points, most points first. */
export function factorSentences(factors: readonly AffinityFactorRecord[], language: Language): readonly string[] {
  const contributions = factors.map((record) => ({ ...record, factor: engineFactors[record.factor], score: 0 }));
  return factorWords(contributions).map(({ de, en }) => (language === 'GERMAN' ? de : en));
}
