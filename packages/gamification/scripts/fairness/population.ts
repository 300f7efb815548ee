import { DAY, type Deed, deed, HOUR, reading, seasonStart, WEEK, WEEKS } from './facts.ts';
import type { Random } from './random.ts';

/** How an honest group lives: own posts, shares, comments a week, and the share of weeks away (leave, illness, no time). */
interface Habits {
  readonly group: 'frequent' | 'steady' | 'hesitant';
  readonly posts: number;
  readonly shares: number;
  readonly comments: number;
  readonly away: number;
}

export const habits: readonly Habits[] = [
  { group: 'frequent', posts: 5, shares: 3, comments: 6, away: 0.08 },
  { group: 'steady', posts: 2, shares: 1.5, comments: 3, away: 0.1 },
  { group: 'hesitant', posts: 0.8, shares: 0.6, comments: 1.5, away: 0.15 },
];

/** Events and trainings are offered to everybody and attended by most, whatever they post. */
const OFFERED_A_WEEK = 0.6;

/** Ten weeks of one honest person. Likes of a post: median 3, 90 % below 15, as in histories of event hashtags. */
export function honestDeeds(random: Random, { posts, shares, comments, away }: Habits): readonly Deed[] {
  const deeds: Deed[] = firstSteps(random);
  for (let week = 0; week < WEEKS; week += 1) {
    if (random.chance(away)) continue;
    const at = () => seasonStart + week * WEEK + random.between(0, 6) * DAY + random.between(7 * 60, 21 * 60) * (HOUR / 60);
    const id = (kind: string, index: number) => `${kind} ${week} ${index}`;
    for (let index = random.poisson(posts); index > 0; index -= 1) deeds.push(...honestPost(random, id('post', index), at()));
    for (let index = random.poisson(shares); index > 0; index -= 1) {
      deeds.push(
        deed(id('share', index), at(), {
          kind: 'SHARE',
          amplifies: id('item', index),
          contentKey: null,
          disclosed: random.chance(0.5),
        }),
      );
    }
    for (let index = random.poisson(comments); index > 0; index -= 1) {
      deeds.push(
        deed(id('comment', index), at(), {
          kind: 'COMMENT',
          amplifies: id('talk', index),
          textLength: random.between(20, 250),
        }),
      );
    }
    if (random.chance(OFFERED_A_WEEK)) {
      deeds.push(
        deed(id('together', 1), at(), {
          kind: random.chance(0.5) ? 'EVENT_ATTENDED' : 'TRAINING_COMPLETED',
          evidence: 'PEER_CONFIRMED',
        }),
      );
    }
  }
  return deeds;
}

/** Two improvements of the profile in the first three weeks, confirmed by a colleague. */
function firstSteps(random: Random): Deed[] {
  return [1, 2].map((step) => {
    const at = seasonStart + random.between(0, 20) * DAY + 12 * HOUR;
    return deed(`profile ${step}`, at, { kind: 'PROFILE_IMPROVED', evidence: 'PEER_CONFIRMED', textLength: null });
  });
}

function honestPost(random: Random, id: string, at: number): readonly Deed[] {
  const isWork = random.chance(0.6);
  const verified = random.chance(0.9);
  const likes = random.logNormal(3, 1.25);
  const comments = random.poisson(likes / 8);
  const reposts = random.poisson(likes / 12);
  const colleagues = random.poisson(1);
  const shown = (share: number) => ({
    likes: Math.floor(likes * share) + colleagues,
    comments: Math.floor(comments * share),
    reposts: Math.floor(reposts * share),
    colleagueLikes: Array.from({ length: colleagues }, (_, index) => ({ memberId: `colleague ${index}`, likes: 1 })),
  });
  return [
    deed(id, at, {
      textLength: random.between(60, 1200),
      disclosed: isWork,
      campaign: isWork && random.chance(0.3) ? 'launch' : null,
      evidence: verified ? 'CHANNEL_VERIFIED' : 'SELF_REPORTED',
    }),
    reading(id, at + 3 * HOUR, shown(0.5)),
    reading(id, at + DAY, shown(0.9)),
    reading(id, at + 3 * DAY, shown(1)),
  ];
}
