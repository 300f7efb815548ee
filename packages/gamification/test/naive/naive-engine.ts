import {
  type ActivityFact,
  type EngagementFact,
  type FactAttributes,
  type PeriodUnit,
  periodUnits,
  type Rule,
  type RuleSetDocument,
  type Season,
} from '../../src/index.ts';
import { naiveEndOfDay, naivePeriod } from './naive-calendar.ts';
import { contentsOf, limitsOf, type NaiveLimit, sameLimit } from './naive-limits.ts';
import { naiveCurve, naiveMatches } from './naive-rules.ts';

/** One line of the naive ledger: everything that was ever decided, with what is needed to add it up again. */
export interface NaiveEntry {
  readonly activityId: string;
  /** The fact or correction that it is for. */
  readonly origin: number;
  readonly type: 'ACTIVITY' | 'ENGAGEMENT';
  readonly attributes: FactAttributes;
  readonly rule: Rule;
  readonly version: number;
  readonly document: RuleSetDocument;
  readonly requested: number;
  /** Of a reading: what limits looked at. */
  readonly left?: number;
  readonly granted: number;
  readonly steps: readonly string[];
  readonly countsAt: number;
  readonly periods: Readonly<Record<string, string>>;
  /** When its reversal counts; null where there is none. */
  takenAt: number | null;
  /** Whether the activity was withdrawn or corrected since. */
  isPast: boolean;
}

export interface NaivePlace {
  readonly timeZone: string;
  readonly seasons: readonly Season[];
  readonly graceMilliseconds: number;
}

interface Versioned {
  readonly version: number;
  readonly document: RuleSetDocument;
}

interface AskingForReadings extends Versioned {
  readonly fact: EngagementFact;
  readonly timing: { readonly countsAt: number; readonly steps: readonly string[] };
  /** By a correction, for everything that was read before. */
  readonly isAskedAnew: boolean;
}

const VOICED = ['POST', 'SHARE', 'COMMENT', 'ARTICLE', 'VIDEO'];

/** Adds everything up from the whole history at every fact: slow, obvious, and without a line of the engine's code. */
export class NaiveEngine {
  readonly entries: NaiveEntry[] = [];
  private readonly readings = new Map<string, EngagementFact[]>();
  private readonly gone = new Set<string>();
  private readonly takenBack = new Map<string, number>();
  /** Of activities of which somebody took something back: the most that they, or their readings, are granted when they are corrected. */
  private readonly most = new Map<string, number>();
  private readonly periods = new Map<number, Readonly<Record<string, string>>>();
  private recordedAt = 0;
  private lastActiveAt: number | null = null;

  constructor(private readonly place: NaivePlace) {}

  activity(fact: ActivityFact, { version, document }: Versioned): readonly NaiveEntry[] {
    const timing = this.timing(fact.occurredAt, fact.recordedAt);
    const silentSince = this.lastActiveAt;
    const made: NaiveEntry[] = [];
    for (const rule of document.rules) {
      if (rule.award.type === 'ENGAGEMENT' || !naiveMatches(rule, fact)) continue;
      const plain =
        rule.award.type === 'FIXED' ? rule.award.points : Math.min(rule.award.maximum, rule.award.points * (fact.count ?? 1));
      if (plain === 0) continue;
      const steps = [...timing.steps];
      const context = {
        fact,
        rule,
        document,
        made,
        countsAt: timing.countsAt,
        activityId: fact.factId,
        origin: fact.sequence,
        type: 'ACTIVITY' as const,
      };
      const requested = this.boost(plain, { ...context, silentSince, steps });
      const isTakenBack = this.takenBack.has(`${fact.factId} ${rule.key}`);
      if (isTakenBack) steps.push('TAKEN_BACK');
      const afterQuota = this.quota(isTakenBack ? 0 : requested, { ...context, steps });
      const afterMix = this.mix(afterQuota, { ...context, steps });
      const afterLimits = this.limits(afterMix, { ...context, steps });
      const granted = this.upToMost(afterLimits, { ...context, steps });
      made.push(this.entry({ ...context, version, requested, granted, steps }));
    }
    this.entries.push(...made);
    if (made.length > 0) this.lastActiveAt = Math.max(this.lastActiveAt ?? timing.countsAt, timing.countsAt);
    return made;
  }

