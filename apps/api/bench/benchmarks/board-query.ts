import { isDeepStrictEqual } from 'node:util';
import autocannon from 'autocannon';
import type { BareHttp } from '../bare-http.process.ts';
import { type Benchmark, sayCostOf } from '../harness/context.ts';
import { type Measurement, median } from '../harness/measurement.ts';
import { startOwnProcess } from '../harness/own-process.ts';
import type { Mercurius } from '../mercurius.process.ts';

const connections = 20;
const rounds = 3;
const secondsOfRound = 2.5;
const secondsOfWarmUp = 2;
const answersToLookInto = 100;

const query = `query Board($programme: ID!) {
  leaderboard(board: { programme: $programme }) {
    id version memberCount
    standings(first: 50) {
      nodes { rank score reachedAt isViewer member { id displayName } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

interface Target {
  readonly name: 'api' | 'bare' | 'mercurius';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A board of 50 rows over HTTP: the API, authorisation and database included, against servers that have the answer in memory. */
export const boardQuery: Benchmark = async (context) => {
  const { environment, people, programme, say } = context;
  await environment.restartApi();
  const body = JSON.stringify({ query, variables: { programme: programme.id } });
  const json = { 'content-type': 'application/json', accept: 'application/json' };
  const authorization = `Bearer ${people[0]?.token}`;
  const api: Target = { name: 'api', url: `${environment.api().url}/graphql`, headers: { ...json, authorization } };
  const answer = await ask(api, body);
  checkAnswer(answer);
  const bare = startOwnProcess<BareHttp>('bare-http');
  const mercurius = startOwnProcess<Mercurius>('mercurius');
  try {
    const targets: readonly Target[] = [
      api,
      { name: 'bare', url: `http://127.0.0.1:${await bare.ask('start', answer)}/`, headers: json },
      { name: 'mercurius', url: `http://127.0.0.1:${await mercurius.ask('start', answer.data)}/graphql`, headers: json },
    ];
    for (const target of targets) {
      if (!isDeepStrictEqual((await ask(target, body)).data, answer.data))
        throw new Error(`${target.name} answers something else`);
      await load(target, { body, seconds: secondsOfWarmUp });
    }
    const { rates, milliseconds } = await measure(targets, body, async () => (await environment.api().vitals()).cpuSeconds);
    say(`Under load each took ${median(milliseconds).toFixed(3)} ms of the API's processor time.`);
    say(`An answer has ${JSON.stringify(answer).length} bytes.`);
    const askOften = async () => {
      for (let asked = 0; asked < answersToLookInto; asked += 1) await ask(api, body);
      return answersToLookInto;
    };
    await sayCostOf(context, { what: 'Board queries', work: askOften });
    return measurements(rates);
  } finally {
    bare.stop();
    mercurius.stop();
  }
};

type Rates = Readonly<Record<Target['name'], number[]>>;

/** Also gives the processor time of the API for a request, in milliseconds, round by round. */
async function measure(
  targets: readonly Target[],
  body: string,
  cpuSeconds: () => Promise<number>,
): Promise<{ readonly rates: Rates; readonly milliseconds: readonly number[] }> {
  const rates: Rates = { api: [], bare: [], mercurius: [] };
  const milliseconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const target of targets) {
      const before = await cpuSeconds();
      const rate = await load(target, { body, seconds: secondsOfRound });
      rates[target.name].push(rate);
      if (target.name === 'api') milliseconds.push((1000 * ((await cpuSeconds()) - before)) / (rate * secondsOfRound));
    }
  }
  return { rates, milliseconds };
}

function measurements(rates: Rates): readonly Measurement[] {
  const figures = {
    name: `Board of 50 rows over HTTP, ${connections} connections`,
    unit: 'requests/s',
    value: median(rates.api),
  };
  return [
    {
      ...figures,
      reference: { name: 'bare node:http, same JSON', value: median(rates.bare) },
      target: { bound: 'at least', ratio: 0.6 },
    },
    {
      ...figures,
      reference: { name: 'Mercurius with JIT, data in memory', value: median(rates.mercurius) },
      target: { bound: 'at least', ratio: 1 },
    },
  ];
}

interface Answer {
  readonly data: { readonly leaderboard: { readonly standings: { readonly nodes: readonly unknown[] } } | null };
}

async function ask({ url, headers }: Target, body: string): Promise<Answer> {
  return (await (await fetch(url, { method: 'POST', headers, body })).json()) as Answer;
}

function checkAnswer({ data }: Answer): void {
  const rows = data.leaderboard?.standings.nodes.length;
  if (rows !== 50) throw new Error(`The board has ${rows} rows instead of 50`);
}

/** Requests a second that were answered with 200. Throws when any was not. */
async function load(
  { url, headers, name }: Target,
  { body, seconds }: { readonly body: string; readonly seconds: number },
): Promise<number> {
  const result = await autocannon({ url, method: 'POST', headers, body, connections, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${name}: ${result.non2xx} refusals, ${result.errors} errors`);
  return result.requests.total / result.duration;
}
