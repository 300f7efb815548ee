import type { Platform, Slice } from '../../platform/slice.ts';
import type { ActivitiesRecorder } from '../activities/index.ts';
import { TandemStoriesResolver } from './tandem-stories.resolver.ts';
import { TandemStoriesService } from './tandem-stories.service.ts';

/** What tandems tell together. */
export function createTandemStoriesSlice(
  { database, clock }: Platform,
  { recorder }: { readonly recorder: ActivitiesRecorder },
): Slice {
  const stories = new TandemStoriesService({ database, clock, recorder });
  return { name: 'tandem-stories', entities: [], resolvers: [new TandemStoriesResolver(stories)] };
}
