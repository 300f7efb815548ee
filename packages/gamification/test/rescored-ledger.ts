import {
  type BookedDecision,
  type Calendar,
  type HistoryEvent,
  judgedAt,
  type Rescored,
  rescore,
  type StoredDecision,
  serializeContentState,
  serializeMemberState,
  type Takeover,
} from '../src/index.ts';
import type { Step } from './arbitraries.ts';
import { Programme, type Published } from './programme.ts';

interface KeptEntry extends BookedDecision {
  readonly isStanding: boolean;
}

/** Points of one person as the ledger keeps them, fact by fact, with rescorings in between. */
export class RescoredLedger {
  readonly lines: { readonly granted: number; readonly countsAt: number }[] = [];
  readonly booked = new Map<string, KeptEntry>();
  private readonly versions: Published[];
  private readonly programme: Programme;
  private readonly events: HistoryEvent[] = [];
  private readonly names = new Map<string, string>();
  private last = { sequence: 0, recordedAt: 0 };

  constructor(
    private readonly options: {
      calendar: Calendar;
      calendarAt?: (sequence: number) => Calendar;
      versions: readonly Published[];
      startsAt: number;
    },
  ) {
    this.versions = [...options.versions];
    this.programme = new Programme({ ...options, versions: this.versions });
    this.last = { sequence: 0, recordedAt: options.startsAt };
  }

  get state(): string {
    return serializeMemberState(this.programme.memberState);
  }

  get contents(): readonly string[] {
    return [...this.programme.contents]
      .flatMap(([id, content]) => (content === null ? [] : [`${id} ${serializeContentState(content)}`]))
      .sort();
  }

  /** What stands: by fact and rule. */
  get standing(): readonly string[] {
    return [...this.booked]
      .filter(([, { isStanding }]) => isStanding)
      .map(([name, { granted, requested, ruleSetVersion, countsAt }]) =>
        [name, ruleSetVersion, requested, granted, countsAt].join(' '),
      )
      .sort();
  }

  /** Activities of which somebody took an entry back. */
  get decided(): ReadonlySet<string> {
    return new Set(this.events.flatMap((event) => (event.type === 'ENTRY_WITHDRAWAL' ? [event.activityId] : [])));
  }

  get recordedAt(): number {
    return this.last.recordedAt;
  }

  apply(step: Step): void {
    const fact = this.programme.factOf(step);
    if (fact === null) return;
    const { activity, reading } = fact;
    const before = this.programme.activities.find(({ factId }) => factId === activity.factId) ?? activity;
    const taken = step.type === 'ENTRY_WITHDRAWAL' ? this.programme.entryOf(activity.factId, step.entry) : null;
    if (step.type === 'ENTRY_WITHDRAWAL' && taken === null) return;
    const { decisions, reversals } = this.programme.apply(step, fact);
    const recorded = reading ?? activity;
    this.events.push(eventOf({ step, activity, reading, before, taken }));
    this.last = { sequence: recorded.sequence, recordedAt: Math.max(this.last.recordedAt, recorded.recordedAt) };
    for (const { reverses, granted, countsAt } of reversals) this.takeBack(reverses, { granted, countsAt });
    const stored = (this.programme.standing.get(activity.factId) ?? []).slice(-decisions.length || Number.POSITIVE_INFINITY);
    for (const decision of stored) {
      const name = `${recorded.sequence}:${decision.ruleKey}`;
      const readingId = reading?.factId ?? null;
      const entry = { ...decision, origin: recorded.sequence, readingId, activityId: activity.factId, isStanding: true };
      this.book(name, entry);
    }
    if (step.type === 'WITHDRAWAL' || step.type === 'CORRECTION') this.forget(activity.factId, recorded.sequence);
  }

  rescore(takeover: Takeover, recordedAt = this.last.recordedAt): Rescored {
    const { calendar, calendarAt = () => calendar } = this.options;
    const timeline = this.versions.map(({ ruleSet: compiled, ...version }) => ({ ...version, compiled }));
    const booked = [...this.booked.values()].map(({ isStanding: _, ...decision }) => decision);
    const { sequence } = this.last;
    const rescored = rescore({
      ...{ calendarAt, timeline, takeover, events: this.events, booked, sequence, recordedAt },
    });
    this.last = { sequence, recordedAt };
    for (const { reverses, granted, countsAt } of rescored.reversals) {
      this.lines.push({ granted, countsAt });
      this.booked.delete(this.names.get(reverses) ?? '');
    }
    for (const decision of rescored.decisions) {
      const name = `${decision.origin}:${decision.ruleKey}`;
      this.book(name, { ...decision, entryId: `adjustment-${this.lines.length}`, isStanding: true });
    }
    this.goOnFrom(rescored);
    return rescored;
  }

  private goOnFrom({ timeline, memberState, contentStates }: Rescored): void {
    const versions = timeline.map(({ compiled: ruleSet, ...version }) => ({ ...version, ruleSet }));
    this.versions.splice(0, this.versions.length, ...versions);
    this.programme.memberState = memberState;
    for (const [id, content] of contentStates) this.programme.contents.set(id, content);
    this.programme.standing.clear();
    for (const entry of this.booked.values()) {
      if (!entry.isStanding) continue;
      this.programme.standing.set(entry.activityId, [...(this.programme.standing.get(entry.activityId) ?? []), entry]);
    }
  }

  private book(name: string, entry: KeptEntry): void {
    this.booked.set(name, entry);
    this.names.set(entry.entryId, name);
    this.lines.push({ granted: entry.granted, countsAt: entry.countsAt });
  }

  private takeBack(entryId: string, line: { readonly granted: number; readonly countsAt: number }): void {
    this.lines.push(line);
    const name = this.names.get(entryId) ?? '';
    const entry = this.booked.get(name);
    if (entry !== undefined) this.booked.set(name, { ...entry, isStanding: false });
  }

  /** Entries of 0 points need no opposite, but what they were for stands no more. */
  private forget(activityId: string, before: number): void {
    for (const [name, entry] of this.booked) {
      if (entry.activityId === activityId && entry.origin < before) this.booked.set(name, { ...entry, isStanding: false });
    }
  }
}

type Told = NonNullable<ReturnType<Programme['factOf']>>;

interface Applied extends Told {
  readonly step: Step;
  readonly before: Told['activity'];
  /** The entry that somebody takes back. */
  readonly taken: StoredDecision | null;
}

function eventOf({ step, activity, reading, before, taken }: Applied): HistoryEvent {
  const { sequence, recordedAt, factId: activityId } = activity;
  const at = judgedAt(before);
  if (step.type === 'WITHDRAWAL')
    return { type: 'WITHDRAWAL', activityId, attributes: before, judgedAt: at, sequence, recordedAt, cause: 'WITHDRAWN' };
  if (taken !== null) {
    const { origin, ruleKey } = taken;
    const told = { activityId, attributes: before, judgedAt: at, origin, ruleKey, sequence, recordedAt };
    return { type: 'ENTRY_WITHDRAWAL', ...told };
  }
  if (step.type === 'CORRECTION')
    return { type: 'CORRECTION', corrected: activity, attributes: before, judgedAt: at, isTakenBack: false };
  return { type: 'FACT', fact: reading ?? activity, isTakenBack: false };
}
