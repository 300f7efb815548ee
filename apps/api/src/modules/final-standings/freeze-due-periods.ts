import type { Database, Transaction } from '../../platform/database/database.ts';
import { lockProgrammeHead, type ProgrammeCalendar, type ProgrammeHead, readProgrammeCalendar } from '../programmes/index.ts';
import {
  type BoardKey,
  type BoardPeriodSpan,
  boardChanged,
  periodStartingOn,
  readGroupStandings,
  standingRows,
} from '../standings/index.ts';
import {
  type BoardOfPeriod,
  type DuePeriod,
  type FinalStandingRecord,
  FinalStandingsRepository,
} from './final-standings.repository.ts';
import { type FinalStatement, type Signer, statementText } from './statement.ts';

export interface Freezing {
  readonly database: Database;
  readonly now: Date;
  readonly signer: Signer;
}

/**
 * By how much clocks of nodes may differ, in seconds: a period is closed only when no node can believe that its grace still runs. Points
 * for the period are refused by the engine from the end of the grace on, so nothing moves in between.
 */
const marginSeconds = 60;

/** Periods of one call; a programme that leaves its pilot with years of days behind it takes several. */
const periodsAtOnce = 500;

/**
 * Takes the final standings of every period whose grace is over, once each: safe to repeat, to run on several nodes, and to kill. Gives
 * back how many periods were closed; 0 means that nothing is due. Pilots never freeze.
 */
export async function freezeDuePeriods({ database, now, signer }: Freezing): Promise<number> {
  const due = await new FinalStandingsRepository(database.manager).due(now, { marginSeconds, limit: periodsAtOnce });
  let closed = 0;
  for (const period of due) {
    const boards = await database.transaction((transaction) => freezePeriod(transaction, period, { now, signer }));
    if (boards > 0) closed += 1;
  }
  return closed;
}

interface Moment {
  readonly now: Date;
  readonly signer: Signer;
}

interface Frozen {
  readonly due: DuePeriod;
  readonly boards: readonly BoardOfPeriod[];
  readonly programme: ProgrammeCalendar;
  readonly span: BoardPeriodSpan;
}

/** All boards of one period, at one end of the ledger. Gives back how many; 0 when somebody else was faster. */
async function freezePeriod(transaction: Transaction, due: DuePeriod, moment: Moment): Promise<number> {
  const { manager, announce } = transaction;
  const head = await lockProgrammeHead(manager, due.programmeId);
  const repository = new FinalStandingsRepository(manager);
  const boards = await repository.lockBoards(due);
  if (boards.length === 0) return 0;
  const programme = await readProgrammeCalendar(manager, due.programmeId);
  const span = spanOf(due, programme);
  await draft(transaction, { due, boards, programme, span }, moment.now);
  await repository.keep(await finalsOf(repository, { due, boards, head, ...moment }));
  const ids = boards.map(({ id }) => id);
  for (const board of await repository.close(ids, moment.now)) announce(boardChanged.event(board));
  return boards.length;
}

function spanOf({ period, periodStart }: DuePeriod, programme: ProgrammeCalendar): BoardPeriodSpan {
  const span = period === 'ALL_TIME' ? null : periodStartingOn(programme, period, periodStart);
  if (span === null) throw new Error(`programme ${programme.programmeId} has no ${period} that begins on ${periodStart}`);
  return span;
}

async function draft({ manager }: Transaction, frozen: Frozen, now: Date): Promise<void> {
  const { boards, programme, span } = frozen;
  const repository = new FinalStandingsRepository(manager);
  await repository.openDraft();
  await repository.draftPoints(boards.filter(({ measure }) => measure === 'POINTS').map(({ id }) => id));
  for (const board of boards.filter(({ measure }) => measure === 'PERSONAL_BEST')) {
    await repository.draftRows(board.id, standingRows(keyOf(frozen.due, board), { programme, span }));
  }
  const [size] = await manager.query('SELECT minimum_group_size AS minimum FROM programme WHERE id = $1', [
    programme.programmeId,
  ]);
  for (const board of boards.filter(({ measure }) => measure === 'POINTS_PER_ACTIVE_MEMBER')) {
    const key = keyOf(frozen.due, board);
    const groups = await readGroupStandings(manager, { key, span, programme, minimumGroupSize: size.minimum, now });
    await repository.draftPlaces(
      board.id,
      groups.map(({ groupId, score, reachedAt }) => ({ memberId: groupId, score, reachedAt })),
    );
  }
}

function keyOf({ programmeId, period, periodStart }: DuePeriod, { scope, scopeId, measure }: BoardOfPeriod): BoardKey {
  return { programmeId, scope, scopeId, period, periodStart, measure };
}

async function finalsOf(
  repository: FinalStandingsRepository,
  taking: Moment & {
    readonly due: DuePeriod;
    readonly boards: readonly BoardOfPeriod[];
    readonly head: ProgrammeHead;
  },
): Promise<readonly FinalStandingRecord[]> {
  const { due, head, signer, now: takenAt } = taking;
  const hashes = new Map((await repository.draftHashes(taking.boards.map(({ id }) => id))).map((hash) => [hash.boardId, hash]));
  const sizes = await repository.groupSizes(due.programmeId);
  return taking.boards.map((board) => {
    const hash = hashes.get(board.id);
    if (hash === undefined) throw new Error(`board ${board.id} was not drafted`);
    const { ledgerNumber, ledgerHash } = head;
    const isGroup = board.scope === 'DEPARTMENT' || board.scope === 'TEAM';
    const groupSize = isGroup && board.scopeId !== null ? (sizes.get(board.scopeId) ?? 0) : null;
    const statement: FinalStatement = { ...keyOf(due, board), ...hash, takenAt, ledgerNumber, ledgerHash, groupSize };
    const { publicKey = null, signature = null } = signer?.(statementText(statement)) ?? {};
    return { ...statement, publicKey, signature };
  });
}
