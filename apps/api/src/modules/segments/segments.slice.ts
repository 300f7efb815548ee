import type { Platform, Slice } from '../../platform/slice.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { SegmentsAssessor } from './segments.assessor.ts';
import { AmbassadorSegmentResolver, ProgrammeSegmentsResolver, SegmentsResolver } from './segments.resolver.ts';
import { type SeparationListener, SegmentsService } from './segments.service.ts';

/** How people post, as far as it can be said, and their own word about it. */
export interface SegmentsSlice extends Slice {
  readonly assessor: SegmentsAssessor;
}

export function createSegmentsSlice(
  { database, clock }: Platform,
  dependencies: { readonly programmes: ProgrammeDirectory; readonly listeners: readonly SeparationListener[] },
): SegmentsSlice {
  const { programmes, listeners } = dependencies;
  const assessor = new SegmentsAssessor({ database, programmes, clock });
  const segments = new SegmentsService({ database, programmes, assessor, clock, listeners });
  return {
    name: 'segments',
    entities: [],
    resolvers: [
      new SegmentsResolver(segments),
      new AmbassadorSegmentResolver(segments),
      new ProgrammeSegmentsResolver(segments),
    ],
    assessor,
  };
}
