import {
  type ContentState,
  emptyMemberState,
  type MemberState,
  parseContentState,
  parseMemberState,
  serializeContentState,
  serializeMemberState,
} from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { plainArray, textArray } from '../../platform/database/array-literals.ts';
import { prepared } from '../../platform/database/prepared-statement.ts';

interface StateRow {
  readonly id: string;
  readonly state: unknown;
}

const readMemberStates = prepared<StateRow>(
  'SELECT ambassador_id AS id, state FROM member_state WHERE ambassador_id = ANY ($1::uuid[])',
);
const writeMemberStates = prepared(
  `INSERT INTO member_state (ambassador_id, state, balance)
   SELECT * FROM unnest($1::uuid[], $2::json[], $3::bigint[])
   ON CONFLICT (ambassador_id) DO UPDATE
     SET state = excluded.state, balance = member_state.balance + excluded.balance`,
);
const writeContentStates = prepared(
  `INSERT INTO content_state (activity_id, state)
   SELECT * FROM unnest($1::uuid[], $2::json[])
   ON CONFLICT (activity_id) DO UPDATE SET state = excluded.state`,
);

/** What the engine remembers of people and posts between facts: a projection that a replay of the facts rebuilds. */
export class EngineStateRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Everybody asked for has a state: the empty one before the first fact. */
  async memberStates(ambassadorIds: readonly string[]): Promise<Map<string, MemberState>> {
    const rows = await readMemberStates(this.#manager, [plainArray(ambassadorIds)]);
    const stored = new Map(rows.map((row) => [row.id, parseMemberState(row.state)]));
    return new Map(ambassadorIds.map((id) => [id, stored.get(id) ?? emptyMemberState]));
  }

  async memberState(ambassadorId: string): Promise<MemberState> {
    return (await this.memberStates([ambassadorId])).get(ambassadorId) ?? emptyMemberState;
  }

  async contentStates(activityIds: readonly string[]): Promise<Map<string, ContentState>> {
    if (activityIds.length === 0) return new Map();
    const rows: readonly StateRow[] = await this.#manager.query(
      'SELECT activity_id AS id, state FROM content_state WHERE activity_id = ANY ($1::uuid[])',
      [activityIds],
    );
    return new Map(rows.map((row) => [row.id, parseContentState(row.state)]));
  }

  /** `granted` are the points by which each balance grows. */
  async saveMemberStates(states: ReadonlyMap<string, MemberState>, granted: ReadonlyMap<string, number>): Promise<void> {
    const ids = [...states.keys()];
    if (ids.length === 0) return;
    await writeMemberStates(this.#manager, [
      plainArray(ids),
      textArray([...states.values()].map(serializeMemberState)),
      plainArray(ids.map((id) => granted.get(id) ?? 0)),
    ]);
  }

  async saveContentStates(states: ReadonlyMap<string, ContentState>): Promise<void> {
    if (states.size === 0) return;
    await writeContentStates(this.#manager, [
      plainArray([...states.keys()]),
      textArray([...states.values()].map(serializeContentState)),
    ]);
  }
}
