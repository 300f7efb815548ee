import type { ChallengeScope, ChallengeStanding, ContributedFact } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';

const milliseconds = (column: string) => `round(extract(epoch FROM ${column}) * 1000)::float8`;

/** A change that no challenge has looked at yet. */
export interface PendingChange {
  readonly id: string;
  readonly programmeId: string;
  readonly ambassadorId: string;
}

export interface OwnContribution extends Omit<ContributedFact, 'memberId'> {
  readonly occurredAt: number;
}

/** Who counts: takes part in the programme and in the challenge, and does not hide. What somebody hidden did is on no list and in no sum. */
const isShown = `person.status <> 'LEFT' AND person.visibility <> 'HIDDEN' AND entrant.left_at IS NULL
  AND ($2 = 'OPEN' OR entrant.entered_at IS NOT NULL)`;

const people = `challenge_fact AS fact JOIN ambassador AS person ON person.id = fact.ambassador_id
  LEFT JOIN challenge_entrant AS entrant ON entrant.challenge_id = fact.challenge_id AND entrant.ambassador_id = fact.ambassador_id`;

/** Whose progress a fact is, by scope: the expression and what has to be joined for it. */
const subjects: Readonly<Record<ChallengeScope, { readonly id: string; readonly join: string }>> = {
  EACH_PERSON: { id: 'fact.ambassador_id', join: '' },
  EACH_DEPARTMENT: { id: 'person.department_id', join: '' },
  EVERYBODY: { id: 'fact.challenge_id', join: '' },
  EACH_TANDEM: {
    id: 'tandem.id',
    join: `JOIN tandem_member AS half ON half.ambassador_id = fact.ambassador_id AND half.answer = 'ACCEPTED'
           JOIN tandem ON tandem.id = half.tandem_id AND tandem.accepted_at <= fact.occurred_at
            AND (tandem.ended_at IS NULL OR fact.occurred_at < tandem.ended_at)`,
  },
};

export interface SubjectFacts {
  readonly subjectId: string;
  readonly facts: readonly ContributedFact[];
}

