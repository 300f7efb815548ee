import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '@fanfare/testkit';
import { type AuditReport, replayDatabase, verifyDatabase } from '../../src/modules/audit/index.ts';
import { createTestProgramme, type TestProgramme } from '../fixtures/programme.ts';
import { enrol, publishRules } from '../fixtures/recording.ts';
import { startTestApi, type TestApi } from '../harness/index.ts';
import { createKillableServer, type KillableServer, type ServerProgram } from './killable-server.ts';
import { type Delivery, deliver } from './retrying-clients.ts';
import { createWorkload, expectedBalances, expectedEntries, type Workload, workloadRules } from './workload.ts';

export interface CrashOptions {
  readonly facts: number;
  readonly kills: number;
  /** Decides facts, batches and the moments of death. */
  readonly seed: number;
  readonly connections: number;
  readonly program: ServerProgram;
  readonly say: (line: string) => void;
}

export interface CrashResult {
  readonly kills: number;
  readonly retries: number;
  /** What `verify` said after each restart and at the end, and `replay` at the end: only what was not clean. */
  readonly broken: readonly AuditReport[];
  /** What anybody has but should not have, or the other way round. */
  readonly differences: readonly string[];
}

/**
 * Loads facts through GraphQL while the server is killed again and again, verifies after each restart while the load goes on, and at the end
 * compares the ledger with what the facts alone come to.
 */
export async function runCrashTest(options: CrashOptions): Promise<CrashResult> {
  const workload = createWorkload(options);
  const api = await startTestApi();
  try {
    const { programme, token } = await prepare(api, workload);
    await api.stopServer();
    const { databaseUrl, identityProvider } = api;
    const server = await createKillableServer({ program: options.program, databaseUrl, issuer: identityProvider.issuer });
    try {
      await server.start();
      const { connections } = options;
      const delivery = deliver(workload, { url: server.url, token, programmeId: programme.id, connections });
      const broken = await Promise.race([
        killAndVerify({ options, workload, server, delivery, databaseUrl }),
        failureOf(delivery),
      ]);
      await delivery.done;
      broken.push(...(await auditAtEnd(databaseUrl)));
      return { kills: options.kills, retries: delivery.retries, broken, differences: await compare(programme, workload) };
    } finally {
      await server.kill();
    }
  } finally {
    await api.stop();
  }
}

async function prepare(api: TestApi, { people }: Workload) {
  const programme = await createTestProgramme(api, { status: 'PILOT' });
  const admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: workloadRules });
  await enrol(api, { programme, admin, people });
  return { programme, token: await programme.apiToken('ACTIVITIES_WRITE') };
}

/** Never settles unless the delivery fails. */
function failureOf({ done }: Delivery): Promise<never> {
  return new Promise((_resolve, reject) => void done.catch(reject));
}

async function killAndVerify(run: {
  readonly options: CrashOptions;
  readonly workload: Workload;
  readonly server: KillableServer;
  readonly delivery: Delivery;
  readonly databaseUrl: string;
}): Promise<AuditReport[]> {
  const { options, workload, server, delivery, databaseUrl } = run;
  const random = seededRandom(options.seed ^ 0x5eed);
  const broken: AuditReport[] = [];
  const share = workload.batches.length / (options.kills + 1);
  for (let kill = 1; kill <= options.kills; kill += 1) {
    const threshold = Math.floor(share * (kill - 1 + random.next()));
    while (delivery.acknowledged < threshold) await pause(2);
    // Somewhere between two answers: in the middle of a request, a transaction, a commit.
    await pause(random.next() * 30);
    await server.kill();
    const { acknowledged } = delivery;
    await server.start();
    const report = await verifyDatabase({ databaseUrl });
    options.say(
      `killed ${kill} of ${options.kills} after ${acknowledged} of ${workload.batches.length} batches: ${report.isClean ? 'clean' : 'BROKEN'}`,
    );
    if (!report.isClean) broken.push(report);
  }
  return broken;
}

async function auditAtEnd(databaseUrl: string): Promise<readonly AuditReport[]> {
  const reports = [await verifyDatabase({ databaseUrl }), await replayDatabase({ databaseUrl })];
  return reports.filter(({ isClean }) => !isClean);
}

async function compare(programme: TestProgramme, workload: Workload): Promise<readonly string[]> {
  const balances = await programme.query<{ person: string; balance: number }>(
    `SELECT external_reference AS person, sum(granted)::int AS balance
       FROM ledger_entry JOIN ambassador ON ambassador.id = ambassador_id
      WHERE ambassador.programme_id = $1 GROUP BY 1`,
    [programme.id],
  );
  const found = new Map(balances.map(({ person, balance }) => [person, balance]));
  const people = [...expectedBalances(workload)]
    .filter(([person, points]) => (found.get(person) ?? 0) !== points)
    .map(([person, points]) => `${person}: expected ${points} points, found ${found.get(person)}`);
  const entries = await programme.query<{ id: string; requested: number; count: number }>(
    `SELECT external_id AS id, min(requested)::int AS requested, count(*)::int AS count
       FROM activity LEFT JOIN ledger_entry ON ledger_entry.activity_id = activity.id
      WHERE activity.programme_id = $1 GROUP BY activity.id`,
    [programme.id],
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const facts = workload.facts
    .filter((fact) => {
      const found = byId.get(fact.externalId);
      const isRevised = workload.revisions.has(fact.externalId);
      return found?.count !== expectedEntries(fact, workload) || !(isRevised || found.requested === fact.quantity);
    })
    .map(({ externalId }) => `${externalId}: other entries than expected: ${JSON.stringify(byId.get(externalId) ?? null)}`);
  const strangers =
    entries.length === workload.facts.length ? [] : [`${entries.length} facts instead of ${workload.facts.length}`];
  return [...people, ...facts, ...strangers];
}
