import type { PostingHistory, TandemProfile } from '../../src/index.ts';
import type { Event } from './read-events.ts';

const SLOT_HOURS = 8;
const SLOTS_A_DAY = 3;
const MANY_LIKES = 5;

export interface Community {
  /** Days on which anybody was active, counted on end: between events nobody posts, which says nothing about anybody. */
  readonly activeDays: number;
  readonly histories: readonly PostingHistory[];
  readonly profiles: ReadonlyMap<string, TandemProfile>;
}

interface Author {
  readonly posts: Map<number, number>;
  first: number;
  posted: number;
  echoed: number;
  replied: number;
  likes: number;
  followers: number;
  availability: number;
  readonly campaigns: Map<string, number>;
  readonly sharedAuthors: Map<string, number>;
}

function newAuthor(first: number): Author {
  const counts = { posted: 0, echoed: 0, replied: 0, likes: 0, followers: 0, availability: 0 };
  return { ...counts, first, posts: new Map(), campaigns: new Map(), sharedAuthors: new Map() };
}

function bump<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Ids sort as the numbers they are. */
function idOf(authorId: string): string {
  return authorId.padStart(6, '0');
}

/**
 * The sample as a programme: own posts are output, shares and replies are intent (as if all had opted in), campaigns are topics, the campaign
 * someone was most active in is the department, hours of activity are availability, and sharing somebody's posts is a wish.
 */
export function toCommunity(events: readonly Event[]): Community {
  const days = [...new Set(events.map(({ day }) => day))].sort();
  const dayIndex = new Map(days.map((day, index) => [day, index]));
  const authorOfPost = new Map(events.map(({ postId, authorId }) => [postId, authorId]));
  const authors = new Map<string, Author>();
  for (const event of events) {
    const day = dayIndex.get(event.day) ?? 0;
    const author = authors.get(event.authorId) ?? newAuthor(day);
    authors.set(event.authorId, author);
    record(author, event, day, authorOfPost.get(event.ofPostId));
  }
  const entries = [...authors].sort(([a], [b]) => (idOf(a) < idOf(b) ? -1 : 1));
  return {
    activeDays: days.length,
    histories: entries.map(([id, author]) => toHistory(idOf(id), author)),
    profiles: new Map(entries.map(([id, author]) => [idOf(id), toProfile(idOf(id), author)])),
  };
}

function record(author: Author, event: Event, day: number, sharedAuthor: string | undefined): void {
  author.first = Math.min(author.first, day);
  author.availability |= 1 << (event.weekday * SLOTS_A_DAY + Math.floor(event.hour / SLOT_HOURS));
  author.followers = Math.max(author.followers, event.followers);
  bump(author.campaigns, event.campaignId);
  if (event.kind === 'post') {
    bump(author.posts, day);
    author.posted += 1;
    author.likes += event.likes;
    return;
  }
  author.echoed += 1;
  if (event.kind === 'reply') author.replied += 1;
  if (sharedAuthor !== undefined && sharedAuthor !== event.authorId) bump(author.sharedAuthors, idOf(sharedAuthor));
}

function toHistory(id: string, author: Author): PostingHistory {
  const postsByDay = Array.from(author.posts, ([day, posts]) => ({ day, posts })).sort((a, b) => a.day - b.day);
  const opportunities = author.echoed + author.posted;
  return {
    id,
    joinedOn: author.first,
    pauses: [],
    postsByDay,
    intent: [{ kind: 'comment', opportunities, followedThrough: author.posted }],
  };
}

function mostFrequent(counts: ReadonlyMap<string, number>, limit: number): string[] {
  return Array.from(counts)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([key]) => key);
}

function toProfile(id: string, author: Author): TandemProfile {
  const strong = {
    'own words': author.posted >= 3,
    reach: author.likes >= MANY_LIKES * Math.max(1, author.posted),
    dialogue: author.replied >= 2,
  };
  const skills = Object.entries(strong);
  return {
    id,
    programmeId: 'community',
    languages: ['de'],
    channels: ['twitter'],
    topics: [...author.campaigns.keys()],
    strengths: skills.filter(([, has]) => has).map(([skill]) => skill),
    needs: skills.filter(([, has]) => !has).map(([skill]) => skill),
    departmentId: mostFrequent(author.campaigns, 1)[0] ?? '',
    utcOffsetMinutes: 60,
    availability: author.availability,
    seniority: Math.min(5, Math.floor(Math.log10(1 + author.followers))),
    wishes: mostFrequent(author.sharedAuthors, 3),
    blocks: [],
    optedOut: false,
    metIds: [],
  };
}
