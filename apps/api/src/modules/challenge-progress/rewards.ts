import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { inTurn } from '../../platform/in-turn.ts';
import type { LocalisedText } from '../../platform/localised-text.ts';
import type { Logger } from '../../platform/logger.ts';
import {
  type ActivitiesRecorder,
  ActivitiesRepository,
  type ActivityDraft,
  type ActivityRevisions,
} from '../activities/index.ts';
import { type ChallengeRecord, ChallengesRepository } from '../challenges/index.ts';
import { tellReached } from './challenge-happenings.ts';

/** One half of the identity of the fact; the other is challenge and ambassador, so that nobody gets it twice. */
const challengeSource = 'challenge';
const atOnce = 100;

interface Due {
  readonly ambassadorId: string;
  readonly reachedAt: Date;
}

/**
 * Brings the facts of a challenge that was reached in line with its progress: recorded for everybody who contributed where the target
 * was reached, and taken back when the challenge is cancelled or its final result does not reach it. What such a fact is worth is a matter
 * of the rules. Safe to repeat and to kill: it compares what should be with what is.
 */
export class ChallengeRewards {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #recorder: ActivitiesRecorder;
  readonly #revisions: ActivityRevisions;

  constructor(dependencies: {
    readonly database: Database;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly recorder: ActivitiesRecorder;
    readonly revisions: ActivityRevisions;
  }) {
    this.#database = dependencies.database;
    this.#clock = dependencies.clock;
    this.#logger = dependencies.logger;
    this.#recorder = dependencies.recorder;
    this.#revisions = dependencies.revisions;
  }

  /**
   * Settles what is not settled: challenges that go on and have been reached by somebody, and those that have ended. In an archived programme
   * nothing new is recorded, so there everything but the taking back of what was cancelled waits until it is open again.
   */
  async settleAll(signal: AbortSignal): Promise<void> {
    const rows: readonly { readonly id: string }[] = await this.#database.manager.query(
      `SELECT challenge.id FROM challenge JOIN programme ON programme.id = programme_id
        WHERE settled_at IS NULL AND (challenge.state = 'CANCELLED' OR programme.status <> 'ARCHIVED'
              AND (challenge.state = 'COMPLETED' OR challenge.state IN ('RUNNING', 'GRACE')
                   AND EXISTS (SELECT FROM challenge_standing WHERE challenge_id = challenge.id AND is_reached)))
        ORDER BY challenge.id`,
    );
    await inTurn(
      rows.map(
        ({ id }) =>
          async () =>
            signal.aborted ? undefined : this.#settle(id, signal),
      ),
    );
  }

  async #settle(id: string, signal: AbortSignal): Promise<void> {
    const challenge = await new ChallengesRepository(this.#database.manager).find(id);
    if (challenge === null) return;
    const isGranted = challenge.state === 'CANCELLED' || (await this.#grant(challenge, signal));
    // While it runs a target may be missed and reached again; only the end decides. What was refused for now is tried again.
    if (!isGranted || (challenge.state !== 'CANCELLED' && challenge.state !== 'COMPLETED')) return;
    await this.#takeBack(challenge, signal);
    if (signal.aborted) return;
    await this.#database.manager.query('UPDATE challenge SET settled_at = $2 WHERE id = $1', [id, this.#clock.now()]);
  }

  /** Gives back whether everybody who is due was decided about; false where a refusal may pass. */
  async #grant(challenge: ChallengeRecord, signal: AbortSignal): Promise<boolean> {
    const due = await this.#due(challenge);
    for (let first = 0; first < due.length && !signal.aborted; first += atOnce) {
      const now = this.#clock.now();
      const some = due.slice(first, first + atOnce);
      const recorded = await this.#recorder.record({
        programmeId: challenge.programmeId,
        drafts: some.map((one) => draftOf(challenge, one, now)),
        importId: null,
        alongside: (manager, outcomes) => {
          const granted = some.filter((_, index) => outcomes[index]?.outcome === 'RECORDED');
          return tellReached(manager, challenge, { ambassadorIds: granted.map(({ ambassadorId }) => ambassadorId), now });
        },
      });
      const failures = recorded.ok
        ? recorded.value.flatMap((one) => (one.outcome === 'REFUSED' ? [one.failures] : []))
        : [recorded.failures];
      if (failures.length === 0) continue;
      const passing = failures.filter((ofOne) => ofOne.some(({ code }) => code === 'STATE')).length;
      const told = { challenge: challenge.id, refused: failures.length, passing };
      if (passing > 0) {
        this.#logger.warn(told, 'Some could not be granted a challenge yet; it is tried again');
        return false;
      }
      // Somebody may have left since; their contribution stays in the sum, and they are granted nothing.
      this.#logger.info(told, 'Some could not be granted a challenge');
    }
    return !signal.aborted;
  }

  /** Who contributed where the target is reached and has no such fact yet. */
  #due({ id, programmeId, state, document }: ChallengeRecord): Promise<readonly Due[]> {
    return this.#database.manager.query(
      `WITH ${reachedBy({ scope: document.scope, isFrozen: state === 'COMPLETED', challenge: '$1' })}
       SELECT "ambassadorId", "reachedAt"
         FROM reached JOIN ambassador AS person ON person.id = "ambassadorId" AND person.status <> 'LEFT'
         LEFT JOIN challenge_entrant AS entrant ON entrant.challenge_id = $1 AND entrant.ambassador_id = "ambassadorId"
        WHERE entrant.left_at IS NULL AND ($4 = 'OPEN' OR entrant.entered_at IS NOT NULL)
          AND NOT EXISTS (SELECT FROM activity WHERE programme_id = $2 AND source = $3 AND external_id = $1::uuid || ':' || "ambassadorId")
        ORDER BY "ambassadorId"`,
      [id, programmeId, challengeSource, document.entry],
    );
  }

  async #takeBack(challenge: ChallengeRecord, signal: AbortSignal): Promise<void> {
    const { id, programmeId, state, document, cancelReason, changedBy } = challenge;
    const isReached =
      state === 'CANCELLED' ? 'false' : 'EXISTS (SELECT FROM reached WHERE "ambassadorId" = activity.ambassador_id)';
    const rows: readonly { readonly id: string }[] = await this.#database.manager.query(
      `WITH ${reachedBy({ scope: document.scope, isFrozen: true, challenge: '$3' })}
       SELECT id FROM activity
        WHERE programme_id = $1 AND source = $2 AND starts_with(external_id, $3::uuid || ':') AND NOT ${isReached}
          AND NOT EXISTS (SELECT FROM activity_withdrawal WHERE activity_id = activity.id)
        ORDER BY sequence`,
      [programmeId, challengeSource, id],
    );
    const reason = cancelReason ?? (await this.#missedIn(programmeId));
    for (let first = 0; first < rows.length && !signal.aborted; first += atOnce) {
      const ids = rows.slice(first, first + atOnce).map((row) => row.id);
      const activities = await new ActivitiesRepository(this.#database.manager).findMany(ids);
      await this.#revisions.takeBackOwn(activities, { programmeId, reason, actor: changedBy });
    }
  }

  async #missedIn(programmeId: string): Promise<string> {
    const [row] = await this.#database.manager.query('SELECT language FROM programme WHERE id = $1', [programmeId]);
    return row.language === 'GERMAN' ? missed.GERMAN : missed.ENGLISH;
  }
}

