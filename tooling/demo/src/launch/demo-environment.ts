import { createHash } from 'node:crypto';
import { type EnvironmentSource, readEnvironment } from '@fanfare/api';
import { castMember, subjectOf } from '../cast.ts';

/** Secrets of webhooks of the demo protect nothing; they stay the same over its starts. */
const demoWebhookKey = createHash('sha256').update('fanfare demo').digest('base64');

/** The parts of the environment that a demo finds for itself. */
export interface DemoPlace {
  readonly port: number;
  readonly databaseUrl: string;
}

/** Whether a variable is given; an empty one counts as not set. */
export function isGiven(source: EnvironmentSource, name: string): boolean {
  return source[name] !== undefined && source[name] !== '';
}

/**
 * The environment of the API in a demo. What the operator set stays; else only this machine is served, as everybody may sign in without
 * a password, only warnings are logged, mails are kept to be looked at, webhooks may lead to this machine, and the identity provider is the demo's own.
 */
export function demoEnvironment(source: EnvironmentSource, { port, databaseUrl }: DemoPlace): EnvironmentSource {
  const given = Object.fromEntries(Object.entries(source).filter(([name]) => isGiven(source, name)));
  const common = { HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...given, PORT: String(port), DATABASE_URL: databaseUrl };
  if (isGiven(source, 'OIDC_ISSUER')) return common;
  const operator = castMember('operator');
  const operators = [given['OPERATOR_SUBJECTS'], operator === undefined ? undefined : subjectOf(operator)];
  return {
    ...{ MAILBOX: 'true', WEBHOOK_KEY: demoWebhookKey, WEBHOOKS_TO_THIS_MACHINE: 'true' },
    ...common,
    OIDC_ISSUER: `${originOf(source, port)}/oidc`,
    OPERATOR_SUBJECTS: operators.filter((subjects) => subjects !== undefined).join(','),
  };
}

/** Where browsers reach the demo. */
export function originOf(source: EnvironmentSource, port: number): string {
  const { PUBLIC_URL: publicUrl, HOST: host = '' } = source;
  if (publicUrl !== undefined && publicUrl !== '') return publicUrl.replace(/\/+$/, '');
  const reachable = ['', '0.0.0.0', '::', '127.0.0.1'].includes(host) ? 'localhost' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/** Checks the variables before anything is started, and gives the wished port. Throws the API's EnvironmentError. */
export function checkEnvironment(source: EnvironmentSource): { readonly port: number; readonly host: string } {
  const databaseUrl = isGiven(source, 'DATABASE_URL') ? (source['DATABASE_URL'] ?? '') : 'postgresql://127.0.0.1/fanfare';
  const provisional = demoEnvironment(source, { port: 4000, databaseUrl });
  const { PORT, HOST } = readEnvironment({ ...provisional, PORT: source['PORT'] });
  return { port: PORT, host: HOST };
}
