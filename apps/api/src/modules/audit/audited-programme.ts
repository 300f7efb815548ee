import { type Calendar, type CompiledRuleSet, compileRuleSet } from '@fanfare/gamification';
import { calendarOf } from '../programmes/index.ts';
import { type KeptBoards, keptBoards } from '../standings/index.ts';
import { boardName } from './board-name.ts';
import type { Findings } from './findings.ts';
import type { Snapshot } from './snapshot.ts';

/** The ends of the two histories, as the programme's head tells them. */
export interface AuditedHead {
  readonly factSequence: number;
  readonly ledgerNumber: number;
  readonly ledgerHash: Buffer;
}

/** A calendar that facts were evaluated with, from the fact after `afterSequence` on. */
export interface CalendarNote {
  readonly afterSequence: number;
  readonly calendar: Calendar;
  readonly seasons: readonly SeasonSpan[];
}

/** A season by its first day, with its half-open instants in epoch milliseconds. */
export interface SeasonSpan {
  readonly startsOn: string;
  readonly start: number;
  readonly end: number;
}

export interface AuditedRuleSet {
  readonly version: number;
  readonly effectiveFrom: number;
  readonly compiled: CompiledRuleSet;
}

/** What all checks of a programme look at. */
export interface AuditedProgramme {
  readonly id: string;
  readonly key: string;
  readonly head: AuditedHead;
  /** Oldest first. */
  readonly calendars: readonly CalendarNote[];
  readonly ruleSets: readonly AuditedRuleSet[];
  /** Keys of campaigns by their ids: what rules call a campaign. */
  readonly campaignKeys: ReadonlyMap<string, string>;
  /** The calendar and seasons as they are now: those of boards. */
  readonly present: Pick<CalendarNote, 'calendar' | 'seasons'>;
  readonly keptBoards: readonly KeptBoards[];
  /** Names of the boards that were closed: their standings no longer follow the ledger. */
  readonly frozenBoards: ReadonlySet<string>;
}

/** The programmes of the snapshot, or the one with the key; by key. */
export async function readProgrammes(
  snapshot: Snapshot,
  key: string | undefined,
): Promise<readonly { id: string; key: string }[]> {
  return snapshot.query('SELECT id, key FROM programme WHERE $1::text IS NULL OR key = $1 ORDER BY key', [key ?? null]);
}

/** Reads what the checks need to know beforehand. A scheduled rule set that no longer compiles is a finding, where findings are kept. */
export async function readProgramme(
  snapshot: Snapshot,
  { id, key }: { readonly id: string; readonly key: string },
  findings?: Findings,
): Promise<AuditedProgramme> {
  const [head] = await snapshot.query<AuditedHead>(
    `SELECT fact_sequence AS "factSequence", ledger_number AS "ledgerNumber", ledger_hash AS "ledgerHash"
       FROM programme_head WHERE programme_id = $1`,
    [id],
  );
  const campaigns = await snapshot.query<{ id: string; key: string }>('SELECT id, key FROM campaign WHERE programme_id = $1', [
    id,
  ]);
  const settings = await readSettings(snapshot, id);
  return {
    ...{ id, key },
    present: calendarOf({ ...settings, seasons: withoutOverlaps(settings.seasons) }),
    keptBoards: keptBoards(settings.boards),
    frozenBoards: await readFrozenBoards(snapshot, id),
    head: head ?? { factSequence: 0, ledgerNumber: 0, ledgerHash: Buffer.alloc(0) },
    calendars: await readCalendars(snapshot, id),
    ruleSets: await readRuleSets(snapshot, { id, key, findings }),
    campaignKeys: new Map(campaigns.map((campaign) => [campaign.id, campaign.key])),
  };
}

interface SettingsRow {
  readonly timeZone: string;
  readonly status: string;
  readonly graceHours: number;
  readonly seasons: readonly { readonly startsOn: string; readonly endsOn: string }[];
}

/** Overlapping seasons are a finding elsewhere; here they would be a calendar that cannot be. */
function withoutOverlaps(seasons: SettingsRow['seasons']): SettingsRow['seasons'] {
  const kept: SettingsRow['seasons'][number][] = [];
  for (const season of seasons) if (season.startsOn > (kept.at(-1)?.endsOn ?? '')) kept.push(season);
  return kept;
}

async function readSettings(
  snapshot: Snapshot,
  programmeId: string,
): Promise<SettingsRow & { readonly boards: readonly string[] }> {
  const [row] = await snapshot.query<SettingsRow & { readonly boards: readonly string[] }>(
    `SELECT time_zone AS "timeZone", status, grace_hours AS "graceHours", boards,
            coalesce((SELECT json_agg(json_build_object('startsOn', starts_on, 'endsOn', ends_on) ORDER BY starts_on)
                        FROM season WHERE programme_id = programme.id), '[]') AS seasons
       FROM programme WHERE id = $1`,
    [programmeId],
  );
  if (row === undefined) throw new Error(`there is no programme ${programmeId}`);
  return row;
}

async function readFrozenBoards(snapshot: Snapshot, programmeId: string): Promise<ReadonlySet<string>> {
  const rows = await snapshot.query<{ scope: string; scopeId: string | null; period: string; startsAt: number | null }>(
    `SELECT scope, scope_id AS "scopeId", period, starts_at AS "startsAt" FROM board
      WHERE programme_id = $1 AND measure = 'POINTS' AND frozen_at IS NOT NULL`,
    [programmeId],
  );
  return new Set(rows.map(boardName));
}

async function readCalendars(snapshot: Snapshot, programmeId: string): Promise<readonly CalendarNote[]> {
  const rows = await snapshot.query<SettingsRow & { readonly afterSequence: number }>(
    `SELECT after_sequence AS "afterSequence", time_zone AS "timeZone", status, grace_hours AS "graceHours", seasons
       FROM programme_calendar WHERE programme_id = $1 ORDER BY id`,
    [programmeId],
  );
  return rows.map(({ afterSequence, ...settings }) => ({ afterSequence, ...calendarOf(settings) }));
}

/** The calendar with which the fact of a sequence was evaluated. */
export function calendarAt({ key, calendars }: AuditedProgramme, sequence: number): CalendarNote {
  const note = calendars.findLast(({ afterSequence }) => afterSequence < sequence) ?? calendars[0];
  if (note === undefined) throw new Error(`no calendar was ever noted for programme ${key}`);
  return note;
}

interface RuleSetRow {
  readonly version: number;
  readonly effectiveFrom: number;
  readonly document: unknown;
}

async function readRuleSets(
  snapshot: Snapshot,
  programme: { readonly id: string; readonly key: string; readonly findings: Findings | undefined },
): Promise<readonly AuditedRuleSet[]> {
  const rows = await snapshot.query<RuleSetRow>(
    `SELECT version, effective_from AS "effectiveFrom", document FROM rule_set
      WHERE programme_id = $1 AND status = 'SCHEDULED' ORDER BY effective_from`,
    [programme.id],
  );
  return rows.flatMap(({ version, effectiveFrom, document }) => {
    const result = compileRuleSet(document, version);
    if (result.ok) return [{ version, effectiveFrom, compiled: result.ruleSet }];
    programme.findings?.broken({
      ...{ check: 'RULE_VERSIONS', programme: programme.key, subject: 'RULE_SET', id: String(version), field: 'document' },
      ...{ expected: 'valid', found: result.problems[0]?.code ?? 'invalid' },
    });
    return [];
  });
}
