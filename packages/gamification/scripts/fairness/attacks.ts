import type { ColleagueLikes } from '../../src/index.ts';
import { DAY, type Deed, deed, HOUR, reading, seasonStart, WEEK, WEEKS } from './facts.ts';

export interface Attack {
  readonly name: string;
  readonly deeds: readonly Deed[];
  /** How many enrolled people do it side by side, each as a member of their own; one where nothing is said. */
  readonly members?: number;
}

const MINUTE = HOUR / 60;
const DAYS = WEEKS * 7;
const days = Array.from({ length: DAYS }, (_, day) => seasonStart + day * DAY);
const weeks = Array.from({ length: WEEKS }, (_, week) => seasonStart + week * WEEK);
const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const ring = (size: number, likes: number) => times(size).map((index) => ({ memberId: `friend ${index}`, likes }));

/** The known ways to get more than one deserves, each carried on for ten weeks with full diligence. */
export function attacks(): readonly Attack[] {
  return [
    { name: 'one item shared 354 times', deeds: oneItem() },
    { name: 'the same post 354 times', deeds: samePost() },
    { name: 'the same post 354 times, its text not told', deeds: withoutKeys(samePost()) },
    { name: '"hi" posts, twenty a day', deeds: hiPosts() },
    { name: 'like ring of twenty colleagues, three profiles each', deeds: likeRing(ring(20, 3)) },
    { name: 'the same ring where no source tells who liked', deeds: likeRing([]) },
    { name: 'copy-paste campaign, every working day', deeds: copyPaste() },
    { name: 'copy-pasted comments, forty a day', deeds: commentSpam() },
    { name: 'backdated self-reports, all at the end', deeds: backdatedAtEnd() },
    { name: 'backdated self-reports, within the grace', deeds: backdatedWeekly() },
    { name: 'readings that bounce, every hour', deeds: bouncing() },
    { name: 'many small accounts: five own profiles, eighty followers made up', deeds: smallAccounts() },
    { name: 'many small accounts: five enrolled people, the same texts, each of them', deeds: puppet(), members: 5 },
    { name: 'time-zone edges: around midnight, week ends, in the future', deeds: edges() },
    { name: 'post, collect, delete, post again', deeds: deleteAndRepost() },
    { name: 'all of it at once', deeds: everything() },
  ];
}

function oneItem(): readonly Deed[] {
  return times(354).map((index) => {
    const at = seasonStart + Math.floor((index * DAYS * DAY) / 354);
    return deed(`share ${index}`, at, { kind: 'SHARE', amplifies: 'the item', contentKey: `remark ${index}` });
  });
}

function samePost(): readonly Deed[] {
  return times(354).map((index) =>
    deed(`same ${index}`, seasonStart + Math.floor((index * DAYS * DAY) / 354), { contentKey: 'the text' }),
  );
}

function hiPosts(): readonly Deed[] {
  return days.flatMap((day) =>
    times(20).map((index) => deed(`hi ${day} ${index}`, day + 8 * HOUR + index * 20 * MINUTE, { textLength: 2 })),
  );
}

function likeRing(colleagueLikes: readonly ColleagueLikes[]): readonly Deed[] {
  return days.flatMap((day) => {
    const id = `ring ${day}`;
    const at = day + 9 * HOUR;
    return [deed(id, at, { textLength: 80 }), reading(id, at + HOUR, { likes: 60, colleagueLikes })];
  });
}

function copyPaste(): readonly Deed[] {
  return days.flatMap((day, index) => {
    if (index % 7 > 4) return [];
    const id = `prepared ${day}`;
    const at = day + 10 * HOUR;
    return [deed(id, at, { disclosed: true, campaign: 'launch', textLength: 600 }), reading(id, at + DAY, { likes: 2 })];
  });
}

function commentSpam(): readonly Deed[] {
  return days.flatMap((day) =>
    times(40).map((index) =>
      deed(`comment ${day} ${index}`, day + 8 * HOUR + index * MINUTE, {
        kind: 'COMMENT',
        amplifies: `post of somebody ${day} ${index}`,
        contentKey: `praise ${index % 3}`,
        textLength: 60,
      }),
    ),
  );
}

