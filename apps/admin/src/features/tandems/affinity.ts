import type { TandemFactor } from '../../app/graphql/schema.generated.ts';
import type { TandemRunFieldsFragment } from './run.generated.ts';

/** The API counts fit from 0 to 10000, people read it from 0 to 100. */
export const fitOf = (affinity: number): number => Math.round(affinity / 10) / 10;

/** Every factor under the name that its weight has in the settings, in the order in which bars show them. */
export const factors = [
  { factor: 'TOPICS', weight: 'topics' },
  { factor: 'STRENGTHS', weight: 'strengths' },
  { factor: 'WISHES', weight: 'wishes' },
  { factor: 'CHANNELS', weight: 'channels' },
  { factor: 'AVAILABILITY', weight: 'availability' },
  { factor: 'DEPARTMENT', weight: 'department' },
  { factor: 'SENIORITY', weight: 'seniority' },
  { factor: 'TIME_ZONE', weight: 'timeZone' },
] as const satisfies readonly { factor: TandemFactor; weight: keyof TandemRunFieldsFragment['settings']['weights'] }[];

export type Weight = (typeof factors)[number]['weight'];
