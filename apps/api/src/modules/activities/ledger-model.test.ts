import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { replayDatabase, verifyDatabase } from '../audit/index.ts';

/**
 * An hour is worth a point, at most ten a day in Berlin, and every training three more. At most two trainings a day are paid, whatever pays
 * them, and one content brings at most nine points a month.
 */
const capPerDay = 10;
const paidPerDay = 2;
const capPerContent = 9;
const bonus = 3;
const rules = {
  format: 1,
  name: { german: 'Gedeckelt', english: 'Capped' },
  rules: [
    {
      key: 'told',
      name: { german: 'Ansage', english: 'Told' },
      matches: { kinds: ['TRAINING_COMPLETED'] },
      award: { type: 'PER_COUNT', points: 1, maximum: 1000 },
      limits: [{ scope: 'RULE', per: 'DAY', measure: 'POINTS', maximum: capPerDay }],
    },
    {
      key: 'bonus',
      name: { german: 'Zugabe', english: 'Bonus' },
      matches: { kinds: ['TRAINING_COMPLETED'] },
      award: { type: 'FIXED', points: bonus },
    },
  ],
  limits: [
    { scope: 'ALL', per: 'DAY', measure: 'COUNT', maximum: paidPerDay },
    { scope: 'CONTENT', per: 'MONTH', measure: 'POINTS', maximum: capPerContent },
  ],
};

/** Around a change of day in Berlin and the day without 02:30. */
const instants = [
  '2026-03-28T21:30:00.000Z',
  '2026-03-28T23:30:00.000Z',
  '2026-03-29T01:30:00.000Z',
  '2026-03-29T22:30:00.000Z',
];
const dayInBerlin = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin', dateStyle: 'short' });

type RuleKey = 'told' | 'bonus';

interface Telling {
  readonly at: number;
  readonly hours: number;
  /** Null where the source says nothing of the text: then the fact is a content of its own. */
  readonly contentKey: string | null;
}

type Command = { readonly fact: number } & (
  | ({ readonly type: 'record'; readonly times: number } & Telling)
  | ({ readonly type: 'correct' } & Telling)
  | { readonly type: 'withdraw' | 'reject' }
  | { readonly type: 'reverse'; readonly rule: RuleKey }
);

const fact = fc.nat(5);
const told = {
  ...{ fact, at: fc.nat(instants.length - 1), hours: fc.integer({ min: 1, max: 8 }) },
  contentKey: fc.constantFrom(null, 'one', 'other'),
};
const commands: fc.Arbitrary<readonly Command[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ type: fc.constant('record'), ...told, times: fc.integer({ min: 1, max: 3 }) } as const),
    },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('correct'), ...told } as const) },
    { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('withdraw', 'reject'), fact } as const) },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constant('reverse'), fact, rule: fc.constantFrom('told', 'bonus') } as const),
    },
  ),
  { minLength: 4, maxLength: 16 },
);

interface KnownFact {
  readonly id: number;
  telling: Telling;
  /** What stands, by rule. */
  readonly standing: Record<RuleKey, number>;
  /** Whether the activity is gone. */
  isBack: boolean;
  /** The rules of which a person took back what they had granted for it: for good. */
  readonly takenBack: Set<RuleKey>;
  /** What stood when one of them was taken back last: no correction brings more. */
  most: number;
}

/** The rules of the book, as naively as they can be written: no counters, no states, everything added up anew. */
class NaiveLedger {
  readonly facts = new Map<number, KnownFact>();

  apply(command: Command): void {
    const known = this.facts.get(command.fact);
    if (command.type === 'record') {
      if (known === undefined) this.#record(command);
    } else if (known !== undefined && !known.isBack) this.#revise(known, command);
  }

  balance(): number {
    return [...this.facts.values()].reduce((sum, known) => sum + pointsOf(known), 0);
  }

