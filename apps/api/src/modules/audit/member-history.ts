import { type BookedDecision, type EngagementFact, type HistoryEvent, judgedAt } from '@fanfare/gamification';
import type { AuditedProgramme } from './audited-programme.ts';
import {
  activityFact,
  attributesOf,
  type EntryWithdrawalRow,
  type ReadingRow,
  type TellingRow,
  type WithdrawalRow,
} from './replay-facts.ts';

/** What was recorded of one member, as the events that the engine plays again in a rescoring. */
export class MemberHistory {
  readonly #programme: AuditedProgramme;

  constructor(programme: AuditedProgramme) {
    this.#programme = programme;
  }

  fact(telling: TellingRow, reading: ReadingRow | null): HistoryEvent {
    const programme = this.#programme;
    const fact =
      reading === null ? activityFact(telling, { programme, recorded: telling }) : this.readingFact(telling, reading);
    return { type: 'FACT', fact, isTakenBack: true };
  }

  readingFact(telling: TellingRow, reading: ReadingRow): EngagementFact {
    const {
      readingId: factId,
      sequence,
      memberId,
      readAt,
      recordedAt,
      likes,
      comments,
      reposts,
      clicks,
      colleagueLikes,
    } = reading;
    const post = { activityId: telling.activityId, judgedAt: judgedAt(telling), ...attributesOf(telling, this.#programme) };
    const counts = { likes, comments, reposts, clicks, colleagueLikes };
    return { type: 'ENGAGEMENT', factId, sequence, memberId, readAt, recordedAt, ...counts, post };
  }

  correction(fact: TellingRow, before: TellingRow): HistoryEvent {
    const corrected = activityFact(fact, { programme: this.#programme, recorded: fact });
    return {
      type: 'CORRECTION',
      ...{ corrected, attributes: attributesOf(before, this.#programme), judgedAt: judgedAt(before), isTakenBack: true },
    };
  }

  withdrawal({ activityId, sequence, recordedAt, cause }: WithdrawalRow, telling: TellingRow): HistoryEvent {
    const attributes = attributesOf(telling, this.#programme);
    return { type: 'WITHDRAWAL', activityId, attributes, judgedAt: judgedAt(telling), sequence, recordedAt, cause };
  }

  entryWithdrawal(
    { activityId, sequence, recordedAt }: EntryWithdrawalRow,
    { telling, taken }: { readonly telling: TellingRow; readonly taken: BookedDecision },
  ): HistoryEvent {
    const attributes = attributesOf(telling, this.#programme);
    const { origin, ruleKey } = taken;
    const told = { activityId, attributes, judgedAt: judgedAt(telling) };
    return { type: 'ENTRY_WITHDRAWAL', ...told, origin, ruleKey, sequence, recordedAt };
  }
}
