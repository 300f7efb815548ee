import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../platform/auth/actor.ts';
import type { Authenticator } from '../../platform/auth/authenticator.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { preferredLanguage } from '../../platform/graphql/request-context.ts';
import { newId } from '../../platform/ids.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { AnotherFileError, type ImportRunner } from './import-runner.ts';
import { type ImportSettings, importQuerySchema, readSettings } from './import-settings.ts';
import { type ImportFormat, type ImportRunRow, ImportsRepository } from './imports.repository.ts';
import { lostAfterMilliseconds } from './imports.service.ts';
import { importReaders } from './imports.types.ts';

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
}

export interface ImportRoutesDependencies {
  readonly authenticator: Authenticator;
  readonly programmes: ProgrammeDirectory;
  readonly database: Database;
  readonly clock: Clock;
  readonly runner: ImportRunner;
}

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
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', (_request, body, done) => done(null, body));
    server.setErrorHandler((error, request, reply) => {
      if (!(error instanceof RefusedImportError)) throw error;
      const { status, code, message } = error;
      return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });
    });
    server.post('/imports/activities', (request, reply) =>
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
  const run = await beginOrResume(dependencies, { viewer, wanted, bytesExpected: expectedBytes(request) });
  const spoken = preferredLanguage(request.headers['accept-language']) ?? language ?? 'ENGLISH';
  try {
    await dependencies.runner.run({ run, bytes: bodyOf(request), language: spoken, signal: dependencies.stopping });
  } catch (error) {
    if (!(error instanceof AnotherFileError)) throw error;
    throw new RefusedImportError(
      409,
      'ANOTHER_FILE',
      'This is not the file whose import is to be resumed. Start a new import with it.',
    );
  }
  const ended = await new ImportsRepository(dependencies.database.manager).find(run.id);
  if (ended === null) throw new Error(`import ${run.id} is gone`);
  const { status, linesRead, recorded, duplicates, failed, failure } = ended;
  return reply
    .code(status === 'COMPLETED' ? 200 : 409)
    .send({ importId: run.id, status, linesRead, recorded, duplicates, failed, failure });
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
    const findings = query.error.issues.map((issue) => `"${issue.path.join('.')}": ${issue.message}`);
    throw new RefusedImportError(400, 'BAD_USER_INPUT', `The address is not complete. ${findings.join('; ')}`);
  }
  const settings = readSettings(query.data);
  if (!settings.ok) throw new RefusedImportError(400, 'BAD_USER_INPUT', settings.problems.join(' '));
  const programme = await dependencies.programmes.byKey(query.data.programme);
  if (programme === undefined || !isInside(viewer, programme.id)) {
    throw new RefusedImportError(404, 'NOT_FOUND', `There is no programme "${query.data.programme}" for you.`);
  }
  if (!may(viewer, { ...importReaders, programmeId: programme.id })) {
    throw new RefusedImportError(
      403,
      'FORBIDDEN',
      'Importing takes an admin of the programme or a token with the scope IMPORTS_WRITE.',
    );
  }
  const { importId, format, fileName } = query.data;
  const upperFormat = format === 'csv' ? 'CSV' : 'NDJSON';
  return { programmeId: programme.id, importId, format: upperFormat, fileName: fileName ?? null, settings: settings.settings };
}

async function beginOrResume(
  { database, clock }: ImportRoutesDependencies,
  request: { readonly viewer: Viewer; readonly wanted: WantedImport; readonly bytesExpected: number | null },
): Promise<ImportRunRow> {
  const { wanted, viewer, bytesExpected } = request;
  const repository = new ImportsRepository(database.manager);
  const now = clock.now();
  const known = wanted.importId === undefined ? null : await repository.find(wanted.importId);
  if (known !== null) {
    if (known.programmeId !== wanted.programmeId) throw new RefusedImportError(404, 'NOT_FOUND', 'There is no such import.');
    const staleBefore = new Date(now.getTime() - lostAfterMilliseconds);
    if (!(await repository.resume(known.id, { now, staleBefore }))) {
      throw new RefusedImportError(409, 'STATE', `This import is ${known.status}; only an interrupted one can be resumed.`);
    }
    return known;
  }
  const id = wanted.importId ?? newId();
  const { programmeId, format, fileName, settings } = wanted;
  await repository.insert({
    id,
    programmeId,
    format,
    fileName,
    settings,
    startedBy: actorOf(viewer),
    bytesExpected,
    startedAt: now,
  });
  const run = await repository.find(id);
  if (run === null) throw new Error(`import ${id} was written and is not there`);
  return run;
}

/** Compressed uploads do not say how large the file is. */
function expectedBytes({ headers }: FastifyRequest): number | null {
  const length = Number(headers['content-length']);
  return headers['content-encoding'] === undefined && Number.isSafeInteger(length) ? length : null;
}

function bodyOf(request: FastifyRequest): AsyncIterable<Uint8Array> {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined) return request.raw;
  if (encoding !== 'gzip')
    throw new RefusedImportError(415, 'BAD_USER_INPUT', 'A compressed body takes Content-Encoding: gzip.');
  return pipeline(request.raw, createGunzip(), () => undefined);
}
