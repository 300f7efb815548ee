import { canonicalJson, serializeContentState, serializeMemberState } from '@fanfare/gamification';
import { type AuditedProgramme, readProgramme } from './audited-programme.ts';
import { type AuditReport, type CheckName, Findings, type FindingValue, replayChecks, type SubjectKind } from './findings.ts';
import { MemberStream, nextMember } from './member-stream.ts';
import { openFacts, type ReplayFact } from './replay-facts.ts';
import { MemberReplay } from './replay-member.ts';
import { openStoredRows, type StoredMember } from './replay-rows.ts';
import { replayedStandings, type StandingValue, storedStandings } from './replay-standings.ts';
import { Snapshot } from './snapshot.ts';
import { type AuditOptions, reportOf, selectProgrammes } from './verify.ts';

export interface ReplayOptions extends AuditOptions {
  /** After how many facts of a member everything remembered goes through its stored form; never unless told. */
  readonly checkpointEvery?: number | undefined;
  /** Gets what follows from the facts of each member, beside what is stored. */
  readonly onMember?: (replayed: ReplayedMember) => Promise<void>;
}

/** What follows from the facts of one member. */
export interface ReplayedMember {
  readonly programme: AuditedProgramme;
  readonly memberId: string;
  readonly balance: number;
  /** As it is stored; null where no fact was ever recorded. */
  readonly state: string | null;
  readonly contentStates: ReadonlyMap<string, string>;
  readonly stored: StoredMember;
  /** Something of it differs from what is stored. */
  readonly differs: boolean;
}

/**
 * Computes from facts and rules alone, from zero, everything that is derived from them, and compares it with what is stored, byte for byte:
 * ledger lines in all derived fields, what the rules remember of people and posts, balances, standings. Member by member, because what one
 * person earns depends on no other: only one history is in memory. Writes nothing. Throws as verifyDatabase does.
 */
export async function replayDatabase(options: ReplayOptions): Promise<AuditReport> {
  const begun = performance.now();
  const findings = new Findings(replayChecks);
  const snapshot = await Snapshot.open(options.databaseUrl);
  try {
    const programmes = await selectProgrammes(snapshot, options.programme);
    for (const selected of programmes) {
      const programme = await readProgramme(snapshot, selected);
      await replayProgramme(snapshot, { programme, findings, options });
    }
    return reportOf({ programmes, findings, begun });
  } finally {
    await snapshot.close();
  }
}

interface Run {
  readonly programme: AuditedProgramme;
  readonly findings: Findings;
  readonly options: ReplayOptions;
}

async function replayProgramme(snapshot: Snapshot, run: Run): Promise<void> {
  const { programme, options } = run;
  const facts = openFacts(snapshot, programme).map((batches) => new MemberStream(batches));
  const stored = openStoredRows(snapshot, programme);
  let done = 0;
  for (;;) {
    const memberId = await nextMember([...facts, ...stored.streams]);
    if (memberId === null) return;
    const recorded: ReplayFact[] = [];
    for (const stream of facts) recorded.push(...(await stream.take(memberId)));
    recorded.sort((one, other) => one.sequence - other.sequence);
    const member = await stored.take(memberId);
    const numbers = new Map(member.lines.map((line) => [line.idempotencyKey, line.number]));
    const replay = new MemberReplay(programme, (key) => numbers.get(key) ?? null);
    for (const [index, fact] of recorded.entries()) {
      replay.apply(fact);
      if (options.checkpointEvery !== undefined && (index + 1) % options.checkpointEvery === 0) replay.passCheckpoint();
    }
    const replayed = compareMember(run, { memberId, member, replay, hasFacts: recorded.length > 0 });
    await options.onMember?.(replayed);
    done += recorded.length;
    options.onProgress?.({ programme: programme.key, done, total: Math.max(done, programme.head.factSequence) });
  }
}

interface Compared {
  readonly memberId: string;
  readonly member: StoredMember;
  readonly replay: MemberReplay;
  readonly hasFacts: boolean;
}

