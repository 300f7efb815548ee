import type { ActivityKind, Channel, EvidenceTier } from '../app/graphql/schema.generated.ts';

/** Which activities a badge or a challenge counts, as its document says it: what is left out lets everything through. */
export interface FactFilter {
  readonly kinds?: readonly ActivityKind[];
  readonly channels?: readonly Channel[];
  readonly campaigns?: readonly string[];
  readonly hashtags?: readonly string[];
  readonly minimumEvidence?: EvidenceTier;
}

/** The same as a form holds it: a filter of nothing is a list of nothing. */
export interface FactFilterValues {
  readonly kinds: readonly ActivityKind[];
  readonly channels: readonly Channel[];
  readonly campaigns: readonly string[];
  readonly hashtags: readonly string[];
  readonly minimumEvidence: EvidenceTier | '';
}

export function filterValuesOf({ kinds, channels, campaigns, hashtags, minimumEvidence }: FactFilter): FactFilterValues {
  return {
    kinds: kinds ?? [],
    channels: channels ?? [],
    campaigns: campaigns ?? [],
    hashtags: hashtags ?? [],
    minimumEvidence: minimumEvidence ?? '',
  };
}

export function filterOf({ minimumEvidence, ...lists }: FactFilterValues): FactFilter {
  const said = Object.entries(lists).filter(([, list]) => list.length > 0);
  return { ...Object.fromEntries(said), ...(minimumEvidence === '' ? {} : { minimumEvidence }) };
}
