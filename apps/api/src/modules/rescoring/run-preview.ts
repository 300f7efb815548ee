import type { EntityManager } from 'typeorm';
import { type RescoringSpan, readSettings, rescoreMembers } from '../points/index.ts';
import type { Query } from '../rule-simulation/index.ts';
import { basisOf, type PreviewBasis } from './preview-basis.ts';
import { differenceOf, type PreviewedMember, type PreviewResult, PreviewTally } from './preview-tally.ts';
import { readRescoredHistories } from './rescored-histories.ts';

/** Everything that the thread of a preview needs to know; plain data. */
export interface PreviewTask {
  readonly databaseUrl: string;
  readonly programmeId: string;
  readonly span: RescoringSpan;
  /** Epoch milliseconds: what has frozen by then stays. */
  readonly now: number;
}

/** How far a preview has come with one batch of people. */
export interface PreviewBatch {
  /** Those of whom an entry changes and who are counted. */
  readonly members: readonly PreviewedMember[];
  /** How many people were looked at. */
  readonly looked: number;
}

export interface Preview {
  readonly basis: PreviewBasis;
  readonly result: PreviewResult;
}

/** So many people's histories are in memory at a time. */
const batchSize = 100;

interface MemberRow {
  readonly id: string;
  readonly balance: number;
  readonly isCounted: boolean;
}

/** Plays everybody's history as a rescoring would now, a batch of people at a time. `manager` must look at one state of the database throughout. */
export async function runPreview(
  { programmeId, span, now }: PreviewTask,
  { manager, onBatch }: { readonly manager: Pick<EntityManager, 'query'>; readonly onBatch: (batch: PreviewBatch) => void },
): Promise<Preview> {
  const query: Query = (sql, parameters) => manager.query(sql, [...parameters]);
  const settings = await readSettings(manager, programmeId);
  const head = await readHead(query, programmeId);
  const basis = basisOf(settings, { ...head, now });
  const tally = new PreviewTally({ from: span.from, until: Math.min(span.until, basis.openFrom) });
  for await (const members of membersOf(query, programmeId)) {
    const ambassadorIds = members.map(({ id }) => id);
    const histories = await readRescoredHistories(query, { ambassadorIds, factSequence: head.factSequence });
    const rescored = await rescoreMembers(manager, {
      ...{ settings, span, histories, sequence: head.factSequence + 1, recordedAt: now },
    });
    const changed: PreviewedMember[] = [];
    for (const { id, balance, isCounted } of members) {
      const member = rescored.get(id);
      if (member === undefined) continue;
      tally.add(member, { isCounted });
      const entries = member.rescored.reversals.length + member.rescored.decisions.length;
      if (isCounted && entries > 0)
        changed.push({ ambassadorId: id, before: balance, after: balance + differenceOf(member), entries });
    }
    onBatch({ members: changed, looked: members.length });
  }
  return { basis, result: tally.result() };
}

async function readHead(query: Query, programmeId: string): Promise<Pick<PreviewBasis, 'factSequence' | 'ledgerNumber'>> {
  const [head] = await query<Pick<PreviewBasis, 'factSequence' | 'ledgerNumber'>>(
    `SELECT fact_sequence::float8 AS "factSequence", ledger_number::float8 AS "ledgerNumber" FROM programme_head WHERE programme_id = $1`,
    [programmeId],
  );
  return head ?? { factSequence: 0, ledgerNumber: 0 };
}

/** Everybody who ever joined, in batches, by id. */
async function* membersOf(query: Query, programmeId: string): AsyncGenerator<readonly MemberRow[]> {
  let after: string | null = null;
  for (;;) {
    const members: readonly MemberRow[] = await query<MemberRow>(
      `SELECT id, coalesce(balance, 0)::float8 AS balance, status <> 'LEFT' AND visibility <> 'HIDDEN' AS "isCounted"
         FROM ambassador LEFT JOIN member_state ON ambassador_id = id
        WHERE programme_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT ${batchSize}`,
      [programmeId, after],
    );
    const last = members.at(-1);
    if (last === undefined) return;
    yield members;
    after = last.id;
  }
}
