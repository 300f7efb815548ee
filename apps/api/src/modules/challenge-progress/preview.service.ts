import type { Language } from '@fanfare/contracts';
import {
  type ChallengeDocument,
  type ChallengeStanding,
  type ContributedFact,
  compileChallenge,
  contributionOf,
  describeChallenge,
  instantsOf,
  progressOf,
} from '@fanfare/gamification';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { type UserFailure, userErrors } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { endsBeforeStart, holdsMistakes } from '../challenges/index.ts';
import { readProgrammeCalendar } from '../programmes/index.ts';
import { membersWithFacts, readCountedFacts, readLastActivities } from './counted-facts.reader.ts';
import type { ChallengePreview, ChallengeRehearsal } from './progress.types.ts';

const rehearsals = 3;
const peopleAtOnce = 500;
const day = 86_400_000;

export interface PreviewRequest {
  readonly programmeId: string;
  readonly document: unknown;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly language: Language;
}

interface Rehearsing {
  readonly programmeId: string;
  readonly challenge: ChallengeDocument;
  readonly from: number;
  readonly until: number;
}

/** What a challenge would mean before it is announced. */
export class PreviewService {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** A challenge with mistakes has no rehearsals: what is wrong with it is told instead. */
  async preview(request: PreviewRequest): Promise<ChallengePreview> {
    const { programmeId, language } = request;
    const [row] = await this.#database.manager.query(
      `SELECT minimum_group_size AS minimum,
              (SELECT count(*)::integer FROM ambassador WHERE programme_id = programme.id AND status <> 'LEFT') AS eligible
         FROM programme WHERE id = $1`,
      [programmeId],
    );
    const { eligible, minimum } = row;
    const checked = checkChallenge(request);
    if (!checked.ok)
      return { errors: userErrors(checked.failures, language), eligible, sentences: [], rehearse: async () => [] };
    const challenge = checked.value;
    return {
      ...{ errors: [], eligible, sentences: describeChallenge(challenge, language) },
      rehearse: () => this.#rehearsals(request, { challenge, minimumGroupSize: minimum }),
    };
  }

  async #rehearsals(
    request: PreviewRequest,
    { challenge, minimumGroupSize }: { readonly challenge: ChallengeDocument; readonly minimumGroupSize: number },
  ): Promise<readonly ChallengeRehearsal[]> {
    const { programmeId } = request;
    const { calendar } = await readProgrammeCalendar(this.#database.manager, programmeId);
    const { opensAt, closesAt } = instantsOf(request, calendar.timeZone);
    const length = closesAt - opensAt;
    const latest = Math.min(opensAt, this.#clock.now().getTime());
    const held: ChallengeRehearsal[] = [];
    for (let back = 1; back <= rehearsals; back += 1) {
      const from = latest - back * length;
      held.push(await this.#rehearse({ programmeId, challenge, from, until: from + length }, minimumGroupSize));
    }
    return held;
  }

  async #rehearse(of: Rehearsing, minimumGroupSize: number): Promise<ChallengeRehearsal> {
    const facts = await this.#contributions(of);
    const { challenge } = of;
    const standings = await this.#standings(of, facts);
    const people = new Set(facts.filter(({ value }) => value > 0).map(({ memberId }) => memberId)).size;
    return {
      opensAt: new Date(of.from),
      closesAt: new Date(of.until),
      people: people === 0 || people >= minimumGroupSize ? people : null,
      begun: standings.length,
      reached: standings.filter(({ isReached }) => isReached).length,
      value: challenge.scope === 'EVERYBODY' ? (standings[0]?.value ?? 0) : null,
    };
  }

  async #contributions({ programmeId, challenge, from, until }: Rehearsing): Promise<readonly ContributedFact[]> {
    const { manager } = this.#database;
    const { calendar } = await readProgrammeCalendar(manager, programmeId);
    const window = { opensAt: from, closesAt: until, graceMilliseconds: 100 * 366 * day };
    const contributed: ContributedFact[] = [];
    for await (const ambassadorIds of membersWithFacts(manager, { programmeId, from, until, size: peopleAtOnce })) {
      const facts = await readCountedFacts(manager, { ambassadorIds, from, until });
      const isForQuiet = challenge.goal.quietDaysBefore !== null;
      const before = isForQuiet
        ? await readLastActivities(manager, { ambassadorIds, before: from })
        : new Map<string, number>();
      for (const [id, theirs] of facts) {
        const lastActivityBefore = before.get(id) ?? null;
        contributed.push(...contributionOf({ challenge, window, calendar, facts: theirs, lastActivityBefore }));
      }
    }
    return contributed;
  }

  async #standings(
    { programmeId, challenge, from, until }: Rehearsing,
    facts: readonly ContributedFact[],
  ): Promise<readonly ChallengeStanding[]> {
    const subjectsOf = await this.#subjects({ programmeId, challenge, from, until });
    const bySubject = new Map<string, ContributedFact[]>();
    for (const fact of facts.filter(({ value }) => value > 0)) {
      for (const subject of subjectsOf(fact.memberId)) {
        const known = bySubject.get(subject) ?? [];
        known.push(fact);
        bySubject.set(subject, known);
      }
    }
    const sizes = challenge.scope === 'EACH_DEPARTMENT' ? await this.#activeMembers(programmeId) : new Map<string, number>();
    return [...bySubject].map(([subjectId, theirs]) => ({
      subjectId,
      ...progressOf({ challenge, facts: theirs, activeMembers: sizes.get(subjectId) ?? 0 }),
    }));
  }

  /** To whose goal somebody belongs: as the departments are now, and with the tandems of the time. */
  async #subjects({ programmeId, challenge, from, until }: Rehearsing): Promise<(memberId: string) => readonly string[]> {
    if (challenge.scope === 'EVERYBODY') return () => [programmeId];
    if (challenge.scope === 'EACH_PERSON') return (memberId) => [memberId];
    const rows: readonly { readonly member: string; readonly subject: string }[] = await this.#database.manager.query(
      challenge.scope === 'EACH_DEPARTMENT'
        ? `SELECT id AS member, department_id AS subject FROM ambassador
            WHERE programme_id = $1 AND department_id IS NOT NULL AND status <> 'LEFT' AND $2::timestamptz < $3::timestamptz`
        : `SELECT half.ambassador_id AS member, tandem.id AS subject FROM tandem JOIN tandem_member AS half ON half.tandem_id = tandem.id
            WHERE tandem.programme_id = $1 AND half.answer = 'ACCEPTED' AND accepted_at < $3 AND (ended_at IS NULL OR ended_at > $2)`,
      [programmeId, new Date(from), new Date(until)],
    );
    const subjects = new Map<string, string[]>();
    for (const { member, subject } of rows) subjects.set(member, [...(subjects.get(member) ?? []), subject]);
    return (memberId) => subjects.get(memberId) ?? [];
  }

  async #activeMembers(programmeId: string): Promise<ReadonlyMap<string, number>> {
    const rows: readonly { readonly id: string; readonly count: number }[] = await this.#database.manager.query(
      `SELECT department_id AS id, count(*)::integer AS count FROM ambassador
        WHERE programme_id = $1 AND department_id IS NOT NULL AND status = 'ACTIVE' AND visibility <> 'HIDDEN' GROUP BY department_id`,
      [programmeId],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
}

function checkChallenge({ document, opensOn, closesOn }: PreviewRequest): Outcome<ChallengeDocument, UserFailure> {
  const compiled = compileChallenge(document);
  const failures = [
    ...(compiled.ok ? [] : holdsMistakes(compiled.problems)),
    ...(closesOn < opensOn ? [endsBeforeStart()] : []),
  ];
  return compiled.ok && failures.length === 0 ? succeed(compiled.challenge) : fail(...failures);
}
