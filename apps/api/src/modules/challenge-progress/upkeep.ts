import { dueAct, instantsOf, nextChallengeState, occurrenceOf } from '@fanfare/gamification';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import { inTurn } from '../../platform/in-turn.ts';
import { announceChallenge, type ChallengeRecord, ChallengesRepository, windowOf } from '../challenges/index.ts';
import { tellChallenge } from './challenge-happenings.ts';
import { ProgressRepository } from './progress.repository.ts';
import { countEverybody } from './projection.ts';

export interface Upkeep {
  readonly database: Database;
  readonly now: Date;
}

/**
 * Does what the clock asks of challenges: they open, close and complete, each step once, by whichever node is first. Gives back how many
 * steps were done; 0 means that nothing is due. Throws what failed, after all were tried.
 */
export async function moveDueChallenges({ database, now }: Upkeep): Promise<number> {
  let steps = 0;
  const due = await new ChallengesRepository(database.manager).due(now);
  await inTurn(
    due.map((id) => async () => {
      if (await database.transaction((transaction) => move(transaction, id, now))) steps += 1;
    }),
  );
  return steps;
}

async function move(transaction: Transaction, id: string, now: Date): Promise<boolean> {
  const repository = new ChallengesRepository(transaction.manager);
  const challenge = await repository.lock(id);
  if (challenge === null) return false;
  const act = dueAct(challenge.state, windowOf(challenge), now.getTime());
  const next = act === null ? null : nextChallengeState(challenge.state, act);
  if (act === null || next === null) return false;
  if (act === 'OPEN') await openNext(repository, challenge, now);
  await repository.step({ id, state: next, now, actor: null });
  // Facts that were told before it opened are counted now; before the result is frozen everything is counted from the facts alone.
  if (act === 'OPEN' || act === 'COMPLETE') await countEverybody(transaction, challenge);
  if (act === 'COMPLETE') await new ProgressRepository(transaction.manager).freeze(id);
  if (act !== 'CLOSE')
    await tellChallenge(transaction.manager, challenge, {
      kind: act === 'OPEN' ? 'CHALLENGE_OPENED' : 'CHALLENGE_COMPLETED',
      now,
    });
  announceChallenge(transaction, challenge);
  return true;
}

/** When a recurring challenge opens, the next of the series is announced. */
async function openNext(repository: ChallengesRepository, challenge: ChallengeRecord, now: Date): Promise<void> {
  const { recurrence, programmeId, document, picture, seriesId } = challenge;
  if (recurrence === null) return;
  const occurrence = challenge.occurrence + 1;
  const first = challenge.occurrence === 0 ? challenge : await repository.find(seriesId);
  if (first === null) throw new Error(`the series ${seriesId} has lost its first challenge`);
  const days = occurrenceOf(first, recurrence, occurrence);
  if (days === null) return;
  const id = newId();
  const actor = challenge.changedBy;
  const plan = { document, picture, recurrence, ...days };
  const isNew = await repository.insert({ ...plan, id, programmeId, seriesId, occurrence, now, actor });
  if (!isNew) return;
  const { timeZone, graceHours } = await repository.programmeClock(programmeId);
  const { opensAt, closesAt } = instantsOf(days, timeZone);
  const window = { opensAt: new Date(opensAt), closesAt: new Date(closesAt), graceHours };
  await repository.step({ id, state: 'SCHEDULED', now, actor: null, window });
}
