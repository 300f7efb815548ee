import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  type ActivityFact,
  createCalendar,
  type EngagementFact,
  emptyMemberState,
  evaluate,
  type MemberState,
  parseMemberState,
  presets,
  RankedBoard,
  rankStandings,
  readPostOf,
  type Standing,
  serializeMemberState,
} from '../src/index.ts';
import { compiled, DAY } from './builders.ts';
import { NaiveEngine } from './naive/naive-engine.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');
const folder = process.env['FANFARE_SHARED_DATA'] ?? path.join(root, '..', 'shared', 'data');
const file = path.join(folder, 'hashtag-events.csv');
const KINDS = { post: 'POST', share: 'SHARE', reply: 'COMMENT' } as const;
/** The naive model is quadratic in the facts of a person. */
const MOST_FACTS = 60;
const timeZone = 'Europe/Berlin';
const seasons = [{ key: 'all', start: Date.parse('2017-06-01T00:00:00Z'), end: Date.parse('2019-08-01T00:00:00Z') }];
const graceMilliseconds = 7 * DAY;

interface Row {
  readonly activity: ActivityFact;
  readonly likes: number;
  readonly reposts: number;
}

/** Every row as a fact that the channel verified and that was recorded when it happened; its likes and reposts as a reading a day later. */
function readRows(): readonly Row[] {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const columns = header.trim().split(',');
  return lines.map((line, index) => {
    const cells = line.trim().split(',');
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    const occurredAt = Date.parse(cell('occurred_at'));
    const kind = Object.entries(KINDS).find(([name]) => name === cell('kind'))?.[1];
    if (!kind || Number.isNaN(occurredAt)) throw new Error(`line ${index + 2} is not what the data's README says`);
    const amplifies = cell('of_post_id') === '' ? null : cell('of_post_id');
    const activity: ActivityFact = {
      ...{
        type: 'ACTIVITY',
        factId: cell('post_id'),
        sequence: index + 1,
        memberId: cell('author_id'),
        kind,
        channel: 'X',
        occurredAt,
      },
      ...{
        recordedAt: occurredAt,
        evidence: 'CHANNEL_VERIFIED',
        campaign: cell('campaign_id') || null,
        hashtags: [],
        disclosed: null,
      },
      ...{ textLength: null, contentKey: null, amplifies, segment: null, tandemId: null, count: null },
    };
    return { activity, likes: Number(cell('likes')), reposts: Number(cell('reposts')) };
  });
}

/** Activities and readings in the order of recording, numbered through. */
function factsOf(rows: readonly Row[]): readonly (ActivityFact | EngagementFact)[] {
  const readings = rows
    .filter(({ likes, reposts }) => likes + reposts > 0)
    .map(({ activity, likes, reposts }): EngagementFact => {
      const { memberId, factId } = activity;
      const readAt = activity.occurredAt + DAY;
      const counts = { likes, reposts, comments: 0, clicks: 0, colleagueLikes: [] };
      return {
        type: 'ENGAGEMENT',
        factId: `reading ${factId}`,
        sequence: 0,
        memberId,
        readAt,
        recordedAt: readAt,
        ...counts,
        post: readPostOf(activity),
      };
    });
  return [...rows.map(({ activity }) => activity), ...readings]
    .sort((left, right) => left.recordedAt - right.recordedAt)
    .map((fact, index) => ({ ...fact, sequence: index + 1 }));
}

const isHere = existsSync(file);
if (!isHere)
  process.stderr.write(`SKIPPED: the real posting history is not at ${file}; set FANFARE_SHARED_DATA to its folder\n`);

(isHere ? describe : describe.skip)('the real history of hashtag events', () => {
  const calendar = createCalendar({ timeZone, seasons, graceMilliseconds });
  const ruleSet = compiled(presets.balanced);
  const facts = isHere ? factsOf(readRows()) : [];

  /** Points and states of everybody; `store` is applied to a state between two facts. */
  function replay(store: (state: MemberState, index: number) => MemberState) {
    const states = new Map<string, MemberState>();
    const standings = new Map<string, Standing>();
    facts.forEach((fact, index) => {
      const memberState = store(states.get(fact.memberId) ?? emptyMemberState, index);
      const evaluation = evaluate({ ruleSet, calendar, memberState, contentState: null, fact });
      states.set(fact.memberId, evaluation.memberState);
      const { score, reachedAt } = standings.get(fact.memberId) ?? { score: 0, reachedAt: 0 };
      const points = evaluation.decisions.reduce((sum, { granted }) => sum + granted, 0);
      standings.set(fact.memberId, {
        memberId: fact.memberId,
        score: score + points,
        reachedAt: points === 0 ? reachedAt : fact.recordedAt,
      });
    });
    return {
      states: [...states].map(([memberId, state]) => `${memberId} ${serializeMemberState(state)}`),
      standings: [...standings.values()],
    };
  }

  test('[IN4] replay with every state stored and loaded now and then equals replay in one go, byte for byte', () => {
    const whole = replay((state) => state);
    const resumed = replay((state, index) => (index % 7 === 0 ? parseMemberState(serializeMemberState(state)) : state));
    expect(facts.filter(({ type }) => type === 'ACTIVITY')).toHaveLength(29_260);
    expect(whole.standings).toHaveLength(5477);
    expect(resumed.states.join('\n') === whole.states.join('\n')).toBe(true);
    expect(resumed.standings).toEqual(whole.standings);
  });

  test('[IN1] points equal an independent naive recomputation, but for the busiest whom it would take minutes for', () => {
    const { standings } = replay((state) => state);
    const byMember = new Map<string, (ActivityFact | EngagementFact)[]>();
    for (const fact of facts) byMember.set(fact.memberId, [...(byMember.get(fact.memberId) ?? []), fact]);
    const ordinary = standings.filter(({ memberId }) => (byMember.get(memberId) ?? []).length <= MOST_FACTS);
    expect(ordinary.length).toBeGreaterThan(5000);
    for (const { memberId, score } of ordinary) {
      const naive = new NaiveEngine({ timeZone, seasons, graceMilliseconds });
      const versioned = { version: 1, document: ruleSet.document };
      const entries = (byMember.get(memberId) ?? []).flatMap((fact) =>
        fact.type === 'ACTIVITY' ? naive.activity(fact, versioned) : naive.engagement(fact, versioned),
      );
      expect([memberId, score]).toEqual([memberId, entries.reduce((sum, { granted }) => sum + granted, 0)]);
    }
  });

  test('[RK5] ranks equal a naive sort', () => {
    const { standings } = replay((state) => state);
    const board = new RankedBoard();
    board.setAll(standings);
    for (const kind of ['COMPETITION', 'DENSE', 'ORDINAL'] as const) {
      expect(board.standingsFrom(0, standings.length, kind)).toEqual(rankStandings(standings, kind));
    }
  });
});