  #record({ fact: id, at, hours, contentKey }: Extract<Command, { readonly type: 'record' }>): void {
    const added: KnownFact = {
      ...{ id, telling: { at, hours, contentKey }, standing: { told: 0, bonus: 0 }, isBack: false, takenBack: new Set() },
      most: Number.POSITIVE_INFINITY,
    };
    this.facts.set(id, added);
    this.#grant(added);
  }

  #revise(known: KnownFact, command: Exclude<Command, { readonly type: 'record' }>): void {
    if (command.type === 'reverse') {
      if (known.standing[command.rule] === 0) return;
      known.takenBack.add(command.rule);
      known.standing[command.rule] = 0;
      known.most = pointsOf(known);
      return;
    }
    if (command.type === 'correct') {
      const { at, hours, contentKey } = command;
      if (JSON.stringify(known.telling) === JSON.stringify({ at, hours, contentKey })) return;
      known.telling = { at, hours, contentKey };
    }
    Object.assign(known.standing, { told: 0, bonus: 0 });
    if (command.type === 'correct') this.#grant(known);
    else known.isBack = true;
  }

  #grant(known: KnownFact): void {
    const { at, hours } = known.telling;
    const sameDay = [...this.facts.values()].filter(({ telling }) => dayOf(telling.at) === dayOf(at));
    const paid = sameDay.filter((other) => other !== known && pointsOf(other) > 0).length;
    if (paid >= paidPerDay) return;
    const usedOfDay = sameDay.reduce((sum, { standing }) => sum + standing.told, 0);
    const grant = (rule: RuleKey, asked: number) => {
      const room = Math.min(capPerContent - this.#usedOfContent(known), known.most - pointsOf(known));
      if (!known.takenBack.has(rule)) known.standing[rule] = Math.min(asked, room);
    };
    grant('told', Math.min(hours, capPerDay - usedOfDay));
    grant('bonus', bonus);
  }

  #usedOfContent(known: KnownFact): number {
    const isSame = (other: KnownFact) => contentOf(other) === contentOf(known);
    return [...this.facts.values()].filter(isSame).reduce((sum, other) => sum + pointsOf(other), 0);
  }
}

function pointsOf({ standing }: KnownFact): number {
  return standing.told + standing.bonus;
}

function contentOf({ id, telling }: KnownFact): string {
  return telling.contentKey ?? `fact ${id}`;
}

function dayOf(at: number): string {
  return dayInBerlin.format(new Date(instants[at] ?? 0));
}

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let runs = 0;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules });
});
afterAll(() => api.stop());

