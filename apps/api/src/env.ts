import { createPrivateKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** The environment is not as it must be. `lines` has one line for each variable: which, what is wrong, what would be right. */
export class EnvironmentError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

const wholeNumber = (minimum: number, maximum: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum)
    .default(otherwise);

const httpAddress = z.url({ protocol: /^https?$/ }).transform((address) => address.replace(/\/+$/, ''));

/** Keys as the operator writes them; a wrong one makes the whole wrong. */
const credentialKeys = z
  .string()
  .default('')
  .transform((text, context): readonly KeyObject[] => {
    const keys = text === '' ? [] : text.split(',').map((key) => rsaKeyOf(key.trim()));
    if (keys.includes(null)) context.addIssue({ code: 'custom' });
    return keys.filter((key) => key !== null);
  });

function rsaKeyOf(base64: string): KeyObject | null {
  try {
    const key = createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });
    const isLongEnough = (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
    return key.asymmetricKeyType === 'rsa' && isLongEnough ? key : null;
  } catch {
    return null;
  }
}

interface Variable<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** What it decides, for the operator. */
  readonly meaning: string;
  /** What a right value looks like, said after "would be right: ". */
  readonly right: string;
  /** The default as the operator reads it. */
  readonly otherwise: string;
}

function variable<Schema extends z.ZodType>(schema: Schema, about: Omit<Variable<Schema>, 'schema'>): Variable<Schema> {
  return { schema, ...about };
}

