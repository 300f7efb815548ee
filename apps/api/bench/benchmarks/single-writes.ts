import { Agent, request } from 'node:http';
import { poolSize } from '../harness/api-process.ts';
import { type BenchContext, type Benchmark, sayCostOf } from '../harness/context.ts';
import { median } from '../harness/measurement.ts';
import type { BenchPerson } from '../harness/people.ts';

const connections = 32;
const rounds = 3;
const millisecondsOfRound = 3000;

const mutation = `mutation ($input: RecordActivityInput!) {
  recordActivity(input: $input) { outcome activity { id } errors { code path message } }
}`;

/** People report one activity each, 32 at a time; against one hand-written transaction each on as many database connections. */
export const singleWrites: Benchmark = async (context) => {
  const rates = { api: [] as number[], sql: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const api = await recordRound(context);
    const insertions = await context.sql.insertions(1);
    const milliseconds = await context.sql.insert(insertions, { connections: poolSize });
    // The first round warms both sides up.
    if (round === 0) continue;
    rates.api.push(api);
    rates.sql.push((1000 * insertions.length) / milliseconds);
  }
  await context.sql.checkEqual();
  return [
    {
      name: `Single activities through GraphQL, ${connections} connections, balanced rules`,
      unit: 'activities/s',
      value: median(rates.api),
      reference: { name: `hand-written SQL, a transaction each, ${poolSize} connections`, value: median(rates.sql) },
      target: { bound: 'at least', ratio: 1.5 },
    },
  ];
};

/** Activities a second; says what each has cost. */
async function recordRound(context: BenchContext): Promise<number> {
  let rate = 0;
  const work = async () => {
    const { recorded, seconds } = await recordForAWhile(context);
    rate = recorded / seconds;
    return recorded;
  };
  await sayCostOf(context, { what: 'Single activities', work });
  return rate;
}

/** Every connection sends the next report when the one before is answered; what is under way at the end is finished. */
async function recordForAWhile({ environment, programme, people, activities }: BenchContext) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const url = `${environment.api().url}/graphql`;
  let recorded = 0;
  const begun = performance.now();
  const reportAsOneAfterTheOther = async (first: number) => {
    for (let turn = first; performance.now() - begun < millisecondsOfRound; turn += connections) {
      const person = people[turn % people.length] as BenchPerson;
      const input = { programme: programme.id, activity: activities.next() };
      const answer = await post(agent, {
        url,
        token: person.token,
        body: JSON.stringify({ query: mutation, variables: { input } }),
      });
      if (!answer.includes('"outcome":"RECORDED"')) throw new Error(`A report was not recorded: ${answer.slice(0, 500)}`);
      recorded += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, index) => reportAsOneAfterTheOther(index)));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  return { recorded, seconds };
}

function post(agent: Agent, message: { readonly url: string; readonly token: string; readonly body: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(message.body),
      authorization: `Bearer ${message.token}`,
    };
    const sent = request(message.url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    });
    sent.on('error', reject);
    sent.end(message.body);
  });
}
