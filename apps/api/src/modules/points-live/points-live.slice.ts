import type { Platform, Slice } from '../../platform/slice.ts';
import { AmbassadorChanged } from '../ambassadors/index.ts';
import { pointsBooked } from '../points/index.ts';
import { LedgerFollowers } from './ledger-followers.ts';
import { ledgerSource } from './points-live.repository.ts';
import { PointsLiveResolver } from './points-live.resolver.ts';
import { PointsLiveService } from './points-live.service.ts';

/** The own points, live. */
export function createPointsLiveSlice({ database, events }: Pick<Platform, 'database' | 'events'>): Slice {
  const followers = new LedgerFollowers(ledgerSource(database));
  return {
    name: 'points-live',
    entities: [],
    resolvers: [new PointsLiveResolver(new PointsLiveService({ database, followers }))],
    async start() {
      // Before the change is answered to whoever made it on this node; other nodes hear of it.
      database.onCommit(async (announcements) => {
        for (const { event } of announcements) {
          if (event.topic === AmbassadorChanged.name) followers.memberChanged(AmbassadorChanged.schema.parse(event.payload));
        }
      });
      await events.subscribe(AmbassadorChanged, (member) => followers.memberChanged(member));
      await events.subscribe(pointsBooked, ({ programmeId }) => followers.booked(programmeId));
      events.onMissed(() => followers.missed());
    },
  };
}
