import type { Visibility } from '@fanfare/contracts';
import { may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import {
  type AmbassadorRecord,
  type BoardMembership,
  findAmbassadorsByIds,
  lockAmbassador,
  type ProgrammeFacts,
  type ProgrammeFactsReader,
  sightOf,
} from '../ambassadors/index.ts';
import type { DepartmentDirectory } from '../departments/index.ts';
import * as failures from './participation.errors.ts';
import { findStandingConsents } from './participation.repository.ts';
import { keepChange } from './participation.store.ts';
import type { ConsentKind, Decision } from './participation.ts';
import * as participation from './participation.ts';

export interface ParticipationDependencies {
  readonly database: Database;
  readonly facts: ProgrammeFactsReader;
  readonly departments: DepartmentDirectory;
  readonly boards: readonly BoardMembership[];
}

export interface AmbassadorUpdateRequest extends participation.AmbassadorUpdate {
  readonly ambassadorId: string;
}

type AmbassadorOutcome = Outcome<AmbassadorRecord, UserFailure>;

/** Decides about an ambassador that is locked until the change is kept. */
type Decide = (ambassador: AmbassadorRecord, facts: ProgrammeFacts, transaction: Transaction) => Decision | Promise<Decision>;

/** The acts by which people shape their own participation. Every act is safe to repeat. */
export class ParticipationService {
  readonly #dependencies: ParticipationDependencies;

  constructor(dependencies: ParticipationDependencies) {
    this.#dependencies = dependencies;
  }

  leave(viewer: Viewer, ambassadorId: string): Promise<AmbassadorOutcome> {
    return this.#changeOwn(viewer, ambassadorId, (ambassador, { now }) => participation.leave(ambassador, now));
  }

  /** `until` is the last day of the pause, null until further notice. */
  pause(viewer: Viewer, ambassadorId: string, until: string | null): Promise<AmbassadorOutcome> {
    return this.#changeOwn(viewer, ambassadorId, (ambassador, { today }) => participation.pause(ambassador, { until, today }));
  }

  resume(viewer: Viewer, ambassadorId: string): Promise<AmbassadorOutcome> {
    return this.#changeOwn(viewer, ambassadorId, participation.resume);
  }

  /** To appear by name takes the version of the consent text that was read. */
  changeVisibility(
    viewer: Viewer,
    ambassadorId: string,
    wanted: { readonly visibility: Visibility; readonly consentVersion: string | null },
  ): Promise<AmbassadorOutcome> {
    return this.#changeOwn(viewer, ambassadorId, (ambassador, facts) => {
      const decision = participation.changeVisibility(ambassador, wanted.visibility);
      if (decision.kind !== 'change' || wanted.visibility !== 'NAMED') return decision;
      if (wanted.consentVersion === null) return { kind: 'refused', failure: failures.consentVersionNeeded() };
      return refusalOfVersion('consentVersion', wanted.consentVersion, facts) ?? decision;
    });
  }

  giveConsent(
    viewer: Viewer,
    ambassadorId: string,
    consent: { readonly kind: ConsentKind; readonly version: string },
  ): Promise<AmbassadorOutcome> {
    return this.#changeOwn(viewer, ambassadorId, async (ambassador, facts, { manager }) => {
      const standing = await findStandingConsents(manager, ambassador.id);
      return refusalOfVersion('version', consent.version, facts) ?? participation.giveConsent(ambassador, consent, standing);
    });
  }

  withdrawConsent(viewer: Viewer, ambassadorId: string, kind: ConsentKind): Promise<AmbassadorOutcome> {
    return this.#changeOwn(viewer, ambassadorId, async (ambassador, { now }, { manager }) => {
      const standing = await findStandingConsents(manager, ambassador.id);
      return participation.withdrawConsent(ambassador, kind, { standing, now });
    });
  }

  /** Name and language are the person's own to change, the department is an admin's. */
  async update(viewer: Viewer, { ambassadorId, ...wanted }: AmbassadorUpdateRequest): Promise<AmbassadorOutcome> {
    const [department] = wanted.departmentId == null ? [] : await this.#dependencies.departments.byIds([wanted.departmentId]);
    return this.#change(ambassadorId, (ambassador) => {
      const refusal = refusalOfUpdate(viewer, ambassador, wanted);
      if (refusal !== undefined) return { kind: 'refused', failure: refusal };
      if (wanted.departmentId != null && department?.programmeId !== ambassador.programmeId) {
        return { kind: 'refused', failure: failures.departmentUnknown(['department']) };
      }
      return participation.update(ambassador, wanted);
    });
  }

  #changeOwn(viewer: Viewer, ambassadorId: string, decide: Decide): Promise<AmbassadorOutcome> {
    return this.#change(ambassadorId, (ambassador, facts, transaction) => {
      const refusal = isOwn(viewer, ambassador) ? undefined : refusalOfStrangers(viewer, ambassador);
      return refusal === undefined ? decide(ambassador, facts, transaction) : { kind: 'refused', failure: refusal };
    });
  }

  async #change(ambassadorId: string, decide: Decide): Promise<AmbassadorOutcome> {
    const { database, facts: reader, boards } = this.#dependencies;
    const [known] = await findAmbassadorsByIds(database.manager, [ambassadorId]);
    const facts = known && (await reader.factsOf(known.programmeId));
    if (facts === undefined) return fail(notFound(['ambassador']));
    return database.transaction(async (transaction) => {
      const before = await lockAmbassador(transaction.manager, { id: ambassadorId });
      if (before === undefined) return fail(notFound(['ambassador']));
      const decision = await decide(before, facts, transaction);
      if (decision.kind === 'refused') return fail(decision.failure);
      if (decision.kind === 'unchanged') return succeed(before);
      const { consentVersion } = facts.programme.privacy;
      await keepChange(transaction, boards, { before, change: decision.change, consentVersion, now: facts.now });
      return succeed(decision.change.ambassador);
    });
  }
}

function isOwn(viewer: Viewer, ambassador: AmbassadorRecord): boolean {
  const { programmeId, personId } = ambassador;
  return personId !== null && may(viewer, { to: ['SELF'], programmeId, personId });
}

/** Who may see the ambassador learns that this is not theirs to do; everybody else, that there is no such ambassador. */
function refusalOfStrangers(viewer: Viewer, ambassador: AmbassadorRecord): UserFailure {
  return sightOf(viewer, ambassador) === 'NOTHING' ? notFound(['ambassador']) : notAllowed(['ambassador']);
}

function refusalOfUpdate(
  viewer: Viewer,
  ambassador: AmbassadorRecord,
  wanted: participation.AmbassadorUpdate,
): UserFailure | undefined {
  const isAdmin = may(viewer, { to: ['ADMIN'], programmeId: ambassador.programmeId });
  const own = isOwn(viewer, ambassador);
  if (!own && !isAdmin) return refusalOfStrangers(viewer, ambassador);
  if (!own && wanted.name !== undefined) return notAllowed(['displayName']);
  if (!own && wanted.language !== undefined) return notAllowed(['language']);
  return !isAdmin && wanted.departmentId !== undefined ? notAllowed(['department']) : undefined;
}

function refusalOfVersion(field: string, version: string, { programme }: ProgrammeFacts): Decision | undefined {
  const { consentVersion } = programme.privacy;
  return version === consentVersion ? undefined : { kind: 'refused', failure: failures.consentOutdated(field, consentVersion) };
}
