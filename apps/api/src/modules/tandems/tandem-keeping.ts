import type { EntityManager } from 'typeorm';
import type { Transaction } from '../../platform/database/database.ts';
import { tellHappenings } from '../happenings/index.ts';
import { lockProgrammeHead } from '../programmes/index.ts';
import { type GroupMembership, setGroupMemberships } from '../standings/index.ts';
import { addRelations, findPreferences, nothingSaid, savePreferences } from '../tandem-preferences/index.ts';
import { decide, helpedMembers, type TandemAct, type TandemDecision, type TandemRecord } from './tandem.ts';
import { changed } from './tandem-happenings.ts';
import { tandemsChanged } from './tandems.events.ts';
import { TandemsRepository } from './tandems.repository.ts';

/** So that nobody who rests is asked: proposals that wait for an answer go, tandems that were agreed on stay. */
export async function takeProposalsBack(transaction: Transaction, ambassadorId: string, now: Date): Promise<void> {
  const repository = new TandemsRepository(transaction.manager);
  for (const tandemId of await repository.openIdsOf(ambassadorId)) {
    const tandem = await repository.find(tandemId);
    if (tandem?.state === 'PROPOSED') await keepAct(transaction, tandemId, { act: { kind: 'GO', by: ambassadorId }, now });
  }
}

/** How long who said "no time" is left alone, in days. */
const daysOfRest = 30;

/** Does an act to a tandem, with everything that follows from it, in the caller's transaction. The one way by which tandems change. */
export async function keepAct(
  transaction: Transaction,
  tandemId: string,
  { act, now }: { readonly act: TandemAct; readonly now: Date },
): Promise<TandemDecision> {
  const repository = new TandemsRepository(transaction.manager);
  const before = await lockInOrder(transaction, tandemId, act);
  const decision = decide(before, act, now);
  if (decision.kind !== 'change') return decision;
  const { tandem } = decision;
  if (before.state === 'PROPOSED' && tandem.state === 'ACCEPTED') await makeWay(transaction, tandem, now);
  await repository.update(tandem);
  const ambassadorId = 'by' in act ? act.by : null;
  const detail = 'reason' in act ? act.reason : null;
  await repository.insertEvent({ tandemId, kind: act.kind, ambassadorId, detail, happenedAt: now });
  await followUp(transaction, { before, tandem, act, now });
  await tellHappenings(transaction.manager, changed({ before, tandem, by: ambassadorId, now }));
  announce(transaction, [tandem]);
  return { kind: 'change', tandem };
}

/** Who changes members locks the programme's head before tandems, for the boards; so does this, and nobody waits in a circle. */
async function lockInOrder({ manager }: Transaction, tandemId: string, act: TandemAct): Promise<TandemRecord> {
  const repository = new TandemsRepository(manager);
  const known = await repository.find(tandemId);
  if (known !== null && act.kind !== 'BEGIN') await lockProgrammeHead(manager, known.programmeId);
  const locked = await repository.lock(tandemId);
  if (locked === null) throw new Error(`there is no tandem ${tandemId}`);
  return locked;
}

export function announce({ announce: tell }: Transaction, tandems: readonly TandemRecord[]): void {
  const [first] = tandems;
  if (first === undefined) return;
  const named = tandems.map(({ id, members }) => ({ id, ambassadorIds: members.map(({ ambassadorId }) => ambassadorId) }));
  tell(tandemsChanged.event({ programmeId: first.programmeId, tandems: named }));
}

/**
 * What a tandem replaces ends once everybody has accepted it, and no sooner: those of whom it helps always, those of who accompanies only
 * as far as the places do not suffice. A third goes, and leaves the two others as they are.
 */
async function makeWay(transaction: Transaction, tandem: TandemRecord, now: Date): Promise<void> {
  const repository = new TandemsRepository(transaction.manager);
  const helped = helpedMembers(tandem).map(({ ambassadorId }) => ambassadorId);
  for (const tandemId of await repository.agreedIdsOf(helped)) {
    const own = await repository.find(tandemId);
    const leaving = own?.members.filter(({ ambassadorId, isOpen }) => isOpen && helped.includes(ambassadorId)) ?? [];
    for (const { ambassadorId, side } of leaving) {
      const act: TandemAct = side === 'THIRD' ? { kind: 'GO', by: ambassadorId } : { kind: 'MATCH_ANEW' };
      if (side !== 'FREQUENT') await keepAct(transaction, tandemId, { act, now });
    }
  }
  await makePlaceBeside(transaction, tandem, now);
}

async function makePlaceBeside(transaction: Transaction, tandem: TandemRecord, now: Date): Promise<void> {
  const frequent = tandem.members.find(({ side }) => side === 'FREQUENT');
  if (frequent === undefined || tandem.replacedIds.length === 0) return;
  const { ambassadorId } = frequent;
  const [said] = await findPreferences(transaction.manager, [ambassadorId]);
  const { capacity } = said ?? nothingSaid({ ambassadorId, programmeId: tandem.programmeId });
  const beside = await new TandemsRepository(transaction.manager).agreedIdsOf([ambassadorId]);
  const replaceable = beside.filter((id) => tandem.replacedIds.includes(id));
  for (const tandemId of replaceable.slice(0, Math.max(0, beside.length + 1 - capacity))) {
    await keepAct(transaction, tandemId, { act: { kind: 'MATCH_ANEW' }, now });
  }
}

