import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../platform/auth/actor.ts';
import type { Authenticator } from '../../platform/auth/authenticator.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { preferredLanguage } from '../../platform/graphql/request-context.ts';
import { canonicalJson } from '../../platform/idempotency/canonical-json.ts';
import { newId } from '../../platform/ids.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { AnotherFileError, type ImportRunner, type ImportSource } from './import-runner.ts';
import { type ImportSettings, importQuerySchema, readSettings } from './import-settings.ts';
import { type ImportFormat, type ImportRunRow, type ImportStatus, ImportsRepository } from './imports.repository.ts';
import { lostAfterMilliseconds } from './imports.service.ts';
import { importReaders } from './imports.types.ts';
import {
  encodingOf,
  expectedBytes,
  lingerAfterEarlyAnswer,
  openUpload,
  type UploadEncoding,
  type UploadLimits,
  unpackedWithin,
} from './upload.ts';

/** A refusal that the sender can put right; `extensions.code` as in GraphQL. */
class RefusedImportError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

interface WantedImport {
  readonly programmeId: string;
  readonly importId: string | undefined;
  readonly format: ImportFormat;
  readonly fileName: string | null;
  readonly settings: ImportSettings;
  readonly encoding: UploadEncoding;
}

export interface ImportRoutesDependencies {
  readonly authenticator: Authenticator;
  readonly programmes: ProgrammeDirectory;
  readonly database: Database;
  readonly clock: Clock;
  readonly runner: ImportRunner;
  readonly limits: UploadLimits;
}

/** What the answer's status says of how an import has ended. RUNNING: somebody else has taken it up. */
const statusCodes: Readonly<Record<ImportStatus, number>> = {
  COMPLETED: 200,
  CANCELLED: 409,
  RUNNING: 409,
  FAILED: 422,
  INTERRUPTED: 503,
};

/**
 * POST /imports/activities: a CSV or NDJSON file as the body, of any size, read as fast as it is recorded and never held in memory or
 * on disk. The answer comes when the file has been read; progress is to be had over GraphQL meanwhile, by the importId that the sender may
 * choose itself.
 */
export function importRoutes(dependencies: ImportRoutesDependencies): FastifyPluginAsync {
  return async (server) => {
    // A server that stops does not wait for the rest of a long file: the import is interrupted, to be resumed.
    const stopping = new AbortController();
    server.addHook('preClose', async () => stopping.abort());
    server.addHook('onRequest', async (request, reply) => lingerAfterEarlyAnswer(request, reply));
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', (_request, body, done) => done(null, body));
    server.setErrorHandler((error, request, reply) => {
      if (!(error instanceof RefusedImportError)) throw error;
      const { status, code, message } = error;
      return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });
    });
    // The upload unpacks itself: the server-wide unpacking of requests leaves nothing to read here, and ends the connection with damaged data.
    server.post('/imports/activities', { decompress: false }, (request, reply) =>
      importActivities({ ...dependencies, stopping: stopping.signal }, request, reply),
    );
  };
}

async function importActivities(
  dependencies: ImportRoutesDependencies & { readonly stopping: AbortSignal },
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { viewer, language } = await dependencies.authenticator.authenticate(request.headers.authorization);
  const wanted = await readWanted(dependencies, viewer, request);
  const begun = await beginOrResume(dependencies, { viewer, wanted, bytesExpected: expectedBytes(request) });
  const { limits } = dependencies;
  const signal = AbortSignal.any([dependencies.stopping, AbortSignal.timeout(limits.seconds * 1000)]);
  const bytes = openUpload(request, { encoding: wanted.encoding, signal });
  const ended = await runToItsEnd(dependencies, {
    ...begun,
    bytes: wanted.encoding === 'gzip' ? unpackedWithin(bytes, limits.unpackedMegabytes) : bytes,
    language: preferredLanguage(request.headers['accept-language']) ?? language ?? 'ENGLISH',
    signal,
  });
  const { id, status, linesRead, recorded, duplicates, failed, failure } = ended;
  return reply.code(statusCodes[status]).send({ importId: id, status, linesRead, recorded, duplicates, failed, failure });
}