  engagement(fact: EngagementFact, { version, document }: Versioned): readonly NaiveEntry[] {
    const timing = this.timing(Math.max(fact.readAt, fact.post.judgedAt), fact.recordedAt);
    const readings = this.readings.get(fact.post.activityId) ?? [];
    readings.push(fact);
    this.readings.set(fact.post.activityId, readings);
    const made = this.askForReadings({ fact, timing, version, document, isAskedAnew: false });
    const name = `${fact.post.activityId} ENGAGEMENT`;
    const most = this.most.get(name);
    if (most !== undefined) this.most.set(name, most + sumOf(made));
    return made;
  }

  private askForReadings(asking: AskingForReadings) {
    const { fact, timing, version, document, isAskedAnew } = asking;
    const activityId = fact.post.activityId;
    if (this.gone.has(activityId)) return [];
    const made: NaiveEntry[] = [];
    for (const rule of document.rules) {
      if (rule.award.type !== 'ENGAGEMENT' || !naiveMatches(rule, fact.post)) continue;
      const steps = [...timing.steps, 'ENGAGEMENT'];
      const context = {
        fact: fact.post,
        rule,
        document,
        made,
        countsAt: timing.countsAt,
        activityId,
        origin: fact.sequence,
        type: 'ENGAGEMENT' as const,
      };
      const total = this.boost(naiveCurve(rule, this.readings.get(activityId) ?? []), { ...context, silentSince: null, steps });
      const before = this.entries.filter(
        (entry) =>
          !entry.isPast && entry.activityId === activityId && entry.type === 'ENGAGEMENT' && entry.rule.key === rule.key,
      );
      const asked = before.reduce((sum, entry) => sum + entry.requested, 0);
      const requested = total - asked;
      if (requested <= 0) continue;
      const left = this.leftOfReadings(rule, { activityId, asked, total });
      if (left < requested) steps.push('TAKEN_BACK');
      const afterLimits = this.limits(left, { ...context, steps });
      const granted = isAskedAnew ? this.upToMost(afterLimits, { ...context, steps }) : afterLimits;
      made.push({ ...this.entry({ ...context, version, requested, granted, steps }), left });
    }
    this.entries.push(...made);
    return made;
  }

  /** Takes an activity and its readings out of everything that is added up later. */
  withdraw(activityId: string, recordedAt: number, mayAskAgain: boolean): readonly { granted: number; countsAt: number }[] {
    this.recordedAt = Math.max(this.recordedAt, recordedAt);
    const past = this.entries.filter((entry) => !entry.isPast && entry.activityId === activityId);
    if (!mayAskAgain) this.gone.add(activityId);
    return past.flatMap((entry) => {
      entry.isPast = true;
      const comeback = entry.steps.find((step) => step.startsWith('BOOST COMEBACK'));
      if (comeback && this.lastActiveAt === entry.countsAt) this.lastActiveAt = Number(comeback.split(' ')[2]);
      return entry.granted === 0 || entry.takenAt !== null ? [] : [this.takeBack(entry)];
    });
  }

  /** Takes one entry back, of those of the activity that stand and granted something the one with this place. */
  withdrawEntry(activityId: string, { place, recordedAt }: { place: number; recordedAt: number }) {
    const standing = this.live((entry) => entry.activityId === activityId && entry.granted > 0);
    const entry = standing[place % Math.max(1, standing.length)];
    if (entry === undefined) return [];
    this.recordedAt = Math.max(this.recordedAt, recordedAt);
    const name = `${activityId} ${entry.rule.key}`;
    const sinceLast = entry.steps.includes('TAKEN_BACK') ? (entry.left ?? 0) : entry.requested;
    this.takenBack.set(name, (this.takenBack.get(name) ?? 0) + sinceLast);
    const taken = this.takeBack(entry);
    for (const type of ['ACTIVITY', 'ENGAGEMENT'])
      this.most.set(`${activityId} ${type}`, sumOf(this.live((one) => one.activityId === activityId && one.type === type)));
    return [taken];
  }

  /** What was left of an activity when somebody took something of it back is the most that a correction grants, all rules together. */
  private upToMost(points: number, { activityId, type, made, steps }: Context): number {
    const most = this.most.get(`${activityId} ${type}`);
    if (most === undefined || sumOf(made) + points <= most) return points;
    steps.push('REMAINDER');
    return most - sumOf(made);
  }

  private takeBack(entry: NaiveEntry): { granted: number; countsAt: number } {
    entry.takenAt = this.hasFrozen(entry.countsAt) ? this.recordedAt : entry.countsAt;
    return { granted: -entry.granted, countsAt: entry.takenAt };
  }

