import { Arg, ID, Int, Resolver, Root, Subscription } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { PointsLiveService } from './points-live.service.ts';
import { ownPoints, PointsGranted } from './points-live.types.ts';

interface FollowArguments {
  readonly programme: string;
  readonly afterNumber?: number | null;
}

@Resolver()
export class PointsLiveResolver {
  readonly service: PointsLiveService;

  constructor(service: PointsLiveService) {
    this.service = service;
  }

  @Subscription(() => PointsGranted, {
    description: `What is booked for the reader, as it is booked, at most four messages a second. The first message comes at once and says where the own
      entries end; who lost the connection tells in \`afterNumber\` the last \`lastNumber\` seen and gets every entry since then, in order and none twice.`,
    subscribe: ({ args, context }) => {
      const { programme: programmeId, afterNumber: after = null } = args as FollowArguments;
      return context.resolver(PointsLiveResolver).service.follow(context.viewer, { programmeId, after });
    },
  })
  @Access(ownPoints)
  pointsGranted(
    @Root() granted: PointsGranted,
    @Arg('programme', () => ID, { description: 'The programme.' }) _programme: string,
    @Arg('afterNumber', () => Int, { nullable: true, description: 'The last entry seen, to go on from there.' })
    _afterNumber: number | null,
  ): PointsGranted {
    return granted;
  }
}