async function runToItsEnd({ runner, database }: ImportRoutesDependencies, source: ImportSource): Promise<ImportRunRow> {
  try {
    await runner.run(source);
  } catch (error) {
    if (!(error instanceof AnotherFileError)) throw error;
    throw new RefusedImportError(
      409,
      'ANOTHER_FILE',
      'This is not the file whose import is to be resumed. Start a new import with it.',
    );
  }
  const ended = await new ImportsRepository(database.manager).find(source.run.id);
  if (ended === null) throw new Error(`import ${source.run.id} is gone`);
  return ended;
}

async function readWanted(
  dependencies: ImportRoutesDependencies,
  viewer: Viewer,
  request: FastifyRequest,
): Promise<WantedImport> {
  if (viewer.kind === 'nobody')
    throw new RefusedImportError(401, 'UNAUTHENTICATED', 'Sign in first: this takes a bearer token.');
  const query = importQuerySchema.safeParse(request.query);
  if (!query.success) {
    const findings = query.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `"${path.join('.')}": ${message}`,
    );
    throw new RefusedImportError(400, 'BAD_USER_INPUT', `The address is not right. ${findings.join('; ')}`);
  }
  const settings = readSettings(query.data);
  if (!settings.ok) throw new RefusedImportError(400, 'BAD_USER_INPUT', settings.problems.join(' '));
  const encoding = encodingOf(request);
  if (encoding === undefined)
    throw new RefusedImportError(415, 'BAD_USER_INPUT', 'A compressed body takes Content-Encoding: gzip.');
  const programmeId = await permittedProgramme(dependencies, viewer, query.data.programme);
  const { importId, fileName = null } = query.data;
  const format = query.data.format === 'csv' ? 'CSV' : 'NDJSON';
  return { programmeId, importId, format, fileName, settings: settings.settings, encoding };
}

async function permittedProgramme({ programmes }: ImportRoutesDependencies, viewer: Viewer, key: string): Promise<string> {
  const programme = await programmes.byKey(key);
  if (programme === undefined || !isInside(viewer, programme.id)) {
    throw new RefusedImportError(404, 'NOT_FOUND', `There is no programme "${key}" for you.`);
  }
  if (may(viewer, { ...importReaders, programmeId: programme.id })) return programme.id;
  const who = 'Importing takes an admin of the programme or a token with the scope IMPORTS_WRITE.';
  throw new RefusedImportError(403, 'FORBIDDEN', who);
}

type Begun = Pick<ImportSource, 'run' | 'before'>;

async function beginOrResume(
  { database, clock }: ImportRoutesDependencies,
  request: { readonly viewer: Viewer; readonly wanted: WantedImport; readonly bytesExpected: number | null },
): Promise<Begun> {
  const { wanted, viewer, bytesExpected } = request;
  const { programmeId, format, fileName, settings } = wanted;
  const repository = new ImportsRepository(database.manager);
  const now = clock.now();
  const id = wanted.importId ?? newId();
  const facts = { id, programmeId, format, fileName, settings, startedBy: actorOf(viewer), bytesExpected, startedAt: now };
  const begun = await repository.insert(facts);
  if (begun !== null) return { run: begun, before: null };
  const known = await repository.find(id);
  if (known === null || known.programmeId !== programmeId) {
    throw new RefusedImportError(404, 'NOT_FOUND', 'There is no such import.');
  }
  if (known.format !== format || canonicalJson(known.settings) !== canonicalJson(settings)) {
    const message =
      'An import is resumed with the parameters with which it was started: format, source, delimiter, map, value, default.';
    throw new RefusedImportError(409, 'OTHER_PARAMETERS', message);
  }
  const staleBefore = new Date(now.getTime() - lostAfterMilliseconds);
  const resumed = await repository.resume(id, { now, staleBefore });
  if (resumed !== null) return { run: resumed, before: known };
  throw new RefusedImportError(409, 'STATE', `This import is ${known.status}; only an interrupted one can be resumed.`);
}