/** The reason stands in the ledger for ever, so it is said in the language of the programme. */
const missed: LocalisedText = {
  GERMAN: 'Das Endergebnis der Challenge erreicht das Ziel nicht.',
  ENGLISH: 'The final result of the challenge does not reach the target.',
};

/** Whose progress a fact is, by scope: the expression and what has to be joined for it. */
const subjects: Readonly<Record<ChallengeRecord['document']['scope'], { readonly id: string; readonly join: string }>> = {
  EACH_PERSON: { id: 'fact.ambassador_id', join: '' },
  EVERYBODY: { id: 'fact.challenge_id', join: '' },
  EACH_DEPARTMENT: {
    id: 'member.department_id',
    join: 'JOIN ambassador AS member ON member.id = fact.ambassador_id',
  },
  EACH_TANDEM: {
    id: 'half.tandem_id',
    join: `JOIN tandem_member AS half ON half.ambassador_id = fact.ambassador_id AND half.answer = 'ACCEPTED'
           JOIN tandem ON tandem.id = half.tandem_id AND tandem.accepted_at <= fact.occurred_at
            AND (tandem.ended_at IS NULL OR fact.occurred_at < tandem.ended_at)`,
  },
};

/**
 * Who contributed where the target is reached, and when it first was: a common table expression. Each contributor is looked up once, however
 * many of their facts count.
 */
function reachedBy(of: {
  readonly scope: ChallengeRecord['document']['scope'];
  readonly isFrozen: boolean;
  readonly challenge: string;
}): string {
  const { id, join } = subjects[of.scope];
  return `contributor AS MATERIALIZED (
            SELECT DISTINCT fact.ambassador_id AS "ambassadorId", ${id} AS subject
              FROM challenge_fact AS fact ${join}
             WHERE fact.challenge_id = ${of.challenge}::uuid AND fact.value > 0
          ), reached AS MATERIALIZED (
            SELECT "ambassadorId", min(reached_at) AS "reachedAt"
              FROM contributor
              JOIN ${of.isFrozen ? 'challenge_place' : 'challenge_standing'} AS standing
                ON standing.subject_id = subject AND standing.challenge_id = ${of.challenge}::uuid AND is_reached
             GROUP BY "ambassadorId"
          )`;
}

function draftOf({ id }: ChallengeRecord, { ambassadorId, reachedAt }: Due, now: Date): ActivityDraft {
  return {
    source: challengeSource,
    externalId: `${id}:${ambassadorId}`,
    ambassador: { id: ambassadorId },
    kind: 'CHALLENGE_REACHED',
    channel: 'OTHER',
    // A late fact may bring the target in reach after the fact; nothing happens before it was so.
    occurredAt: reachedAt > now ? now : reachedAt,
    evidence: 'CHANNEL_VERIFIED',
    campaignKey: null,
    hashtags: [],
    url: null,
    disclosed: null,
    textLength: null,
    amplifies: null,
    contentKey: null,
    quantity: null,
    reading: null,
  };
}