function backdatedAtEnd(): readonly Deed[] {
  const now = seasonStart + DAYS * DAY - HOUR;
  const made = days.flatMap((day) => times(3).map((index) => ({ day, index })));
  return made.map(({ day, index }) =>
    deed(`made up ${day} ${index}`, now, { evidence: 'SELF_REPORTED', occurredAt: day + (9 + index) * HOUR }),
  );
}

function backdatedWeekly(): readonly Deed[] {
  const kinds = ['POST', 'SHARE', 'EVENT_ATTENDED', 'PROFILE_IMPROVED', 'COMMENT', 'PEER_CONFIRMED'] as const;
  return weeks.flatMap((week) =>
    times(35).map((index) =>
      deed(`made up ${week} ${index}`, week + 7 * DAY - HOUR, {
        kind: kinds[index % kinds.length] ?? 'POST',
        evidence: 'SELF_REPORTED',
        occurredAt: week + Math.floor(index / 5) * DAY + 9 * HOUR,
      }),
    ),
  );
}

function bouncing(): readonly Deed[] {
  return weeks.flatMap((week) => {
    const id = `bouncing ${week}`;
    const at = week + 9 * HOUR;
    return [deed(id, at), ...times(120).map((hour) => reading(id, at + (hour + 1) * HOUR, { likes: hour % 2 === 0 ? 40 : 0 }))];
  });
}

function smallAccounts(): readonly Deed[] {
  const channels = ['LINKEDIN', 'MASTODON', 'BLUESKY', 'X', 'THREADS'] as const;
  return days.flatMap((day) =>
    channels.flatMap((channel, index) => {
      const id = `profile ${day} ${index}`;
      const at = day + 9 * HOUR + index * MINUTE;
      // Two profiles say the same, the others change a word.
      const contentKey = index < 2 ? `text ${day}` : `text ${day} ${index}`;
      return [deed(id, at, { channel, contentKey }), reading(id, at + HOUR, { likes: 80, comments: 5, reposts: 10 })];
    }),
  );
}

/** One of several people who are enrolled for one: a profile, the texts of the others, followers made up. */
function puppet(): readonly Deed[] {
  return days.flatMap((day) => {
    const id = `puppet ${day}`;
    const at = day + 9 * HOUR;
    return [deed(id, at, { contentKey: `text ${day}` }), reading(id, at + HOUR, { likes: 80, comments: 5, reposts: 10 })];
  });
}

/** The same deeds by somebody who tells nothing of their texts. */
function withoutKeys(deeds: readonly Deed[]): readonly Deed[] {
  return deeds.map((made) =>
    made.type === 'ACTIVITY' ? { ...made, attributes: { ...made.attributes, contentKey: null } } : made,
  );
}

function edges(): readonly Deed[] {
  const around = [-2 * MINUTE, -1, 0, 1, 2 * MINUTE];
  const atMidnight = days.slice(0, -1).flatMap((day) => around.map((shift) => deed(`edge ${day} ${shift}`, day + DAY + shift)));
  const elsewhere = days.flatMap((day) =>
    times(2).map((index) => deed(`ahead ${day} ${index}`, day + 12 * HOUR, { occurredAt: day + (26 + 24 * index) * HOUR })),
  );
  return [...atMidnight, ...elsewhere];
}

function deleteAndRepost(): readonly Deed[] {
  return days.flatMap((day) =>
    times(3).flatMap((index): readonly Deed[] => {
      const id = `again ${day} ${index}`;
      const at = day + (8 + 4 * index) * HOUR;
      const made = [deed(id, at, { contentKey: `text ${Math.floor(day / WEEK)}` }), reading(id, at + HOUR, { likes: 30 })];
      return index === 2 ? made : [...made, { type: 'WITHDRAWAL', recordedAt: at + 2 * HOUR, of: id }];
    }),
  );
}

function everything(): readonly Deed[] {
  return [oneItem(), likeRing(ring(20, 3)), copyPaste(), commentSpam(), backdatedWeekly(), smallAccounts(), edges()].flat();
}
