import { type CompiledRuleSet, type Fact, judgedAt, type RuleVersion, selectRuleSet } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { KeptSettings, type ProgrammeCalendar, type ProgrammeHead, readProgrammeCalendar } from '../programmes/index.ts';
import { type RuleSetInForce, readRuleSetsInForce } from '../rule-sets/index.ts';

/** What a programme's decisions depend on beside the facts: its time and its rules. */
export interface BookingSettings {
  readonly programme: ProgrammeCalendar;
  readonly ruleSets: readonly RuleSetInForce[];
  /** Whether anybody may have been rescored, so that people may be judged by timelines of their own. */
  readonly hasRescorings: boolean;
}

/** As they are for whoever reads them now. */
export async function readSettings(manager: Pick<EntityManager, 'query'>, programmeId: string): Promise<BookingSettings> {
  const programme = await readProgrammeCalendar(manager, programmeId);
  const ruleSets = await readRuleSetsInForce(manager, programmeId);
  const [row]: readonly { found: boolean }[] = await manager.query(
    `SELECT EXISTS (SELECT FROM rescoring WHERE programme_id = $1 AND started_at IS NOT NULL) AS found`,
    [programmeId],
  );
  return { programme, ruleSets, hasRescorings: row?.found === true };
}

const kept = new KeptSettings<BookingSettings>(readSettings);

/** For who holds the head: read once for each version of the programme's settings. */
export function readBookingSettings(manager: EntityManager, head: ProgrammeHead): Promise<BookingSettings> {
  return kept.of(manager, head);
}

/** The version that judges the activity; for a reading, the post, so that a post keeps its curve. */
export function ruleSetFor(fact: Fact, ruleSets: readonly RuleVersion[]): CompiledRuleSet | null {
  return selectRuleSet(ruleSets, fact.type === 'ENGAGEMENT' ? fact.post.judgedAt : judgedAt(fact))?.compiled ?? null;
}

/** Throws where there is no such version: entries name only versions that were in force. */
export function ruleSetOfVersion(version: number | null, ruleSets: readonly RuleSetInForce[]): CompiledRuleSet {
  const found = ruleSets.find((candidate) => candidate.version === version)?.compiled;
  if (found === undefined) throw new Error(`an entry names version ${version} of the rules, which was never in force`);
  return found;
}
