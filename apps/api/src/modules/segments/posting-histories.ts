import { type DayRange, DEFAULT_SEGMENT_OPTIONS, type PostingHistory, type SegmentOptions } from '@fanfare/tandem-matching';
import type { EntityManager } from 'typeorm';
import { type DeclarableSegment, engineSegment, type IntentCount, type IntentKind } from './segment.ts';

/** What a programme's facts say about somebody, as the engine takes it, and the signals in it as people are shown them. */
export interface KnownHistory {
  readonly history: PostingHistory;
  readonly signals: readonly IntentCount[];
}

export interface HistoryRequest {
  readonly programmeId: string;
  /** Null for everybody who takes part. */
  readonly ambassadorId: string | null;
  readonly timeZone: string;
  readonly now: Date;
}

const dayInMilliseconds = 86_400_000;
/** So long after a beginning a post may still follow (Das and Kramer 2013 watched 17 days; most posts come within one week). */
const daysToFollow = 7;

/** Days since 1970-01-01 of a day of the form YYYY-MM-DD. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayInMilliseconds;
}

export function segmentOptions(today: number): SegmentOptions {
  return { ...DEFAULT_SEGMENT_OPTIONS, today };
}

interface PersonRow {
  readonly id: string;
  readonly joinedOn: number;
  readonly declared: DeclarableSegment | null;
  readonly sharesSignals: boolean;
}

/**
 * Reads the histories that segments are decided by. Own posts are posts, articles and videos that were not withdrawn; signals of intent
 * are read only of those whose consent to that stands.
 */
export async function readHistories(
  manager: EntityManager,
  request: HistoryRequest & { readonly today: number },
): Promise<readonly KnownHistory[]> {
  const { programmeId, ambassadorId, timeZone } = request;
  const from = new Date(request.now.getTime() - (DEFAULT_SEGMENT_OPTIONS.windowDays + 2) * dayInMilliseconds);
  const who = [programmeId, ambassadorId];
  const people: readonly PersonRow[] = await manager.query(
    `SELECT ambassador.id, (joined_at AT TIME ZONE $3)::date - '1970-01-01'::date AS "joinedOn", declaration.segment AS declared,
            EXISTS (SELECT FROM consent WHERE ambassador_id = ambassador.id AND kind = 'POSTING_SIGNALS' AND withdrawn_at IS NULL)
              AS "sharesSignals"
       FROM ambassador LEFT JOIN segment_declaration AS declaration ON declaration.ambassador_id = ambassador.id
      WHERE ambassador.programme_id = $1 AND ($2::uuid IS NULL OR ambassador.id = $2) AND status <> 'LEFT'
      ORDER BY ambassador.id`,
    [...who, timeZone],
  );
  const days: readonly DayRow[] = await manager.query(
    `SELECT ambassador_id AS "ambassadorId", (occurred_at AT TIME ZONE $3)::date - '1970-01-01'::date AS day,
            (count(*) FILTER (WHERE kind <> 'COMMENT'))::integer AS posts, bool_or(kind = 'COMMENT') AS commented
       FROM activity
      WHERE programme_id = $1 AND ($2::uuid IS NULL OR ambassador_id = $2) AND occurred_at >= $4 AND occurred_at <= $5
        AND kind IN ('POST', 'ARTICLE', 'VIDEO', 'COMMENT')
        AND NOT EXISTS (SELECT FROM activity_withdrawal WHERE activity_id = activity.id)
      GROUP BY 1, 2 ORDER BY 1, 2`,
    [...who, timeZone, from, request.now],
  );
  const daysOf = grouped(days);
  const pausesOf = grouped(await readPauses(manager, request));
  const signalsOf = grouped(await readSignals(manager, { ...request, from }));
  return people.map((person) => {
    const own = daysOf.get(person.id) ?? [];
    const signals = person.sharesSignals ? countsOf(signalsOf.get(person.id) ?? [], own, request.today) : [];
    return { history: historyOf(person, { own, signals, pauses: pausesOf.get(person.id) ?? [] }), signals };
  });
}

interface DayRow {
  readonly ambassadorId: string;
  readonly day: number;
  readonly posts: number;
  readonly commented: boolean;
}

