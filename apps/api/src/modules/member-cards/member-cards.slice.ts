import type { Platform, Slice } from '../../platform/slice.ts';
import { AmbassadorChanged } from '../ambassadors/index.ts';
import type { LeaderboardsSlice } from '../leaderboards/index.ts';
import { boardChanged } from '../standings/index.ts';
import { LiveCards } from './live-cards.ts';
import { AmbassadorCardResolver, MemberCardResolver } from './member-card.resolver.ts';
import { MemberCardService } from './member-card.service.ts';

/** What members see of boards from their own place, once and live. */
export function createMemberCardsSlice(
  { database, clock, events }: Pick<Platform, 'database' | 'clock' | 'events'>,
  { finder, leaderboards }: Pick<LeaderboardsSlice, 'finder' | 'leaderboards'>,
): Slice {
  const live = new LiveCards();
  const cards = new MemberCardResolver({
    ...{ finder, live, clock },
    cards: new MemberCardService({ database, clock, leaderboards }),
  });
  return {
    name: 'member-cards',
    entities: [],
    resolvers: [cards, new AmbassadorCardResolver(cards)],
    async start() {
      // Before the change is answered to whoever made it on this node; other nodes hear of it.
      database.onCommit(async (announcements) => {
        for (const { event } of announcements) {
          if (event.topic === AmbassadorChanged.name) live.memberChanged(AmbassadorChanged.schema.parse(event.payload));
        }
      });
      await events.subscribe(AmbassadorChanged, (member) => live.memberChanged(member));
      await events.subscribe(boardChanged, ({ boardId }) => live.boardChanged(boardId));
      events.onMissed(() => live.missed());
    },
  };
}