interface Kept {
  readonly before: TandemRecord;
  readonly tandem: TandemRecord;
  readonly act: TandemAct;
  readonly now: Date;
}

/** What a change means for the next round. */
async function followUp(transaction: Transaction, { before, tandem, act, now }: Kept): Promise<void> {
  const repository = new TandemsRepository(transaction.manager);
  const helped = tandem.members.filter(({ side }) => side !== 'FREQUENT');
  if (before.state === 'PROPOSED' && tandem.state === 'ACCEPTED') {
    await repository.endWaiting(helped.filter(({ isOpen }) => isOpen).map(({ ambassadorId }) => ambassadorId));
  }
  const cameToNothing = before.state === 'PROPOSED' && tandem.endedAt !== null;
  if (cameToNothing) {
    const round = { ambassadorIds: stillWaiting(tandem, act), readAt: tandem.proposedAt, now };
    await repository.addWaitingRound(tandem.programmeId, round);
  }
  if (act.kind === 'DECLINE') await followDecline(transaction, { tandem, act, now });
  await followOnBoards(transaction, { before, tandem, now });
}

/** A tandem stands on its board with what its members earn from the agreement to the end; a third who went stands there no more. */
async function followOnBoards(transaction: Transaction, { before, tandem, now }: Omit<Kept, 'act'>): Promise<void> {
  const memberships = boardMembersOf(tandem);
  if (JSON.stringify(memberships) === JSON.stringify(boardMembersOf(before))) return;
  const group = { programmeId: tandem.programmeId, scope: 'TANDEM', groupId: tandem.id } as const;
  await setGroupMemberships(transaction, group, { memberships, now });
}

function boardMembersOf(tandem: TandemRecord): readonly GroupMembership[] {
  const { acceptedAt, endedAt } = tandem;
  if (acceptedAt === null || (endedAt !== null && endedAt <= acceptedAt)) return [];
  return tandem.members
    .filter(({ answer, hasGone }) => answer === 'ACCEPTED' && !hasGone)
    .map(({ ambassadorId }) => ({ ambassadorId, from: acceptedAt, until: endedAt }));
}

/** Whoever would have liked to, and stays without through others, waits on; thirds who declined or went do not. */
function stillWaiting(tandem: TandemRecord, act: TandemAct): readonly string[] {
  const gone = 'by' in act ? act.by : null;
  return tandem.members
    .filter(({ side, answer, ambassadorId }) => side !== 'FREQUENT' && answer !== 'DECLINED' && ambassadorId !== gone)
    .filter(({ answer }) => act.kind !== 'EXPIRE' || answer === 'ACCEPTED')
    .map(({ ambassadorId }) => ambassadorId);
}

async function followDecline(
  transaction: Transaction,
  {
    tandem,
    act,
    now,
  }: { readonly tandem: TandemRecord; readonly act: Extract<TandemAct, { kind: 'DECLINE' }>; readonly now: Date },
): Promise<void> {
  const { manager } = transaction;
  const { programmeId } = tandem;
  const ambassadorId = act.by;
  if (act.reason === 'NEVER_WITH_THIS_PERSON') {
    const otherIds = othersFor(tandem, ambassadorId);
    await addRelations(manager, { ambassadorId, programmeId, kind: 'BLOCK', otherIds });
  }
  if (act.reason === 'NO_TIME') {
    await rest(manager, { ambassadorId, programmeId, now });
    await takeProposalsBack(transaction, ambassadorId, now);
  }
}

/** Who rests longer already keeps that. */
async function rest(
  manager: EntityManager,
  { ambassadorId, programmeId, now }: { readonly ambassadorId: string; readonly programmeId: string; readonly now: Date },
): Promise<void> {
  const [found] = await findPreferences(manager, [ambassadorId]);
  const preferences = found ?? nothingSaid({ ambassadorId, programmeId });
  const [row]: readonly { until: string }[] = await manager.query(
    `SELECT (($2::timestamptz AT TIME ZONE time_zone)::date + $3::integer)::text AS until FROM programme WHERE id = $1`,
    [programmeId, now, daysOfRest],
  );
  const until = row?.until ?? '';
  const { snoozedUntil: standing } = preferences;
  const snoozedUntil = standing !== null && standing > until ? standing : until;
  await savePreferences(manager, { preferences: { ...preferences, snoozedUntil }, now });
}

/** Whom a refusal is about: for who is accompanied the frequent poster, else everybody else. */
function othersFor(tandem: TandemRecord, by: string): readonly string[] {
  const self = tandem.members.find(({ ambassadorId }) => ambassadorId === by);
  return tandem.members
    .filter(
      ({ ambassadorId, side }) =>
        ambassadorId !== by && (self?.side === 'FREQUENT' ? side === 'HESITANT' : side === 'FREQUENT'),
    )
    .map(({ ambassadorId }) => ambassadorId);
}
