import { type AuditedProgramme, calendarAt } from './audited-programme.ts';
import type { Findings, FindingValue, SubjectKind } from './findings.ts';
import type { Snapshot } from './snapshot.ts';

interface SeasonRow {
  readonly startsOn: string;
  readonly endsOn: string;
}

/**
 * Every instant lies in one period of each kind: seasons do not overlap, and boards begin where a period of their kind begins. (Days,
 * weeks and months cannot overlap: they follow from the first day.)
 */
export async function checkPeriods(
  snapshot: Snapshot,
  { programme, findings }: { readonly programme: AuditedProgramme; readonly findings: Findings },
): Promise<void> {
  const differs = (
    subject: SubjectKind,
    id: string,
    difference: { field: string; expected: FindingValue; found: FindingValue },
  ) => findings.compare({ check: 'PERIODS', programme: programme.key, subject, id, ...difference });
  const seasons = await snapshot.query<SeasonRow>(
    'SELECT starts_on AS "startsOn", ends_on AS "endsOn" FROM season WHERE programme_id = $1 ORDER BY starts_on, ends_on',
    [programme.id],
  );
  findings.checked('PERIODS', seasons.length);
  for (const [index, { startsOn, endsOn }] of seasons.entries()) {
    const before = seasons[index - 1];
    if (before !== undefined && startsOn <= before.endsOn)
      differs('SEASON', startsOn, { field: 'startsOn', expected: `> ${before.endsOn}`, found: startsOn });
    if (endsOn < startsOn) differs('SEASON', startsOn, { field: 'endsOn', expected: `≥ ${startsOn}`, found: endsOn });
  }
  checkNotedCalendar(programme, { seasons, differs });
  await checkBoardPeriods(snapshot, { programme, findings });
}

/** By PostgreSQL's own knowledge of the zone: the engine's is not asked. */
async function checkBoardPeriods(
  snapshot: Snapshot,
  { programme, findings }: { readonly programme: AuditedProgramme; readonly findings: Findings },
): Promise<void> {
  const boards = await snapshot.query<{ id: string; expected: string; found: string }>(
    `SELECT board.id, period_start || ' … ' || CASE period
              WHEN 'DAY' THEN period_start + 1 WHEN 'WEEK' THEN period_start + 7
              WHEN 'MONTH' THEN (period_start + interval '1 month')::date ELSE season.ends_on + 1 END AS expected,
            CASE WHEN period = 'WEEK' AND extract(isodow FROM period_start) <> 1
                   OR period = 'MONTH' AND extract(day FROM period_start) <> 1 THEN 'no ' || period
                 ELSE (starts_at AT TIME ZONE time_zone)::date || ' … ' || (ends_at AT TIME ZONE time_zone)::date END AS found
       FROM board JOIN programme ON programme.id = board.programme_id
       LEFT JOIN season ON season.programme_id = board.programme_id AND period = 'SEASON' AND season.starts_on = period_start
      WHERE board.programme_id = $1 AND period <> 'ALL_TIME' ORDER BY board.id`,
    [programme.id],
  );
  findings.checked('PERIODS', boards.length);
  for (const { id, expected, found } of boards) {
    findings.compare({
      ...{ check: 'PERIODS', programme: programme.key, subject: 'BOARD', id, field: 'periodStart' },
      ...{ expected, found },
    });
  }
}

/** The last note of the calendar history says what the seasons are at present. */
function checkNotedCalendar(
  programme: AuditedProgramme,
  {
    seasons,
    differs,
  }: {
    readonly seasons: readonly SeasonRow[];
    readonly differs: (
      subject: SubjectKind,
      id: string,
      difference: { field: string; expected: FindingValue; found: FindingValue },
    ) => void;
  },
): void {
  const noted = calendarAt(programme, Number.MAX_SAFE_INTEGER).seasons.map(({ startsOn }) => startsOn);
  const present = seasons.map(({ startsOn }) => startsOn);
  differs('PROGRAMME', programme.id, { field: 'calendar.seasons', expected: present.join(' '), found: noted.join(' ') });
}
