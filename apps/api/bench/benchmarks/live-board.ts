import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { BareSockets } from '../bare-sockets.process.ts';
import { ActivityGenerator } from '../harness/activities.ts';
import type { BenchContext, Benchmark } from '../harness/context.ts';
import { type Measurement, median, percentile } from '../harness/measurement.ts';
import { type OwnProcess, startOwnProcess } from '../harness/own-process.ts';
import { type BenchProgramme, createProgramme, pointsAsTold, referenceOf } from '../harness/scene.ts';
import type { Subscribers } from '../subscribers.process.ts';

const members = 60;
const rounds = 2;
const updatesOfRound = 20;
const millisecondsBetweenUpdates = 250;
/** After the last update of a round, for the slowest client. */
const millisecondsToSettle = 1500;

const subscription = `subscription Board($programme: ID!) {
  leaderboardUpdated(board: { programme: $programme }, first: 10, fullPages: true) {
    board version kind memberCount
    standings { rank score reachedAt isViewer member { id displayName } }
    changes { kind memberId previousRank }
  }
}`;

interface Commit {
  readonly version: number;
  readonly at: number;
}

/** One side of the comparison. */
interface Side {
  readonly group: 'api' | 'bare';
  /** Makes one update; gives back what came of it and when. */
  readonly update: () => Promise<Commit>;
  readonly cpuSeconds: () => Promise<number>;
}

interface Round {
  readonly latencies: Float64Array;
  readonly cpuShare: number;
}

/** A live board of 10 rows, four updates a second, as many subscribers as told: the API against bare `ws`. */
export const liveBoard: Benchmark = async (context) => {
  const subscriberCount = context.full ? 3000 : 300;
  const { environment, say } = context;
  const scene = await setScene(context);
  await environment.restartApi();
  const clients = startOwnProcess<Subscribers>('subscribers');
  const bare = startOwnProcess<BareSockets>('bare-sockets');
  const database = new Client({ connectionString: environment.databaseUrl });
  await database.connect();
  try {
    const operation = { tokens: scene.tokens, query: subscription, variables: { programme: scene.programme.id } };
    const url = `${environment.api().url.replace('http', 'ws')}/graphql`;
    await clients.ask('open', { group: 'api', url, count: subscriberCount, operation });
    const bareUrl = `ws://127.0.0.1:${await bare.ask('start', undefined as never)}`;
    await clients.ask('open', { group: 'bare', url: bareUrl, count: subscriberCount });
    const api = apiSide(context, { scene, database, boardId: boardOf(await clients.ask('lastMessage', 'api')) });
    await runRound(clients, api);
    const message = await clients.ask('lastMessage', 'api');
    say(`A message has ${message.length} bytes.`);
    const reference = bareSide(bare, message);
    await runRound(clients, reference);
    const results = { api: [] as Round[], bare: [] as Round[] };
    say(`The writes alone take ${(await writesAlone(context)).toFixed(2)} % of a core.`);
    for (let round = 0; round < rounds; round += 1) {
      for (const side of [api, reference]) results[side.group].push(await runRound(clients, side));
    }
    return measurements(results, subscriberCount);
  } finally {
    await database.end();
    clients.stop();
    bare.stop();
  }
};

interface Scene {
  readonly programme: BenchProgramme;
  readonly tokens: readonly string[];
}

/** A programme in which every activity is worth what it says, whose people all have some points. */
async function setScene({ environment }: BenchContext): Promise<Scene> {
  const programme = await createProgramme(environment, { key: 'live', members, rules: { rules: pointsAsTold } });
  const activities = new ActivityGenerator({ name: 'begin', members });
  const record = Array.from({ length: members }, (_, index) => ({
    ...{ ...activities.next(), kind: 'TRAINING_COMPLETED', quantity: 100 + index, ambassadorReference: referenceOf(index) },
  }));
  await environment.graphql(programme.adminToken, recordActivities, {
    input: { programme: programme.id, source: 'bench', activities: record },
  });
  return { programme, tokens: [programme.adminToken] };
}

const recordActivities = `mutation ($input: RecordActivitiesInput!) {
  recordActivities(input: $input) { results { outcome } errors { code message } }
}`;

function boardOf(message: string): string {
  const id = /"board":"([^"]+)"/.exec(message)?.[1];
  if (id === undefined) throw new Error(`The first message names no board: ${message}`);
  return id;
}

