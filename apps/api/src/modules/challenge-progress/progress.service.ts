import type { Language } from '@fanfare/contracts';
import { type ChallengeStanding, explainVerdict } from '@fanfare/gamification';
import { membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { Database } from '../../platform/database/database.ts';
import type { ChallengeRecord } from '../challenges/index.ts';
import { ProgressRepository } from './progress.repository.ts';
import type { ChallengeProgress, ChallengeSummary, DepartmentInChallenge, OwnContribution } from './progress.types.ts';
import { readContributions } from './projection.ts';

/** Reads how far challenges have come, for whom it may be shown. */
export class ProgressService {
  readonly #database: Database;

  constructor({ database }: { readonly database: Database }) {
    this.#database = database;
  }

  /** Of everybody together; null for other goals and before the window opens. */
  async together(challenge: ChallengeRecord): Promise<ChallengeProgress | null> {
    if (challenge.document.scope !== 'EVERYBODY' || !hasBegun(challenge)) return null;
    const [standing] = await this.#standings(challenge, [challenge.id]);
    return toProgress(standing ?? nothing(challenge), await this.#minimumGroupSize(challenge));
  }

  /** Of all who share a goal each for themselves; null for a goal of everybody together. */
  async summary(challenge: ChallengeRecord): Promise<ChallengeSummary | null> {
    if (challenge.document.scope === 'EVERYBODY' || !hasBegun(challenge)) return null;
    const repository = new ProgressRepository(this.#database.manager);
    const { subjects, reached } = await repository.summary({ id: challenge.id, isFrozen: isFrozen(challenge) });
    return { begun: subjects, reached };
  }

  /** Departments above the minimum size, in their order; empty for other goals. */
  async departments(challenge: ChallengeRecord): Promise<readonly DepartmentInChallenge[]> {
    if (challenge.document.scope !== 'EACH_DEPARTMENT' || !hasBegun(challenge)) return [];
    const minimum = await this.#minimumGroupSize(challenge);
    const rows: readonly { readonly id: string; readonly name: string }[] = await this.#database.manager.query(
      `SELECT department.id, department.name FROM department JOIN ambassador AS person ON person.department_id = department.id
        WHERE department.programme_id = $1 AND person.status <> 'LEFT' AND person.visibility <> 'HIDDEN'
        GROUP BY department.id HAVING count(*) >= $2`,
      [challenge.programmeId, minimum],
    );
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    const standings = await this.#standings(challenge, [...names.keys()]);
    return standings.map((standing, index) => ({
      place: index + 1,
      departmentId: standing.subjectId,
      name: names.get(standing.subjectId) ?? '',
      progress: toProgress(standing, minimum),
    }));
  }

  /** The reader's own goals: of the person, or of the tandems that the person is in. */
  async own(challenge: ChallengeRecord, viewer: Viewer): Promise<readonly ChallengeProgress[]> {
    const own = membershipIn(viewer, challenge.programmeId)?.ambassadorId ?? null;
    if (own === null || !hasBegun(challenge)) return [];
    const { scope } = challenge.document;
    if (scope !== 'EACH_PERSON' && scope !== 'EACH_TANDEM') return [];
    const subjectIds = scope === 'EACH_PERSON' ? [own] : await this.#tandemsOf(challenge, own);
    const standings = new Map((await this.#standings(challenge, subjectIds)).map((one) => [one.subjectId, one]));
    return subjectIds.map((id) => toProgress(standings.get(id) ?? nothing(challenge), 0));
  }

  async contributions(
    challenge: ChallengeRecord,
    { viewer, language }: { readonly viewer: Viewer; readonly language: Language },
  ): Promise<readonly OwnContribution[]> {
    const own = membershipIn(viewer, challenge.programmeId)?.ambassadorId ?? null;
    if (own === null) return [];
    const counted = await new ProgressRepository(this.#database.manager).contributionsOf(challenge.id, own);
    const late = isFrozen(challenge) ? await this.#toldTooLate(challenge, own) : [];
    const known = new Set(counted.map(({ factId }) => factId));
    const rows = [...counted, ...late.filter(({ factId }) => !known.has(factId))];
    return rows
      .toSorted((one, other) => other.occurredAt - one.occurredAt)
      .map(({ factId, occurredAt, verdict, value }) => ({
        activityId: factId,
        occurredAt: new Date(occurredAt),
        verdict,
        value,
        sentence: explainVerdict(verdict, language),
      }));
  }

  /** What somebody told when the result was frozen: nothing notes it any more, but it is said all the same. */
  async #toldTooLate(challenge: ChallengeRecord, ambassadorId: string) {
    const told = await readContributions(this.#database.manager, challenge, [ambassadorId]);
    return told.filter(({ verdict }) => verdict === 'TOO_LATE');
  }

  #standings(challenge: ChallengeRecord, subjectIds: readonly string[]): Promise<readonly ChallengeStanding[]> {
    const repository = new ProgressRepository(this.#database.manager);
    return repository.standings({ id: challenge.id, isFrozen: isFrozen(challenge) }, { subjectIds });
  }

  async #tandemsOf({ opensAt, closesAt }: ChallengeRecord, ambassadorId: string): Promise<readonly string[]> {
    if (opensAt === null || closesAt === null) return [];
    return new ProgressRepository(this.#database.manager).tandemsOf(ambassadorId, { opensAt, closesAt });
  }

  async #minimumGroupSize({ programmeId }: ChallengeRecord): Promise<number> {
    const [row] = await this.#database.manager.query('SELECT minimum_group_size AS minimum FROM programme WHERE id = $1', [
      programmeId,
    ]);
    return row.minimum;
  }
}

function isFrozen({ state }: ChallengeRecord): boolean {
  return state === 'COMPLETED';
}

function hasBegun({ state }: ChallengeRecord): boolean {
  return state === 'RUNNING' || state === 'GRACE' || state === 'COMPLETED';
}

/** Somebody who has not begun has everything still before them. */
function nothing({ document }: ChallengeRecord): ChallengeStanding {
  const { milestones, target } = document.goal;
  const marks = [...milestones, target].map((value) => ({
    value,
    isTarget: value === target,
    reachedAt: null,
    reachedBy: null,
  }));
  return { subjectId: '', value: 0, isReached: false, people: 0, reachedAt: null, marks };
}

function toProgress({ value, isReached, people, marks }: ChallengeStanding, minimumGroupSize: number): ChallengeProgress {
  return {
    value,
    isReached,
    people: people === 0 || people >= minimumGroupSize ? people : null,
    marks: marks.map((mark) => ({
      value: mark.value,
      isTarget: mark.isTarget,
      reachedAt: mark.reachedAt === null ? null : new Date(mark.reachedAt),
    })),
  };
}