/** Every variable that the API reads. docs/operations.md lists the same; test/api-guide.test.ts compares them. */
export const environmentVariables = {
  DATABASE_URL: variable(z.url({ protocol: /^postgres(ql)?$/ }), {
    meaning: 'The PostgreSQL database.',
    right: 'postgresql://user:password@host:5432/fanfare',
    otherwise: 'none, it must be set',
  }),
  DATABASE_OWNER_URL: variable(z.url({ protocol: /^postgres(ql)?$/ }).optional(), {
    meaning: 'The same database with the account that owns its tables, used for migrations alone.',
    right: 'postgresql://owner:password@host:5432/fanfare',
    otherwise: 'that of DATABASE_URL',
  }),
  DATABASE_POOL_SIZE: variable(wholeNumber(1, 500, 10), {
    meaning: 'The most connections to PostgreSQL that this process holds.',
    right: 'a whole number from 1 to 500',
    otherwise: '10',
  }),
  DATABASE_STATEMENT_TIMEOUT_MS: variable(wholeNumber(100, 600_000, 15_000), {
    meaning: 'After how many milliseconds PostgreSQL gives up on a statement.',
    right: 'a whole number from 100 to 600000',
    otherwise: '15000',
  }),
  REDIS_URL: variable(z.url({ protocol: /^rediss?$/ }).optional(), {
    meaning: 'Redis, which holds ranks and carries live events for several nodes; a single node needs none.',
    right: 'redis://host:6379',
    otherwise: 'none: ranks and events stay in this process',
  }),
  RANKS_MEGABYTES: variable(wholeNumber(1, 65_536, 256), {
    meaning: 'Without Redis: how much memory ranks of boards may take. Boards that do not fit are read from PostgreSQL.',
    right: 'a whole number from 1 to 65536',
    otherwise: '256',
  }),
  RUN_JOBS: variable(
    z
      .enum(['true', 'false'])
      .default('true')
      .transform((value) => value === 'true'),
    {
      meaning: 'Whether this process runs jobs: scheduled work, retries, clearing up. At least one node must.',
      right: 'true or false',
      otherwise: 'true',
    },
  ),
  OIDC_ISSUER: variable(httpAddress, {
    meaning: 'The identity provider: the issuer of its tokens, under which its discovery document lies.',
    right: 'https://login.example.com/realms/company',
    otherwise: 'none, it must be set',
  }),
  OIDC_AUDIENCE: variable(z.string().min(1).default('fanfare'), {
    meaning: 'The audience that access tokens for this API carry.',
    right: 'the identifier under which the identity provider knows this API',
    otherwise: 'fanfare',
  }),
  OIDC_CLIENT_ID: variable(z.string().min(1).default('fanfare-admin'), {
    meaning: 'The client identifier with which the admin app signs people in.',
    right: 'the identifier of a public client with the code flow and PKCE',
    otherwise: 'fanfare-admin',
  }),
  OIDC_CLOCK_SKEW_SECONDS: variable(wholeNumber(0, 300, 30), {
    meaning: 'By how many seconds the clocks of the identity provider and of this machine may differ.',
    right: 'a whole number from 0 to 300',
    otherwise: '30',
  }),
  OPERATOR_SUBJECTS: variable(
    z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((subject) => subject.trim())
          .filter((subject) => subject !== ''),
      ),
    {
      meaning: 'The subjects (`sub`) of the people who run this installation and may create programmes.',
      right: 'subjects of the identity provider, separated by commas',
      otherwise: 'nobody',
    },
  ),
  HOST: variable(z.string().min(1).default('0.0.0.0'), {
    meaning: 'The network address on which the API listens.',
    right: '0.0.0.0 for all, 127.0.0.1 for this machine only',
    otherwise: '0.0.0.0',
  }),
  PORT: variable(wholeNumber(0, 65_535, 4000), {
    meaning: 'The port on which the API listens; 0 takes any free one.',
    right: 'a whole number from 0 to 65535',
    otherwise: '4000',
  }),
  PUBLIC_URL: variable(httpAddress.optional(), {
    meaning: 'The address under which people reach this installation, when that is not the one it listens on.',
    right: 'https://fanfare.example.com',
    otherwise: 'http://localhost:PORT',
  }),
  TRUSTED_PROXIES: variable(z.string().min(1).optional(), {
    meaning: 'Reverse proxies whose X-Forwarded headers are believed.',
    right: 'addresses or networks, separated by commas, such as 10.0.0.0/8',
    otherwise: 'none',
  }),
  FINAL_STANDINGS_KEY: variable(
    z
      .string()
      .regex(/^[A-Za-z0-9+/]{43}=$/)
      .transform((text) => Buffer.from(text, 'base64'))
      .optional(),
    {
      meaning: 'The private key (Ed25519) with which final standings are signed.',
      right: '32 random bytes in base64, as `openssl rand -base64 32` gives them',
      otherwise: 'none: final standings bear no signature',
    },
  ),
  SMTP_URL: variable(z.url({ protocol: /^smtps?$/ }).optional(), {
    meaning: 'The mail server for notifications.',
    right: 'smtp://user:password@host:587 or smtps://user:password@host:465',
    otherwise: 'none: no mails are sent',
  }),
  MAIL_FROM: variable(
    z
      .string()
      .regex(/^(?:[^<>\r\n"]{1,100} <[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/)
      .default('Fanfare <fanfare@localhost>'),
    {
      meaning: 'The sender of mails.',
      right: 'Fanfare <fanfare@example.com>',
      otherwise: 'Fanfare <fanfare@localhost>',
    },
  ),
  MAILBOX: variable(
    z
      .enum(['true', 'false'])
      .default('false')
      .transform((value) => value === 'true'),
    {
      meaning: 'Whether mails are kept for their recipients to read in the admin app instead of being sent; not in production.',
      right: 'true or false',
      otherwise: 'false',
    },
  ),
  WEBHOOK_KEY: variable(
    z
      .string()
      .regex(/^[A-Za-z0-9+/]{43}=$/)
      .transform((text) => Buffer.from(text, 'base64'))
      .optional(),
    {
      meaning: 'The key from which the secrets of webhooks are derived; another key means other secrets.',
      right: '32 random bytes in base64, as `openssl rand -base64 32` gives them',
      otherwise: 'none: no webhooks',
    },
  ),
  WEBHOOKS_TO_THIS_MACHINE: variable(
    z
      .enum(['true', 'false'])
      .default('false')
      .transform((value) => value === 'true'),
    {
      meaning: 'Whether webhooks may lead to localhost, over http too: to try them out; not in production.',
      right: 'true or false',
      otherwise: 'false',
    },
  ),
  CREDENTIAL_KEYS: variable(credentialKeys, {
    meaning:
      'The private keys (RSA) of the credentials that people make of badges: the first one signs, all of them verify. Keys are separated by commas.',
    right:
      'PKCS #8 in base64, of 2048 bits or more, as `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -outform DER | base64 -w0` gives it',
    otherwise: 'none: no credentials are issued',
  }),
  LOG_LEVEL: variable(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'), {
    meaning: 'How much is logged.',
    right: 'trace, debug, info, warn, error, fatal or silent',
    otherwise: 'info',
  }),
  NODE_ENV: variable(z.enum(['production', 'development', 'test']).default('development'), {
    meaning: 'In production nothing of the demo starts.',
    right: 'production, development or test',
    otherwise: 'development',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: variable(httpAddress.optional(), {
    meaning: 'Where OpenTelemetry traces are sent (OTLP over HTTP).',
    right: 'http://collector:4318',
    otherwise: 'none: no traces',
  }),
  ADMIN_APP_DIRECTORY: variable(z.string().min(1).optional(), {
    meaning: 'The folder of the built admin app.',
    right: 'a folder with an index.html',
    otherwise: 'apps/admin/dist of this installation',
  }),
  SOCKET_LIMIT: variable(wholeNumber(1, 1_000_000, 20_000), {
    meaning: 'The most WebSocket connections that this process holds.',
    right: 'a whole number from 1 to 1000000',
    otherwise: '20000',
  }),
  SOCKETS_PER_CLIENT: variable(wholeNumber(1, 100_000, 50), {
    meaning:
      'The most WebSocket connections that a person, an API token or (where nobody is signed in) an address holds at a process.',
    right: 'a whole number from 1 to 100000',
    otherwise: '50',
  }),
  OPERATION_COST_LIMIT: variable(wholeNumber(100, 10_000_000, 20_000), {
    meaning: 'The most that one GraphQL operation may cost, as computed from the schema.',
    right: 'a whole number from 100 to 10000000',
    otherwise: '20000',
  }),
  COST_PER_MINUTE: variable(wholeNumber(1000, 999_999_999, 600_000), {
    meaning: 'What the operations of a person or an API token may cost in a minute.',
    right: 'a whole number from 1000 to 999999999',
    otherwise: '600000',
  }),
  ANONYMOUS_COST_PER_MINUTE: variable(wholeNumber(100, 999_999_999, 20_000), {
    meaning: 'What the operations of an address from which nobody is signed in may cost in a minute.',
    right: 'a whole number from 100 to 999999999',
    otherwise: '20000',
  }),
  FAILED_CREDENTIALS_PER_MINUTE: variable(wholeNumber(1, 1_000_000, 60), {
    meaning: 'How often an address may send credentials in a minute that are not accepted.',
    right: 'a whole number from 1 to 1000000',
    otherwise: '60',
  }),
  INVITATION_ATTEMPTS_PER_HOUR: variable(wholeNumber(1, 10_000, 10), {
    meaning: 'How many invitation codes a person may try in an hour.',
    right: 'a whole number from 1 to 10000',
    otherwise: '10',
  }),
  IMPORT_UNPACKED_MEGABYTES: variable(wholeNumber(1, 1_000_000, 1000), {
    meaning: 'To how many megabytes a packed import may unpack. Files that are sent as they are may have any size.',
    right: 'a whole number from 1 to 1000000',
    otherwise: '1000',
  }),
  IMPORT_SECONDS: variable(wholeNumber(1, 604_800, 14_400), {
    meaning: 'How long one upload of an import may take; then it is interrupted, to be resumed.',
    right: 'a whole number from 1 to 604800',
    otherwise: '14400',
  }),
  ANSWER_CACHE_MEGABYTES: variable(wholeNumber(0, 10_000, 64), {
    meaning: 'How much memory answers may take that are kept to be given again; 0 keeps none.',
    right: 'a whole number from 0 to 10000',
    otherwise: '64',
  }),
  TRUSTED_DOCUMENTS: variable(z.string().min(1).optional(), {
    meaning:
      'Manifests of trusted documents, JSON files separated by commas. When set, no other GraphQL documents are answered.',
    right: '/etc/fanfare/trusted-documents.json',
    otherwise: 'none: every valid document is answered',
  }),
  SHUTDOWN_SECONDS: variable(wholeNumber(1, 600, 20), {
    meaning: 'How long a stopping process waits for running requests and jobs.',
    right: 'a whole number from 1 to 600',
    otherwise: '20',
  }),
} as const;

type Variables = typeof environmentVariables;
type VariableName = keyof Variables;

/** The validated environment, under the names of its variables. */
export type Environment = { readonly [Name in VariableName]: z.output<Variables[Name]['schema']> };

/** Variables as an operator writes them. */
export type EnvironmentSource = Readonly<Record<string, string | undefined>>;

/**
 * Reads and validates the variables; an empty one counts as not set. Throws EnvironmentError with a line for everything that is wrong.
 */
export function readEnvironment(source: EnvironmentSource): Environment {
  const lines: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema, right }] of Object.entries(environmentVariables)) {
    const text = source[name] === '' ? undefined : source[name];
    const parsed = schema.safeParse(text);
    if (parsed.success) values[name] = parsed.data;
    else lines.push(`${name}: ${problemWith(name, text)}; would be right: ${right}`);
  }
  if (lines.length > 0) throw new EnvironmentError(lines);
  return values as Environment;
}

/** The environment of this process. Throws as readEnvironment does. */
export function processEnvironment(): Environment {
  return readEnvironment(process.env);
}

/** Names the value, except where it may hold a password. */
function problemWith(name: string, text: string | undefined): string {
  if (text === undefined) return 'is not set';
  if (/_KEYS?$/.test(name)) return 'is not such a key';
  return name.endsWith('_URL') ? 'is not such an address' : `is ${JSON.stringify(text)}`;
}