async function send(name: string, input: object): Promise<void> {
  const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { errors { code } } }`;
  (await api.graphql(mutation, { input }, { as: admin })).ok();
}

function report(externalId: string, { at, hours, contentKey }: Telling) {
  const occurredAt = instants[at];
  return { externalId, kind: 'TRAINING_COMPLETED', channel: 'IN_PERSON', quantity: hours, occurredAt, contentKey };
}

/** What the API is asked to do for a command; what it refuses, the model leaves out as well. */
async function perform(command: Command, person: string): Promise<void> {
  const externalId = `${person}-${command.fact}`;
  const place = { programme: programme.id, source: 'model' };
  if (command.type === 'record') {
    const activities = Array.from({ length: command.times }, () => ({
      ...report(externalId, command),
      ambassadorReference: person,
    }));
    return send('recordActivities', { ...place, activities });
  }
  if (command.type === 'correct')
    return send('correctActivity', { ...place, activity: report(externalId, command), reason: 'told wrongly' });
  const [found] = await programme.query<{ id: string; entry: string | null }>(
    `SELECT id, (SELECT id FROM ledger_entry AS entry WHERE activity_id = activity.id AND kind = 'GRANT' AND granted > 0 AND rule_key = $3
                    AND NOT EXISTS (SELECT FROM ledger_reversal AS reversal
                                     WHERE reversal.programme_id = entry.programme_id AND reversal.number = entry.number)) AS entry
       FROM activity WHERE programme_id = $1 AND external_id = $2`,
    [programme.id, externalId, command.type === 'reverse' ? command.rule : null],
  );
  if (found === undefined) return;
  if (command.type !== 'reverse') await send(`${command.type}Activity`, { activity: found.id, reason: 'taken back' });
  else if (found.entry !== null) await send('reverseLedgerEntry', { entry: found.entry, reason: 'taken back' });
}

/** What the database says about a person: balance, sums, boards, and what breaks a law. */
async function audit(person: string) {
  const [row] = await programme.query<Record<string, number>>(
    `WITH line AS (SELECT entry.*, reversal.reversal_number FROM ledger_entry AS entry JOIN ambassador ON ambassador.id = ambassador_id
                     LEFT JOIN ledger_reversal AS reversal ON reversal.programme_id = entry.programme_id AND reversal.number = entry.number
                    WHERE external_reference = $1),
          day AS (SELECT sum(granted) FILTER (WHERE rule_key = 'told') AS standing,
                         count(DISTINCT activity_id) FILTER (WHERE kind <> 'REVERSAL' AND reversal_number IS NULL AND granted > 0) AS paid
                    FROM line GROUP BY (counts_at AT TIME ZONE 'Europe/Berlin')::date)
     SELECT (SELECT coalesce(sum(granted), 0)::int FROM line) AS sum,
            (SELECT balance::int FROM member_state JOIN ambassador ON ambassador.id = ambassador_id WHERE external_reference = $1) AS balance,
            (SELECT count(*)::int FROM day WHERE standing > ${capPerDay} OR paid > ${paidPerDay}) AS "overCap",
            (SELECT count(*)::int FROM (SELECT FROM line WHERE kind = 'GRANT' AND granted > 0 AND reversal_number IS NULL
               GROUP BY activity_id, rule_key HAVING count(*) > 1) AS twice) AS "bookedTwice"`,
    [person],
  );
  return row;
}

test('[IN1] [IN2] [IN3] [IN5] [RV2] [RV7] [LI6] whatever is recorded, repeated, corrected, withdrawn or reversed, the ledger says what the book says', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (sequence) => {
      runs += 1;
      const person = `person-${runs}`;
      await enrol(api, { programme, admin, people: [person] });
      const model = new NaiveLedger();
      for (const command of sequence) {
        await perform(command, person);
        model.apply(command);
      }
      const known = model.facts.size > 0;
      expect(await audit(person)).toMatchObject({
        sum: model.balance(),
        balance: known ? model.balance() : null,
        overCap: 0,
        bookedTwice: 0,
      });
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

test('[IN1] [IN7] afterwards boards add up, numbers have no gap and the chain holds', async () => {
  const [row] = await programme.query<Record<string, number>>(
    `SELECT (SELECT sum(score)::int FROM standing JOIN board ON board.id = board_id
              WHERE board.programme_id = $1 AND scope = 'PROGRAMME' AND period = 'ALL_TIME') AS board,
            sum(granted)::int AS ledger, count(*)::int AS lines, max(number)::int AS last,
            count(*) FILTER (WHERE previous_hash IS DISTINCT FROM coalesce(hash_before, '\\x'))::int AS broken
       FROM (SELECT granted, number, previous_hash, lag(hash) OVER (ORDER BY number) AS hash_before
               FROM ledger_entry WHERE programme_id = $1) AS line`,
    [programme.id],
  );
  expect(row).toEqual({
    board: row?.['ledger'],
    ledger: row?.['ledger'],
    lines: row?.['last'],
    last: row?.['last'],
    broken: 0,
  });
});

test('[IN4] [IN5] afterwards an audit finds nothing, and a replay gives the same, from checkpoints too', async () => {
  const audited = { databaseUrl: api.databaseUrl, programme: programme.key };
  const reports = [
    await verifyDatabase(audited),
    await replayDatabase(audited),
    await replayDatabase({ ...audited, checkpointEvery: 3 }),
  ];
  expect(reports.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings))).toEqual([]);
});

test('[IN8] a new version of the rules changes no line, balance or standing', async () => {
  const standing = () =>
    programme.query(
      `SELECT (SELECT encode(ledger_hash, 'hex') FROM programme_head WHERE programme_id = $1) AS last,
              (SELECT sum(balance)::int FROM member_state JOIN ambassador ON ambassador.id = ambassador_id WHERE programme_id = $1) AS balances,
              (SELECT sum(score)::int FROM standing JOIN board ON board.id = board_id WHERE programme_id = $1) AS scores`,
      [programme.id],
    );
  const before = await standing();
  await publishRules(api, { programme, admin, effectiveFrom: '2026-04-01T00:00:00.000Z' });
  expect(await standing()).toEqual(before);
});