function compareMember(run: Run, { memberId, member, replay, hasFacts }: Compared): ReplayedMember {
  const { programme, findings } = run;
  let differs = false;
  const compare: Compare = (check, subject, id, { field, expected, found }) => {
    if (expected === found) return;
    differs = true;
    findings.broken({ check, programme: programme.key, subject, id, field, expected, found });
  };
  compareLines({ findings, compare }, { member, replay });
  const balance = replay.lines.reduce((sum, { granted }) => sum + granted, 0);
  const state = hasFacts ? serializeMemberState(replay.memberState) : null;
  findings.checked('MEMBER_STATES');
  findings.checked('BALANCES');
  compare('MEMBER_STATES', 'MEMBER', memberId, { field: 'state', expected: state, found: member.state });
  const expected = hasFacts ? balance : null;
  compare('BALANCES', 'MEMBER', memberId, { field: 'balance', expected, found: member.balance });
  const contentStates = new Map([...replay.contentStates].map(([id, content]) => [id, serializeContentState(content)]));
  for (const id of new Set([...contentStates.keys(), ...member.contentStates.keys()])) {
    findings.checked('CONTENT_STATES');
    const found = member.contentStates.get(id) ?? null;
    compare('CONTENT_STATES', 'POST', id, { field: 'state', expected: contentStates.get(id) ?? null, found });
  }
  compareStandings({ findings, compare }, { programme, memberId, member, replay });
  return { programme, memberId, balance, state, contentStates, stored: member, differs };
}

type Compare = (
  check: CheckName,
  subject: SubjectKind,
  id: string,
  difference: { readonly field: string; readonly expected: FindingValue; readonly found: FindingValue },
) => void;

interface Comparing {
  readonly findings: Findings;
  readonly compare: Compare;
}

const comparedFields = [
  ...(['kind', 'factSequence', 'activityId', 'readingId', 'rescoringId', 'ruleSetVersion', 'ruleKey'] as const),
  ...(['requested', 'granted', 'countsAt', 'recordedAt', 'reversesNumber', 'reason'] as const),
] as const;

/** Lines in their order: those that follow from the facts against those that are stored, matched by their keys. */
function compareLines({ findings, compare }: Comparing, { member, replay }: Pick<Compared, 'member' | 'replay'>): void {
  const stored = new Map(member.lines.map((line) => [line.idempotencyKey, line]));
  findings.checked('DECISIONS', Math.max(member.lines.length, replay.lines.length));
  let last = 0;
  for (const line of replay.lines) {
    const found = stored.get(line.idempotencyKey);
    stored.delete(line.idempotencyKey);
    if (found === undefined) {
      compare('DECISIONS', 'FACT', String(line.factSequence), {
        field: line.idempotencyKey,
        expected: line.granted,
        found: null,
      });
      continue;
    }
    const id = String(found.number);
    for (const field of comparedFields) {
      const expected = line[field];
      if (expected !== undefined) compare('DECISIONS', 'ENTRY', id, { field, expected, found: found[field] });
    }
    const reasons = { field: 'reasons', expected: canonicalJson(line.reasons), found: canonicalJson(found.reasons) };
    compare('DECISIONS', 'ENTRY', id, reasons);
    if (found.number < last) compare('DECISIONS', 'ENTRY', id, { field: 'number', expected: `> ${last}`, found: found.number });
    last = Math.max(last, found.number);
  }
  for (const { number, granted } of stored.values()) {
    compare('DECISIONS', 'ENTRY', String(number), { field: 'granted', expected: null, found: granted });
  }
}

function compareStandings(
  { findings, compare }: Comparing,
  { programme, memberId, member, replay }: Omit<Compared, 'hasFacts'> & { readonly programme: AuditedProgramme },
): void {
  const expected = replayedStandings(programme, { member, lines: replay.lines });
  const found = storedStandings(programme, member);
  for (const name of new Set([...expected.keys(), ...found.keys()])) {
    findings.checked('STANDINGS');
    const told = (standing: StandingValue | undefined) =>
      standing === undefined ? null : `${standing.score} @ ${new Date(standing.reachedAt).toISOString()}`;
    const difference = { field: 'score', expected: told(expected.get(name)), found: told(found.get(name)) };
    compare('STANDINGS', 'STANDING', `${name} ${memberId}`, difference);
  }
}