  /** Of what readings ask for, the first points are those that somebody took back. */
  private leftOfReadings({ key }: Rule, { activityId, asked, total }: { activityId: string; asked: number; total: number }) {
    const taken = this.takenBack.get(`${activityId} ${key}`) ?? 0;
    return Math.max(0, total - Math.max(asked, taken));
  }

  /** Takes an activity back, then decides about it and its readings again. */
  correct(corrected: ActivityFact, versioned: Versioned) {
    const counted = this.live((entry) => entry.activityId === corrected.factId && entry.type === 'ENGAGEMENT').map(
      (entry) => entry.countsAt,
    );
    const taken = this.withdraw(corrected.factId, corrected.recordedAt, true);
    const made = this.activity(corrected, versioned);
    const last = this.readings.get(corrected.factId)?.at(-1);
    if (!last) return { taken, made };
    const readAt = counted.length === 0 ? corrected.recordedAt : Math.max(...counted);
    const judged = Math.min(corrected.occurredAt, corrected.recordedAt);
    const fact = {
      ...last,
      sequence: corrected.sequence,
      readAt,
      post: { ...corrected, activityId: corrected.factId, judgedAt: judged },
    };
    const timing = this.timing(Math.max(readAt, judged), corrected.recordedAt);
    return { taken, made: [...made, ...this.askForReadings({ fact, timing, ...versioned, isAskedAnew: true })] };
  }

  private live(wanted: (entry: NaiveEntry) => boolean): readonly NaiveEntry[] {
    return this.entries.filter((entry) => !entry.isPast && entry.takenAt === null && wanted(entry));
  }

  /** What a window holds: what counts in it and was not taken back in it. */
  private held(per: PeriodUnit, countsAt: number, wanted: (entry: NaiveEntry) => boolean): readonly NaiveEntry[] {
    const period = this.periodsAt(countsAt)[per];
    const isTaken = ({ takenAt }: NaiveEntry) => takenAt !== null && this.periodsAt(takenAt)[per] === period;
    return this.entries.filter((entry) => entry.periods[per] === period && !isTaken(entry) && wanted(entry));
  }

  private timing(happenedAt: number, recordedAt: number) {
    this.recordedAt = Math.max(this.recordedAt, recordedAt);
    const end = naiveEndOfDay(happenedAt, this.place.timeZone);
    if (this.hasFrozen(happenedAt)) return { countsAt: this.recordedAt, steps: ['LATE'] };
    const same = naiveEndOfDay(this.recordedAt, this.place.timeZone);
    return end > same ? { countsAt: this.recordedAt, steps: ['AHEAD'] } : { countsAt: happenedAt, steps: [] };
  }

  /** Whether the day of an instant, or the season or the time between seasons that it lies in, ended longer than the grace ago. */
  private hasFrozen(instant: number): boolean {
    const edges = this.place.seasons.flatMap(({ start, end }) => [start, end]).filter((edge) => edge > instant);
    const end = Math.min(naiveEndOfDay(instant, this.place.timeZone), ...edges);
    return end + this.place.graceMilliseconds <= this.recordedAt;
  }

  private boost(points: number, context: Context & { silentSince: number | null }): number {
    const { rule, fact, silentSince, countsAt, steps } = context;
    const awards = this.live((entry) => entry.rule.key === rule.key && countsFirst(entry)).length;
    const applying = rule.boosts.filter((boost) => {
      if (boost.type === 'SEGMENT') return fact.segment !== null && boost.segments.includes(fact.segment);
      if (boost.type === 'FIRST') return awards < boost.count;
      if (boost.type === 'TANDEM_STORY') return fact.tandemId !== null;
      return silentSince !== null && countsAt - silentSince >= boost.silentDays * 86_400_000;
    });
    const factor = Math.max(10_000, ...applying.map((boost) => boost.factor));
    const used = applying.find((boost) => boost.factor === factor);
    const after = Number((BigInt(points) * BigInt(factor)) / 10_000n);
    if (after !== points) steps.push(`BOOST ${used?.type}${used?.type === 'COMEBACK' ? ` ${silentSince}` : ''}`);
    return after;
  }

