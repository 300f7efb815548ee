import type { Language, Visibility } from '@fanfare/contracts';
import type { UserFailure } from '../../platform/graphql/payload.ts';
import type { AmbassadorRecord } from '../ambassadors/index.ts';
import * as failures from './participation.errors.ts';

/**
 * A person's part in a programme, as a state machine:
 *
 *     (nobody) -- join --> ACTIVE <-- resume, or the day after `pausedUntil` --> PAUSED
 *     ACTIVE, PAUSED -- leave, or withdraw the consent to take part --> LEFT -- join --> ACTIVE
 *
 * Two things always hold: who takes part and is a real person has a standing PARTICIPATION consent, and who is shown by NAME has a
 * standing NAME_ON_BOARDS consent; the act that ends the consent ends the state with it.
 */

export const consentKinds = ['PARTICIPATION', 'NAME_ON_BOARDS', 'NAME_ON_PUBLIC_DISPLAYS', 'POSTING_SIGNALS'] as const;
export type ConsentKind = (typeof consentKinds)[number];

export type ParticipationEventKind =
  | 'JOINED'
  | 'PAUSED'
  | 'RESUMED'
  | 'LEFT'
  | 'VISIBILITY_CHANGED'
  | 'DEPARTMENT_CHANGED'
  | 'TEAM_CHANGED'
  | 'ERASED';

export interface ParticipationEvent {
  readonly kind: ParticipationEventKind;
  readonly detail: string | null;
}

/** What an act does to an ambassador. Ends of consents come before gifts, so that a newer version replaces an older one. */
export interface ParticipationChange {
  readonly ambassador: AmbassadorRecord;
  readonly events: readonly ParticipationEvent[];
  readonly ends: readonly ConsentKind[];
  readonly gives: readonly ConsentKind[];
}

export type Decision =
  | { readonly kind: 'change'; readonly change: ParticipationChange }
  /** It is already as wanted: an act done twice is done once. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly failure: UserFailure };

export interface JoiningChoices {
  readonly name: string;
  readonly visibility: Visibility;
  readonly departmentId: string | null;
  readonly language: Language;
}

/** A standing consent, as far as decisions need it. */
export interface StandingConsent {
  readonly kind: ConsentKind;
  readonly version: string;
}

const unchanged: Decision = { kind: 'unchanged' };

function refuse(failure: UserFailure): Decision {
  return { kind: 'refused', failure };
}

function changeTo(
  ambassador: AmbassadorRecord,
  differences: Partial<AmbassadorRecord>,
  effects: Partial<Omit<ParticipationChange, 'ambassador'>> = {},
): Decision {
  const next = { ...ambassador, ...differences, version: ambassador.version + 1 };
  return { kind: 'change', change: { ambassador: next, events: [], ends: [], gives: [], ...effects } };
}

/** Which consents joining gives: taking part always, the name where it is to be shown. */
function consentsOfJoining(visibility: Visibility): readonly ConsentKind[] {
  return visibility === 'NAMED' ? ['PARTICIPATION', 'NAME_ON_BOARDS'] : ['PARTICIPATION'];
}

/** Somebody joins for the first time. */
export function firstJoining(
  identity: Pick<AmbassadorRecord, 'id' | 'programmeId' | 'personId'>,
  choices: JoiningChoices,
  now: Date,
): ParticipationChange {
  const ambassador: AmbassadorRecord = {
    ...identity,
    ...choices,
    externalReference: null,
    teamId: null,
    erasedAt: null,
    status: 'ACTIVE',
    isTestPerson: false,
    isSeparator: false,
    joinedAt: now,
    pausedUntil: null,
    leftAt: null,
    version: 1,
  };
  return { ambassador, events: [{ kind: 'JOINED', detail: null }], ends: [], gives: consentsOfJoining(choices.visibility) };
}

/** Somebody who left comes back: the same ambassador, a new participation. Throws for who takes part. */
export function joinAgain(ambassador: AmbassadorRecord, choices: JoiningChoices, now: Date): ParticipationChange {
  if (ambassador.status !== 'LEFT') throw new Error(`Ambassador ${ambassador.id} takes part already`);
  return {
    ambassador: {
      ...ambassador,
      ...choices,
      status: 'ACTIVE',
      joinedAt: now,
      leftAt: null,
      pausedUntil: null,
      version: ambassador.version + 1,
    },
    events: [{ kind: 'JOINED', detail: 'again' }],
    ends: [],
    gives: consentsOfJoining(choices.visibility),
  };
}

/** Leaving is always possible; it ends every consent, and with it the name. */
export function leave(ambassador: AmbassadorRecord, now: Date): Decision {
  if (ambassador.status === 'LEFT') return unchanged;
  const visibility = ambassador.visibility === 'NAMED' ? 'PSEUDONYM' : ambassador.visibility;
  return changeTo(
    ambassador,
    { status: 'LEFT', leftAt: now, pausedUntil: null, visibility },
    { events: [{ kind: 'LEFT', detail: null }], ends: consentKinds },
  );
}