function historyOf(
  person: PersonRow,
  known: { readonly own: readonly DayRow[]; readonly signals: readonly IntentCount[]; readonly pauses: readonly PauseRow[] },
): PostingHistory {
  return {
    id: person.id,
    joinedOn: person.joinedOn,
    pauses: pauseRanges(known.pauses),
    postsByDay: known.own.filter(({ posts }) => posts > 0).map(({ day, posts }) => ({ day, posts })),
    intent: person.sharesSignals ? known.signals.map((count) => ({ ...count, kind: engineKinds[count.kind] })) : undefined,
    declaration: person.declared === null ? undefined : engineSegment(person.declared),
  };
}

const engineKinds = { DRAFT: 'draft', APPROVAL: 'approval', SHARE_OPENED: 'shareOpened', COMMENT: 'comment' } as const;

interface PauseRow {
  readonly ambassadorId: string;
  readonly kind: 'PAUSED' | 'RESUMED' | 'LEFT' | 'JOINED';
  readonly day: number;
  /** The last day of the pause; null until further notice. */
  readonly until: number | null;
}

async function readPauses(manager: EntityManager, request: HistoryRequest): Promise<readonly PauseRow[]> {
  return manager.query(
    `SELECT event.ambassador_id AS "ambassadorId", event.kind, (happened_at AT TIME ZONE $3)::date - '1970-01-01'::date AS day,
            CASE WHEN event.kind = 'PAUSED' THEN detail::date - '1970-01-01'::date END AS until
       FROM participation_event AS event JOIN ambassador ON ambassador.id = event.ambassador_id
      WHERE ambassador.programme_id = $1 AND ($2::uuid IS NULL OR ambassador.id = $2)
        AND event.kind IN ('PAUSED', 'RESUMED', 'LEFT', 'JOINED')
      ORDER BY event.ambassador_id, happened_at, event.id`,
    [request.programmeId, request.ambassadorId, request.timeZone],
  );
}

/** From a pause to its last day, or to whatever came next. */
function pauseRanges(events: readonly PauseRow[]): readonly DayRange[] {
  return events.flatMap((event, index): DayRange[] => {
    if (event.kind !== 'PAUSED') return [];
    const next = events[index + 1]?.day ?? Number.MAX_SAFE_INTEGER;
    const to = Math.min(next, event.until === null ? Number.MAX_SAFE_INTEGER : event.until + 1);
    return to > event.day ? [{ from: event.day, to }] : [];
  });
}

interface SignalRow {
  readonly ambassadorId: string;
  readonly kind: IntentKind;
  readonly outcome: 'OPEN' | 'FOLLOWED_THROUGH' | 'ABANDONED';
  readonly day: number;
}

async function readSignals(
  manager: EntityManager,
  request: HistoryRequest & { readonly from: Date },
): Promise<readonly SignalRow[]> {
  return manager.query(
    `SELECT ambassador_id AS "ambassadorId", kind, outcome, (occurred_at AT TIME ZONE $3)::date - '1970-01-01'::date AS day
       FROM intent_signal
      WHERE programme_id = $1 AND ($2::uuid IS NULL OR ambassador_id = $2) AND occurred_at >= $4 AND occurred_at <= $5`,
    [request.programmeId, request.ambassadorId, request.timeZone, request.from, request.now],
  );
}

/** What was begun a few days ago may still become a post and says nothing yet; a day of comments is one beginning. */
function countsOf(signals: readonly SignalRow[], own: readonly DayRow[], today: number): readonly IntentCount[] {
  const begun: SignalRow[] = [
    ...signals,
    ...own
      .filter(({ commented }) => commented)
      .map(({ ambassadorId, day }): SignalRow => ({ ambassadorId, day, kind: 'COMMENT', outcome: outcomeOf(day, own) })),
  ];
  const decided = begun.filter(({ outcome, day }) => outcome !== 'OPEN' || day + daysToFollow < today);
  const kinds = [...new Set(decided.map(({ kind }) => kind))].sort();
  return kinds.map((kind) => {
    const ofKind = decided.filter((signal) => signal.kind === kind);
    const followedThrough = ofKind.filter(({ outcome }) => outcome === 'FOLLOWED_THROUGH').length;
    return { kind, opportunities: ofKind.length, followedThrough };
  });
}

function outcomeOf(day: number, own: readonly DayRow[]): SignalRow['outcome'] {
  const posted = own.some((other) => other.posts > 0 && other.day >= day && other.day <= day + daysToFollow);
  return posted ? 'FOLLOWED_THROUGH' : 'OPEN';
}

function grouped<Row extends { readonly ambassadorId: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.ambassadorId);
    if (group === undefined) groups.set(row.ambassadorId, [row]);
    else group.push(row);
  }
  return groups;
}