/** SQL of how far challenges have come. */
export class ProgressRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** The oldest changes that nobody looks at; held until the transaction ends. */
  takePending(limit: number): Promise<readonly PendingChange[]> {
    return this.#manager.query(
      `SELECT id, programme_id AS "programmeId", ambassador_id AS "ambassadorId" FROM challenge_pending
        ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [limit],
    );
  }

  async deletePending(ids: readonly string[]): Promise<void> {
    await this.#manager.query('DELETE FROM challenge_pending WHERE id = ANY ($1::bigint[])', [ids]);
  }

  /** The challenges of a programme in which facts count, held until the transaction ends, always in the same order. */
  async lockMoving(programmeId: string): Promise<readonly string[]> {
    const rows: readonly { readonly id: string }[] = await this.#manager.query(
      `SELECT id FROM challenge WHERE programme_id = $1 AND state IN ('RUNNING', 'GRACE') ORDER BY id FOR NO KEY UPDATE`,
      [programmeId],
    );
    return rows.map(({ id }) => id);
  }

  /** Writes what people contributed in the place of what they had contributed before. */
  async replaceFacts(
    challengeId: string,
    of: {
      readonly ambassadorIds: readonly string[];
      readonly facts: readonly (ContributedFact & { readonly occurredAt: number })[];
    },
  ): Promise<void> {
    await this.#manager.query('DELETE FROM challenge_fact WHERE challenge_id = $1 AND ambassador_id = ANY ($2::uuid[])', [
      challengeId,
      of.ambassadorIds,
    ]);
    const rows = of.facts.map(({ factId, memberId, sequence, verdict, value, occurredAt, recordedAt, week, storyId }) => {
      return { factId, memberId, sequence, verdict, value, occurredAt, recordedAt, week, storyId };
    });
    await this.#manager.query(
      `INSERT INTO challenge_fact (challenge_id, activity_id, ambassador_id, sequence, verdict, value, occurred_at, recorded_at, week, story_id)
       SELECT $1, "factId", "memberId", sequence, verdict, value, to_timestamp("occurredAt" / 1000), to_timestamp("recordedAt" / 1000),
              to_timestamp(week / 1000), "storyId"
         FROM json_to_recordset($2) AS row ("factId" uuid, "memberId" uuid, sequence bigint, verdict text, value bigint,
                                            "occurredAt" float8, "recordedAt" float8, week float8, "storyId" uuid)`,
      [challengeId, JSON.stringify(rows)],
    );
  }

  /** What shown people contributed, by subject: of all people, or of some. */
  async factsBySubject(
    challenge: { readonly id: string; readonly scope: ChallengeScope; readonly entry: string },
    ambassadorIds: readonly string[] | null,
  ): Promise<readonly SubjectFacts[]> {
    const { id: subject, join } = subjects[challenge.scope];
    const rows: readonly (ContributedFact & { readonly subjectId: string })[] = await this.#manager.query(
      `SELECT ${subject} AS "subjectId", fact.activity_id AS "factId", fact.ambassador_id AS "memberId", fact.sequence::float8 AS sequence,
              fact.verdict, fact.value::float8 AS value, ${milliseconds('fact.recorded_at')} AS "recordedAt",
              ${milliseconds('fact.week')} AS week, fact.story_id AS "storyId"
         FROM ${people} ${join}
        WHERE fact.challenge_id = $1 AND fact.value > 0 AND ${subject} IS NOT NULL AND ${isShown} ${
          ambassadorIds === null ? '' : 'AND fact.ambassador_id = ANY ($3::uuid[])'
        }`,
      [challenge.id, challenge.entry, ...(ambassadorIds === null ? [] : [ambassadorIds])],
    );
    const bySubject = new Map<string, ContributedFact[]>();
    for (const { subjectId, ...fact } of rows) {
      const known = bySubject.get(subjectId);
      if (known === undefined) bySubject.set(subjectId, [fact]);
      else known.push(fact);
    }
    return [...bySubject].map(([subjectId, facts]) => ({ subjectId, facts }));
  }

  /** Active members by department: what a department's progress is divided by. */
  async activeMembers(programmeId: string): Promise<ReadonlyMap<string, number>> {
    const rows: readonly { readonly id: string; readonly count: number }[] = await this.#manager.query(
      `SELECT department_id AS id, count(*)::integer AS count FROM ambassador
        WHERE programme_id = $1 AND department_id IS NOT NULL AND status = 'ACTIVE' AND visibility <> 'HIDDEN' GROUP BY department_id`,
      [programmeId],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  /** Forgets standings: those of some subjects, or all. */
  async forgetStandings(challengeId: string, subjectIds: readonly string[] | null): Promise<void> {
    await this.#manager.query(
      `DELETE FROM challenge_standing WHERE challenge_id = $1 ${subjectIds === null ? '' : 'AND subject_id = ANY ($2::uuid[])'}`,
      [challengeId, ...(subjectIds === null ? [] : [subjectIds])],
    );
  }

  async insertStandings(challengeId: string, standings: readonly ChallengeStanding[]): Promise<void> {
    await this.#manager.query(
      `INSERT INTO challenge_standing (challenge_id, subject_id, value, people, reached_at, marks, is_reached)
       SELECT $1, "subjectId", value, people, to_timestamp("reachedAt" / 1000), marks, "isReached"
         FROM json_to_recordset($2) AS row ("subjectId" uuid, value bigint, people integer, "reachedAt" float8, marks json, "isReached" boolean)`,
      [challengeId, JSON.stringify(standings)],
    );
  }

  async freeze(challengeId: string): Promise<void> {
    await this.#manager.query(
      `INSERT INTO challenge_place (challenge_id, subject_id, place, value, people, reached_at, marks, is_reached)
       SELECT challenge_id, subject_id, row_number() OVER (ORDER BY value DESC, reached_at NULLS LAST, subject_id), value, people,
              reached_at, marks, is_reached
         FROM challenge_standing WHERE challenge_id = $1`,
      [challengeId],
    );
  }

  /** In the order of a result; frozen ones as they were frozen. */
  async standings(
    challenge: { readonly id: string; readonly isFrozen: boolean },
    wanted: { readonly subjectIds: readonly string[] | null },
  ): Promise<readonly ChallengeStanding[]> {
    return this.#manager.query(
      `SELECT subject_id AS "subjectId", value::float8 AS value, people, ${milliseconds('reached_at')} AS "reachedAt", marks,
              is_reached AS "isReached"
         FROM ${challenge.isFrozen ? 'challenge_place' : 'challenge_standing'}
        WHERE challenge_id = $1 ${wanted.subjectIds === null ? '' : 'AND subject_id = ANY ($2::uuid[])'}
        ORDER BY value DESC, reached_at NULLS LAST, subject_id`,
      [challenge.id, ...(wanted.subjectIds === null ? [] : [wanted.subjectIds])],
    );
  }

  async summary(challenge: { readonly id: string; readonly isFrozen: boolean }): Promise<ProgressSummary> {
    const [row] = await this.#manager.query(
      `SELECT count(*)::integer AS subjects, count(*) FILTER (WHERE is_reached)::integer AS reached, coalesce(sum(people), 0)::integer AS people
         FROM ${challenge.isFrozen ? 'challenge_place' : 'challenge_standing'} WHERE challenge_id = $1`,
      [challenge.id],
    );
    return row;
  }

  /** What one person did for a challenge, the latest first. */
  contributionsOf(challengeId: string, ambassadorId: string): Promise<readonly OwnContribution[]> {
    return this.#manager.query(
      `SELECT activity_id AS "factId", sequence::float8 AS sequence, verdict, value::float8 AS value,
              ${milliseconds('occurred_at')} AS "occurredAt", ${milliseconds('recorded_at')} AS "recordedAt",
              ${milliseconds('week')} AS week, story_id AS "storyId"
         FROM challenge_fact WHERE challenge_id = $1 AND ambassador_id = $2 ORDER BY occurred_at DESC, activity_id DESC`,
      [challengeId, ambassadorId],
    );
  }

  /** The tandems that somebody is or was in while a window was open. */
  async tandemsOf(
    ambassadorId: string,
    window: { readonly opensAt: Date; readonly closesAt: Date },
  ): Promise<readonly string[]> {
    const rows: readonly { readonly id: string }[] = await this.#manager.query(
      `SELECT tandem.id FROM tandem JOIN tandem_member AS half ON half.tandem_id = tandem.id
        WHERE half.ambassador_id = $1 AND half.answer = 'ACCEPTED' AND accepted_at < $3 AND (ended_at IS NULL OR ended_at > $2)
        ORDER BY accepted_at DESC, tandem.id`,
      [ambassadorId, window.opensAt, window.closesAt],
    );
    return rows.map(({ id }) => id);
  }
}

export interface ProgressSummary {
  readonly subjects: number;
  readonly reached: number;
  readonly people: number;
}
