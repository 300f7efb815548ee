import { may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import type { BatchFunction } from '../../platform/graphql/loaders.ts';
import { notAllowed, notFound, type UserFailure } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import {
  AmbassadorChanged,
  type AmbassadorRecord,
  findAmbassadorsByIds,
  lockAmbassador,
  sightOf,
  updateAmbassador,
} from '../ambassadors/index.ts';
import { isVisibleTo, type ProgrammeDirectory } from '../programmes/index.ts';
import type {
  DeclarableSegment,
  IntentKind,
  IntentOutcome,
  SegmentAssessmentRecord,
  SegmentDeclarationRecord,
} from './segment.ts';
import { type ShownCount, shownCounts } from './segment-counts.ts';
import type { SegmentsAssessor } from './segments.assessor.ts';
import * as failures from './segments.errors.ts';
import { SegmentsRepository } from './segments.repository.ts';
import { signalRecorders } from './segments.types.ts';

/** Told, in the same transaction, when somebody chooses to keep work and private life apart. */
export interface SeparationListener {
  separated(transaction: Transaction, ambassador: AmbassadorRecord): Promise<void>;
}

export interface SegmentsDependencies {
  readonly database: Database;
  readonly programmes: ProgrammeDirectory;
  readonly assessor: SegmentsAssessor;
  readonly clock: Clock;
  readonly listeners: readonly SeparationListener[];
}

export interface NewSignal {
  readonly ambassadorId: string;
  readonly kind: IntentKind;
  readonly externalId: string;
  readonly outcome: IntentOutcome;
  readonly occurredAt: Date;
}

/** Segments as people see and correct them. */
export class SegmentsService {
  readonly #dependencies: SegmentsDependencies;

  constructor(dependencies: SegmentsDependencies) {
    this.#dependencies = dependencies;
  }

  /** Where the person stands; assessed now where that has not happened yet. Null for who does not take part. */
  async segmentOf(ambassadorId: string): Promise<SegmentAssessmentRecord | null> {
    const { database, programmes, assessor } = this.#dependencies;
    const [known] = await new SegmentsRepository(database.manager).findAssessments([ambassadorId]);
    if (known !== undefined) return known;
    const [ambassador] = await findAmbassadorsByIds(database.manager, [ambassadorId]);
    const programme = ambassador && (await programmes.byId(ambassador.programmeId));
    if (programme === undefined) return null;
    return (await database.transaction(({ manager }) => assessor.assessOne(manager, { programme, ambassadorId }))) ?? null;
  }

  /** For loaders. */
  declarationsOf(): BatchFunction<string, SegmentDeclarationRecord> {
    return async (ambassadorIds) => {
      const found = await new SegmentsRepository(this.#dependencies.database.manager).findDeclarations(ambassadorIds);
      const byAmbassador = new Map(found.map((declaration) => [declaration.ambassadorId, declaration]));
      return ambassadorIds.map((id) => byAmbassador.get(id));
    };
  }

  /** A person's own word, which counts before any calculation; null takes it back. */
  async declare(
    viewer: Viewer,
    wanted: { readonly ambassadorId: string; readonly segment: DeclarableSegment | null; readonly note: string | null },
  ): Promise<Outcome<SegmentAssessmentRecord, UserFailure>> {
    const { database, programmes, assessor, clock, listeners } = this.#dependencies;
    const [known] = await findAmbassadorsByIds(database.manager, [wanted.ambassadorId]);
    const programme = known && (await programmes.byId(known.programmeId));
    if (known === undefined || programme === undefined) return fail(notFound(['ambassador']));
    if (!isOwn(viewer, known)) return fail(refusalOf(viewer, known));
    return database.transaction(async (transaction) => {
      const { manager } = transaction;
      const ambassador = await lockAmbassador(manager, { id: known.id });
      if (ambassador === undefined || ambassador.status === 'LEFT') return fail(failures.hasLeft());
      await keepDeclaration(transaction, ambassador, { ...wanted, declaredAt: clock.now() });
      if (wanted.segment === 'SEPARATOR') for (const listener of listeners) await listener.separated(transaction, ambassador);
      const assessment = await assessor.assessOne(manager, { programme, ambassadorId: ambassador.id });
      if (assessment === undefined) throw new Error('somebody who takes part was not assessed');
      return succeed(assessment);
    });
  }

  /** Keeps a sign of intent of somebody who agreed to that. */
  async recordSignal(viewer: Viewer, signal: NewSignal): Promise<Outcome<string, UserFailure>> {
    const { database, clock } = this.#dependencies;
    const [ambassador] = await findAmbassadorsByIds(database.manager, [signal.ambassadorId]);
    if (ambassador === undefined) return fail(notFound(['ambassador']));
    const { programmeId, personId } = ambassador;
    if (!may(viewer, { ...signalRecorders, programmeId, personId, ambassadorId: ambassador.id })) {
      return fail(refusalOf(viewer, ambassador));
    }
    if (signal.occurredAt > clock.now()) return fail(failures.signalInTheFuture());
    return database.transaction(async ({ manager }) => {
      const repository = new SegmentsRepository(manager);
      await lockAmbassador(manager, { id: ambassador.id });
      if (!(await repository.sharesSignals(ambassador.id))) return fail(failures.signalsNotShared());
      await repository.saveSignal({ ...signal, programmeId });
      return succeed(ambassador.id);
    });
  }

  /** Assesses a programme now. */
  async assess(viewer: Viewer, programmeId: string): Promise<Outcome<string, UserFailure>> {
    const programme = await this.#dependencies.programmes.byId(programmeId);
    if (programme === undefined || !isVisibleTo(viewer, programme)) return fail(notFound(['programme']));
    if (!may(viewer, { to: ['ADMIN'], programmeId })) return fail(notAllowed(['programme']));
    await this.#dependencies.assessor.assessProgramme(programmeId);
    return succeed(programmeId);
  }

  /** How many are in each segment, where that may be told. */
  async countsOf(programmeId: string): Promise<readonly ShownCount[]> {
    const { database, programmes } = this.#dependencies;
    const programme = await programmes.byId(programmeId);
    if (programme === undefined) return [];
    const counts = await new SegmentsRepository(database.manager).counts(programmeId);
    return shownCounts(counts, programme.privacy.minimumGroupSize);
  }
}

async function keepDeclaration(
  { manager, announce }: Transaction,
  ambassador: AmbassadorRecord,
  wanted: { readonly segment: DeclarableSegment | null; readonly note: string | null; readonly declaredAt: Date },
): Promise<void> {
  const { id: ambassadorId, programmeId } = ambassador;
  const { segment, note, declaredAt } = wanted;
  const repository = new SegmentsRepository(manager);
  if (segment === null) await repository.deleteDeclaration(ambassadorId);
  else await repository.saveDeclaration({ ambassadorId, programmeId, segment, note, declaredAt });
  const isSeparator = segment === 'SEPARATOR';
  if (isSeparator !== ambassador.isSeparator) {
    await updateAmbassador(manager, { ...ambassador, isSeparator, version: ambassador.version + 1 });
    announce(AmbassadorChanged.event({ programmeId, ambassadorId }));
  }
}

function isOwn(viewer: Viewer, { programmeId, personId }: AmbassadorRecord): boolean {
  return personId !== null && may(viewer, { to: ['SELF'], programmeId, personId });
}

function refusalOf(viewer: Viewer, ambassador: AmbassadorRecord): UserFailure {
  return sightOf(viewer, ambassador) === 'NOTHING' ? notFound(['ambassador']) : notAllowed(['ambassador']);
}