  private quota(points: number, { rule, countsAt, steps }: Context): number {
    const { diminishing } = rule;
    if (!diminishing) return points;
    const items = this.held(
      diminishing.per,
      countsAt,
      (entry) =>
        entry.rule.key === rule.key &&
        entry.type === 'ACTIVITY' &&
        entry.granted > 0 &&
        entry.rule.diminishing?.per === diminishing.per,
    ).length;
    if (items < diminishing.quota) return points;
    let factor = diminishing.factor;
    for (let further = diminishing.quota; further < items; further += 1)
      factor = Math.floor((factor * diminishing.factor) / 10_000);
    if (factor < diminishing.floor) factor = diminishing.end === 'FLOOR' ? diminishing.floor : 0;
    const after = Math.floor((points * factor) / 10_000);
    if (after !== points) steps.push('QUOTA');
    return after;
  }

  private mix(points: number, { document, fact, countsAt, steps }: Context): number {
    const { mix } = document;
    const isWork = (attributes: FactAttributes) => attributes.campaign !== null || attributes.disclosed === true;
    const isMixed = (attributes: FactAttributes) => VOICED.includes(attributes.kind) && attributes.segment !== 'SEPARATOR';
    if (!mix || !isMixed(fact) || !isWork(fact)) return points;
    const paid = (work: boolean) =>
      new Set(
        this.held(
          mix.per,
          countsAt,
          (entry) =>
            entry.type === 'ACTIVITY' &&
            entry.granted > 0 &&
            entry.document.mix?.per === mix.per &&
            isMixed(entry.attributes) &&
            isWork(entry.attributes) === work,
        ).map((entry) => entry.origin),
      ).size;
    if (paid(true) < mix.free + mix.perOther * paid(false)) return points;
    const after = Math.floor((points * mix.factor) / 10_000);
    if (after !== points) steps.push('MIX');
    return after;
  }

  private limits(points: number, context: Context): number {
    const { rule, document, fact, type, steps } = context;
    let left = points;
    for (const limit of limitsOf(rule, document, { kind: fact.kind, type })) {
      const contents = limit.scope === 'CONTENT' ? contentsOf(fact, context.activityId) : [''];
      for (const content of contents) {
        const used = this.used(limit, content, context);
        const fits = limit.measure === 'POINTS' ? Math.max(0, limit.maximum - used) : used < limit.maximum ? left : 0;
        if (fits < left) {
          steps.push(`LIMIT ${limit.scope} ${limit.per}`);
          left = fits;
        }
      }
    }
    return left;
  }

  private used(limit: NaiveLimit, content: string, { countsAt, made, origin }: Context): number {
    const counted = [...this.held(limit.per, countsAt, () => true), ...made].filter(
      (entry) =>
        (content === '' || contentsOf(entry.attributes, entry.activityId).includes(content)) &&
        limitsOf(entry.rule, entry.document, { kind: entry.attributes.kind, type: entry.type }).some((other) =>
          sameLimit(other, limit),
        ),
    );
    if (limit.measure === 'POINTS') return counted.reduce((sum, entry) => sum + entry.granted, 0);
    const others = counted.filter((entry) => entry.granted > 0 && entry.origin !== origin);
    return new Set(others.map((entry) => entry.origin)).size;
  }

  /** The names of the periods around an instant; remembered, because they are asked for over and over. */
  private periodsAt(instant: number): Readonly<Record<string, string>> {
    const known = this.periods.get(instant);
    if (known) return known;
    const named = Object.fromEntries(periodUnits.map((per) => [per, naivePeriod(per, instant, this.place)]));
    this.periods.set(instant, named);
    return named;
  }

  private entry(made: Context & { version: number; requested: number; granted: number }): NaiveEntry {
    const { activityId, origin, type, rule, version, document, requested, granted, steps, countsAt } = made;
    return {
      activityId,
      origin,
      type,
      attributes: made.fact,
      rule,
      version,
      document,
      requested,
      granted,
      steps,
      countsAt,
      periods: this.periodsAt(countsAt),
      takenAt: null,
      isPast: false,
    };
  }
}

interface Context {
  readonly fact: FactAttributes;
  readonly rule: Rule;
  readonly document: RuleSetDocument;
  readonly made: readonly NaiveEntry[];
  readonly countsAt: number;
  readonly activityId: string;
  readonly origin: number;
  readonly type: 'ACTIVITY' | 'ENGAGEMENT';
  readonly steps: string[];
}

function countsFirst({ type, granted, rule }: NaiveEntry): boolean {
  return type === 'ACTIVITY' && granted > 0 && rule.boosts.some((boost) => boost.type === 'FIRST');
}

function sumOf(entries: readonly NaiveEntry[]): number {
  return entries.reduce((sum, { granted }) => sum + granted, 0);
}
