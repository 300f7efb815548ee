import { type EnvironmentSource, type RunningServer, readEnvironment, startServer } from '@fanfare/api';
import { identityProvider } from '../identity-provider/plugin.ts';
import { createDemoClock } from '../seed/demo-clock.ts';
import { type DemoSize, seedDemo } from '../seed/seed.ts';
import { adoptPeople } from './adopt-people.ts';
import type { Closing } from './closing.ts';
import { credentialKeyIn } from './credential-key.ts';
import { demoEnvironment, isGiven, originOf } from './demo-environment.ts';

export interface DemoServerOptions {
  /** The environment as the operator wrote it. */
  readonly source: EnvironmentSource;
  readonly port: number;
  readonly databaseUrl: string;
  /** Keeps keys and sessions of the identity provider. */
  readonly identityDirectory: string;
  readonly size: DemoSize;
  readonly closing: Closing;
  readonly onProgress: (line: string) => void;
}

export interface DemoServer {
  /** Where browsers reach it, without a slash at the end. */
  readonly url: string;
  /** Whether the demo's own identity provider and programme are there, not only the API with somebody else's provider. */
  readonly isDemo: boolean;
}

/** Starts the API; unless an OIDC_ISSUER is given, with the demo's identity provider, and with the demo programme in it. */
export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const { source, port, closing, onProgress } = options;
  const url = originOf(source, port);
  const isDemo = !isGiven(source, 'OIDC_ISSUER');
  const clock = createDemoClock();
  onProgress('Starting the API');
  const open = isDemo
    ? () => openDemo(options, clock)
    : () => startServer({ environment: readEnvironment(demoEnvironment(source, options)) });
  const server = await closing.opening(open, (running) => running.stop());
  if (isDemo) await seedDemo({ url: server.url, clock, size: options.size, onProgress, interrupted: () => closing.hasBegun });
  return { url, isDemo };
}

async function openDemo(options: DemoServerOptions, clock: ReturnType<typeof createDemoClock>): Promise<RunningServer> {
  const source = isGiven(options.source, 'CREDENTIAL_KEYS')
    ? options.source
    : { ...options.source, CREDENTIAL_KEYS: await credentialKeyIn(options.identityDirectory) };
  const environment = readEnvironment(demoEnvironment(source, options));
  const extension = await identityProvider({
    issuer: environment.OIDC_ISSUER,
    audience: environment.OIDC_AUDIENCE,
    clientId: environment.OIDC_CLIENT_ID,
    appOrigins: appOriginsOf(options),
    directory: options.identityDirectory,
    nodeEnvironment: environment.NODE_ENV,
  });
  await adoptPeople(options.databaseUrl, environment.OIDC_ISSUER);
  return startServer({ environment, extensions: [extension], clock });
}

/** The demo's own addresses, and those of the admin app's development server. */
function appOriginsOf({ source, port }: DemoServerOptions): readonly string[] {
  const hosts = ['localhost', '127.0.0.1'];
  const origins = [
    new URL(originOf(source, port)).origin,
    ...[port, 5173].flatMap((at) => hosts.map((host) => `http://${host}:${at}`)),
  ];
  return [...new Set(origins)];
}
