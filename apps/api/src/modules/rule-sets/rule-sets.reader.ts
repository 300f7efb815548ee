import { describeDifference } from '@fanfare/gamification';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { isId } from '../../platform/ids.ts';
import { RuleSetHistory, type RuleSetStepRow } from './rule-set-history.ts';
import { type RuleSetDifference, toChange } from './rule-set-words.types.ts';
import { ruleEditors, ruleReaders } from './rule-sets.access.ts';
import { toRuleSets } from './rule-sets.mapper.ts';
import { RuleSetsRepository } from './rule-sets.repository.ts';
import type { RuleSet, RuleSetStep } from './rule-sets.types.ts';

/** Rules as people read them: drafts and what was discarded only admins. */
export class RuleSetsReader {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** All versions that the viewer may see, newest first. */
  async ofProgramme(viewer: Viewer, programmeId: string): Promise<readonly RuleSet[]> {
    const rows = await new RuleSetsRepository(this.#database.manager).ofProgramme(programmeId);
    const shown = toRuleSets(rows, this.#clock.now());
    const seesDrafts = may(viewer, { ...ruleEditors, programmeId });
    return seesDrafts ? shown : shown.filter(({ status }) => status !== 'DRAFT' && status !== 'DISCARDED');
  }

  /** One version; null where there is none for the viewer. */
  async find(viewer: Viewer, id: string): Promise<RuleSet | null> {
    const row = isId(id) ? await new RuleSetsRepository(this.#database.manager).find(id) : null;
    if (row === null || !isInside(viewer, row.programmeId)) return null;
    if (!may(viewer, { ...ruleReaders, programmeId: row.programmeId })) return null;
    return (await this.ofProgramme(viewer, row.programmeId)).find((ruleSet) => ruleSet.id === id) ?? null;
  }

  /** The difference between two versions of one programme; null where the viewer does not see both. */
  async difference(viewer: Viewer, ids: { readonly from: string; readonly to: string }): Promise<RuleSetDifference | null> {
    const from = await this.find(viewer, ids.from);
    const to = from === null ? null : await this.find(viewer, ids.to);
    if (from === null || to === null || from.programmeId !== to.programmeId) return null;
    const changes = describeDifference(from.rules, to.rules).map(toChange);
    return { fromVersion: from.version, toVersion: to.version, changes };
  }

  /** The steps of several versions, oldest first, as loaders want them: one list for each id. */
  async steps(ids: readonly string[]): Promise<readonly (readonly RuleSetStepRow[])[]> {
    const steps = await new RuleSetHistory(this.#database.manager).of(ids);
    return ids.map((id) => steps.filter(({ ruleSetId }) => ruleSetId === id));
  }

  /** The history of a version: what people did, and what the time did since. */
  history(ruleSet: RuleSet, steps: readonly RuleSetStepRow[]): readonly RuleSetStep[] {
    const now = this.#clock.now();
    const done = steps.map(({ step, happenedAt, actorName, revision, effectiveFrom }): RuleSetStep => {
      return { step, at: happenedAt, by: actorName, revision, effectiveFrom };
    });
    const byTime = (step: 'CAME_INTO_FORCE' | 'SUPERSEDED', at: Date | null): readonly RuleSetStep[] =>
      at === null || at > now ? [] : [{ step, at, by: null, revision: null, effectiveFrom: null }];
    return [...done, ...byTime('CAME_INTO_FORCE', ruleSet.effectiveFrom), ...byTime('SUPERSEDED', ruleSet.supersededAt)];
  }
}