/** What stands instead of a name that nobody knows any more. */
const nameless = '—';

/** Erasing ends the participation and forgets who it was; points stay, under an id that leads to nobody. There is no way back. */
export function erase(ambassador: AmbassadorRecord, now: Date): Decision {
  if (ambassador.erasedAt !== null) return unchanged;
  const nobody = { personId: null, externalReference: null, departmentId: null, teamId: null, pausedUntil: null };
  return changeTo(
    ambassador,
    {
      ...{ ...nobody, name: nameless, status: 'LEFT', visibility: 'HIDDEN', isSeparator: false, erasedAt: now },
      leftAt: ambassador.leftAt ?? now,
    },
    { events: [{ kind: 'ERASED', detail: null }], ends: consentKinds },
  );
}

/** Another team, or none. Who has left is in no team's ranks and stays where they were. */
export function moveToTeam(ambassador: AmbassadorRecord, teamId: string | null): Decision {
  if (ambassador.status === 'LEFT') return refuse(failures.hasLeft());
  if (ambassador.teamId === teamId) return unchanged;
  return changeTo(ambassador, { teamId }, { events: [{ kind: 'TEAM_CHANGED', detail: teamId }] });
}

/** `until` is the last day of the pause, null until further notice; a running pause can be shortened and prolonged. */
export function pause(
  ambassador: AmbassadorRecord,
  { until, today }: { readonly until: string | null; readonly today: string },
): Decision {
  if (ambassador.status === 'LEFT') return refuse(failures.hasLeft());
  if (until !== null && until < today) return refuse(failures.pauseEndsInThePast());
  if (ambassador.status === 'PAUSED' && ambassador.pausedUntil === until) return unchanged;
  return changeTo(ambassador, { status: 'PAUSED', pausedUntil: until }, { events: [{ kind: 'PAUSED', detail: until }] });
}

export function resume(ambassador: AmbassadorRecord): Decision {
  if (ambassador.status === 'LEFT') return refuse(failures.hasLeft());
  if (ambassador.status === 'ACTIVE') return unchanged;
  return changeTo(ambassador, { status: 'ACTIVE', pausedUntil: null }, { events: [{ kind: 'RESUMED', detail: null }] });
}

/** To be shown by name is a consent and ending it withdraws the consent, in the same act. */
export function changeVisibility(ambassador: AmbassadorRecord, visibility: Visibility): Decision {
  if (ambassador.status === 'LEFT') return refuse(failures.hasLeft());
  if (ambassador.visibility === visibility) return unchanged;
  return changeTo(
    ambassador,
    { visibility },
    {
      events: [{ kind: 'VISIBILITY_CHANGED', detail: visibility }],
      ends: ['NAME_ON_BOARDS'],
      gives: visibility === 'NAMED' ? ['NAME_ON_BOARDS'] : [],
    },
  );
}

/** A consent to a newer version replaces the one to an older; the present version again changes nothing. */
export function giveConsent(
  ambassador: AmbassadorRecord,
  consent: StandingConsent,
  standing: readonly StandingConsent[],
): Decision {
  if (ambassador.status === 'LEFT') return refuse(failures.hasLeft());
  if (standing.some(({ kind, version }) => kind === consent.kind && version === consent.version)) return unchanged;
  return changeTo(ambassador, {}, { ends: [consent.kind], gives: [consent.kind] });
}

/** Without the consent to take part one leaves; without the consent to the name the pseudonym takes its place. */
export function withdrawConsent(
  ambassador: AmbassadorRecord,
  kind: ConsentKind,
  { standing, now }: { readonly standing: readonly StandingConsent[]; readonly now: Date },
): Decision {
  if (kind === 'PARTICIPATION') return leave(ambassador, now);
  if (kind === 'NAME_ON_BOARDS' && ambassador.visibility === 'NAMED') return changeVisibility(ambassador, 'PSEUDONYM');
  if (!standing.some((consent) => consent.kind === kind)) return unchanged;
  return changeTo(ambassador, {}, { ends: [kind] });
}

/** What the ambassador may change, and what an admin may; `undefined` leaves as it is. */
export interface AmbassadorUpdate {
  readonly name?: string | undefined;
  readonly language?: Language | undefined;
  readonly departmentId?: string | null | undefined;
}

export function update(ambassador: AmbassadorRecord, wanted: AmbassadorUpdate): Decision {
  if (ambassador.status === 'LEFT') return refuse(failures.hasLeft());
  const name = wanted.name ?? ambassador.name;
  const language = wanted.language ?? ambassador.language;
  const departmentId = wanted.departmentId === undefined ? ambassador.departmentId : wanted.departmentId;
  const moves = departmentId !== ambassador.departmentId;
  if (name === ambassador.name && language === ambassador.language && !moves) return unchanged;
  const events: readonly ParticipationEvent[] = moves ? [{ kind: 'DEPARTMENT_CHANGED', detail: departmentId }] : [];
  return changeTo(ambassador, { name, language, departmentId }, { events });
}