function apiSide(
  { environment }: BenchContext,
  { scene, database, boardId }: { readonly scene: Scene; readonly database: Client; readonly boardId: string },
): Side {
  const { programme } = scene;
  const activities = new ActivityGenerator({ name: 'live', members });
  let updates = 0;
  return {
    group: 'api',
    async update() {
      updates += 1;
      // Somebody of the first ten overtakes the others, so that the whole page moves.
      const ambassadorReference = referenceOf(members - 1 - (updates % 10));
      const activity = { ...activities.next(), kind: 'TRAINING_COMPLETED', quantity: 10, ambassadorReference };
      await environment.graphql(programme.adminToken, recordActivities, {
        input: { programme: programme.id, source: 'bench', activities: [activity] },
      });
      return commitOf(database, boardId);
    },
    cpuSeconds: async () => (await environment.api().vitals()).cpuSeconds,
  };
}

/** PostgreSQL itself tells when the newest version of the board was committed. */
async function commitOf(database: Client, boardId: string): Promise<Commit> {
  const { rows } = await database.query<{ version: string; at: string }>(
    'SELECT version, extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000 AS at FROM board WHERE id = $1',
    [boardId],
  );
  return { version: Number(rows[0]?.version), at: Number(rows[0]?.at) };
}

function bareSide(bare: OwnProcess<BareSockets>, message: string): Side {
  return {
    group: 'bare',
    update: () => bare.ask('broadcast', message),
    cpuSeconds: () => bare.ask('cpuSeconds', undefined as never),
  };
}

async function runRound(clients: OwnProcess<Subscribers>, { group, update, cpuSeconds }: Side): Promise<Round> {
  await clients.ask('reset', group);
  const commits: Commit[] = [];
  const cpuBefore = await cpuSeconds();
  const begun = performance.now();
  for (let number = 1; number <= updatesOfRound; number += 1) {
    commits.push(await update());
    await pause(Math.max(0, begun + number * millisecondsBetweenUpdates - performance.now()));
  }
  const seconds = (performance.now() - begun) / 1000;
  const cpuShare = (100 * ((await cpuSeconds()) - cpuBefore)) / seconds;
  await pause(millisecondsToSettle);
  const { latencies, missing } = await clients.ask('latencies', { group, commits });
  if (missing > 0) throw new Error(`${group}: ${missing} updates did not arrive within ${millisecondsToSettle} ms`);
  return { latencies, cpuShare };
}

/** The share of a core that as many writes take on a board that nobody follows. */
async function writesAlone(context: BenchContext): Promise<number> {
  const { environment } = context;
  const programme = await createProgramme(environment, { key: 'live-alone', members, rules: { rules: pointsAsTold } });
  const activities = new ActivityGenerator({ name: 'alone', members });
  const write = (index: number) => {
    const ambassadorReference = referenceOf(members - 1 - (index % 10));
    const activity = { ...activities.next(), kind: 'TRAINING_COMPLETED', quantity: 10, ambassadorReference };
    const input = { programme: programme.id, source: 'bench', activities: [activity] };
    return environment.graphql(programme.adminToken, recordActivities, { input });
  };
  for (let index = 0; index < updatesOfRound; index += 1) await write(index);
  const before = (await environment.api().vitals()).cpuSeconds;
  const begun = performance.now();
  for (let number = 1; number <= updatesOfRound; number += 1) {
    await write(number);
    await pause(Math.max(0, begun + number * millisecondsBetweenUpdates - performance.now()));
  }
  return (100_000 * ((await environment.api().vitals()).cpuSeconds - before)) / (performance.now() - begun);
}

function measurements(
  results: Readonly<Record<Side['group'], readonly Round[]>>,
  subscriberCount: number,
): readonly Measurement[] {
  const name = `Live board of 10 rows, ${subscriberCount} subscribers, 4 updates/s`;
  const latency = (rounds: readonly Round[], share: number) =>
    median(rounds.map(({ latencies }) => percentile([...latencies], share)));
  const compare = (of: (rounds: readonly Round[]) => number) => ({
    value: of(results.api),
    reference: { name: 'bare ws, same bytes', value: of(results.bare) },
  });
  const target = { bound: 'at most', ratio: 2 } as const;
  return [
    { name: `${name}: commit to client, p50`, unit: 'ms', ...compare((rounds) => latency(rounds, 0.5)) },
    { name: `${name}: commit to client, p95`, unit: 'ms', ...compare((rounds) => latency(rounds, 0.95)), target },
    {
      ...{ name: `${name}: processor time of the server`, unit: '% of a core' },
      ...compare((rounds) => median(rounds.map(({ cpuShare }) => cpuShare))),
      target,
    },
  ];
}
