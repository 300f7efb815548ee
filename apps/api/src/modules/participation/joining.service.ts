import type { Language, Visibility } from '@fanfare/contracts';
import type { PersonViewer } from '../../platform/auth/viewer.ts';
import type { Transaction } from '../../platform/database/database.ts';
import { notFound, type UserFailure } from '../../platform/graphql/payload.ts';
import { newId } from '../../platform/ids.ts';
import type { Limits } from '../../platform/limits/budgets.ts';
import { tooManyAttempts } from '../../platform/limits/credentials-guard.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { type AmbassadorRecord, insertNewAmbassadors, lockAmbassador } from '../ambassadors/index.ts';
import type { ProgrammeDirectory, ProgrammeRecord } from '../programmes/index.ts';
import * as failures from './participation.errors.ts';
import type { ParticipationDependencies } from './participation.service.ts';
import { keepChange } from './participation.store.ts';
import { firstJoining, type JoiningChoices, joinAgain, type ParticipationChange } from './participation.ts';

/** How somebody wants to join; null is for what they left open. */
export interface JoiningRequest {
  readonly programmeId: string;
  readonly invitationCode: string | null;
  readonly name: string;
  /** The version of the consent text that was read and agreed to. */
  readonly consentVersion: string;
  readonly visibility: Visibility | null;
  readonly departmentId: string | null;
  readonly language: Language | null;
}

/** Joining: the one way in which a real person becomes an ambassador. */
export class JoiningService {
  readonly #dependencies: ParticipationDependencies;
  readonly #programmes: ProgrammeDirectory;
  readonly #limits: Limits;

  constructor(dependencies: ParticipationDependencies & { readonly programmes: ProgrammeDirectory; readonly limits: Limits }) {
    this.#dependencies = dependencies;
    this.#programmes = dependencies.programmes;
    this.#limits = dependencies.limits;
  }

  /**
   * Who takes part already gets the standing participation; asking for another one than that is refused. Throws TOO_MANY_REQUESTS for who has
   * tried too many invitation codes.
   */
  async join(person: PersonViewer, request: JoiningRequest): Promise<Outcome<AmbassadorRecord, UserFailure>> {
    const { database, facts: reader, boards } = this.#dependencies;
    const facts = await reader.factsOf(request.programmeId);
    if (facts === undefined) return fail(notFound(['programme']));
    const { programme, now } = facts;
    if (programme.joinPolicy === 'INVITATION' && request.invitationCode !== null) await this.#countAttempt(person);
    const refusals = await this.#refusalsOf(programme, request);
    const choices = choicesOf(request, programme);
    return database.transaction(async (transaction) => {
      const key = { programmeId: programme.id, personId: person.personId };
      const known = await lockAmbassador(transaction.manager, key);
      if (known !== undefined && known.status !== 'LEFT') return alreadyJoined(known, request);
      if (refusals.length > 0) return fail(...refusals);
      const change = known === undefined ? await insert(transaction, { ...key, choices, now }) : joinAgain(known, choices, now);
      if (change === undefined) return alreadyJoined(await joinedMeanwhile(transaction, key), request);
      const { consentVersion } = request;
      await keepChange(transaction, boards, { before: known, change, consentVersion, now });
      return succeed(change.ambassador);
    });
  }

  /** Right codes count as well: whoever looked first and counted afterwards could be asked many times at once. */
  async #countAttempt({ personId }: PersonViewer): Promise<void> {
    const { limiter, budgets } = this.#limits;
    const taken = await limiter.take({ budget: budgets.invitationAttempts, client: `person:${personId}`, units: 1 });
    if (!taken.isGranted) throw tooManyAttempts(taken);
  }

  async #refusalsOf(programme: ProgrammeRecord, request: JoiningRequest): Promise<readonly UserFailure[]> {
    if (programme.status === 'ARCHIVED') return [failures.programmeArchived()];
    const { departmentId, invitationCode } = request;
    const isAdmitted = await this.#programmes.admits(programme, invitationCode);
    const [department] = departmentId === null ? [] : await this.#dependencies.departments.byIds([departmentId]);
    const isDepartmentKnown = departmentId === null || department?.programmeId === programme.id;
    const { consentVersion } = programme.privacy;
    return [
      ...(isAdmitted ? [] : [invitationCode === null ? failures.invitationNeeded() : failures.invitationInvalid()]),
      ...(request.consentVersion === consentVersion ? [] : [failures.consentOutdated('consentVersion', consentVersion)]),
      ...(isDepartmentKnown ? [] : [failures.departmentUnknown(['department'])]),
    ];
  }
}

interface PersonInProgramme {
  readonly programmeId: string;
  readonly personId: string;
}

/** Undefined when the same person joined in another request since this transaction looked. */
async function insert(
  { manager }: Transaction,
  { programmeId, personId, choices, now }: PersonInProgramme & { readonly choices: JoiningChoices; readonly now: Date },
): Promise<ParticipationChange | undefined> {
  const change = firstJoining({ id: newId(), programmeId, personId }, choices, now);
  const inserted = await insertNewAmbassadors(manager, [change.ambassador]);
  return inserted.has(change.ambassador.id) ? change : undefined;
}

async function joinedMeanwhile({ manager }: Transaction, key: PersonInProgramme): Promise<AmbassadorRecord> {
  const known = await lockAmbassador(manager, key);
  if (known === undefined) throw new Error('The ambassador that kept another from being inserted does not exist');
  return known;
}

/** What was not chosen is as the programme proposes; the name is shown to nobody who did not ask for it. */
function choicesOf(request: JoiningRequest, programme: ProgrammeRecord): JoiningChoices {
  const { defaultVisibility } = programme.privacy;
  return {
    name: request.name,
    visibility: request.visibility ?? (defaultVisibility === 'NAMED' ? 'PSEUDONYM' : defaultVisibility),
    departmentId: request.departmentId,
    language: request.language ?? programme.language,
  };
}

function alreadyJoined(known: AmbassadorRecord, request: JoiningRequest): Outcome<AmbassadorRecord, UserFailure> {
  const { visibility, departmentId, language } = request;
  const differing = [
    ...(request.name === known.name ? [] : ['displayName']),
    ...(visibility === null || visibility === known.visibility ? [] : ['visibility']),
    ...(departmentId === null || departmentId === known.departmentId ? [] : ['department']),
    ...(language === null || language === known.language ? [] : ['language']),
  ];
  return differing.length === 0 ? succeed(known) : fail(...differing.map(failures.joinsDifferently));
}
