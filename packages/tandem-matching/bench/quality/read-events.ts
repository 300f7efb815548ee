import { existsSync, readFileSync } from 'node:fs';

/** One post, share or reply of the private sample of posting histories. */
export interface Event {
  readonly postId: string;
  /** Calendar day and hour, UTC. */
  readonly day: string;
  readonly weekday: number;
  readonly hour: number;
  readonly authorId: string;
  readonly campaignId: string;
  readonly kind: string;
  readonly likes: number;
  readonly followers: number;
  readonly ofPostId: string;
}

/** Reads hashtag-events.csv; `undefined` when it is not there. */
export function readEvents(file: string): Event[] | undefined {
  if (!existsSync(file)) return undefined;
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [postId = '', at = '', authorId = '', campaignId = '', , kind = '', likes, , followers, , ofPostId = ''] =
      line.split(',');
    const weekday = new Date(`${at.slice(0, 10)}T00:00Z`).getUTCDay();
    const day = at.slice(0, 10);
    const hour = Number(at.slice(11, 13));
    return {
      postId,
      day,
      weekday,
      hour,
      authorId,
      campaignId,
      kind,
      likes: Number(likes),
      followers: Number(followers),
      ofPostId,
    };
  });
}
