import type { ApiScope, Audience, ProgrammeRole } from '@fanfare/contracts';

/** What a person is in one programme. */
export interface Membership {
  readonly programmeId: string;
  /** AMBASSADOR while the person takes part (active or paused), the others as granted. */
  readonly roles: readonly ProgrammeRole[];
  readonly ambassadorId: string | null;
  /** The departments of a COMMUNICATOR; empty for everybody else. */
  readonly departmentIds: readonly string[];
}

export interface Nobody {
  readonly kind: 'nobody';
}

export interface PersonViewer {
  readonly kind: 'person';
  readonly personId: string;
  /** The identity provider's identifier of the person, unique within its issuer. */
  readonly subject: string;
  readonly name: string | null;
  readonly isOperator: boolean;
  readonly memberships: readonly Membership[];
}

export interface TokenViewer {
  readonly kind: 'token';
  readonly tokenId: string;
  readonly programmeId: string;
  readonly scopes: readonly ApiScope[];
}

/** Who is asking. */
export type Viewer = Nobody | PersonViewer | TokenViewer;

export const nobody: Nobody = { kind: 'nobody' };

/** Who may, as declared on the schema: one of the audiences, or a token with one of the scopes. */
export interface AccessRule {
  readonly to: readonly Audience[];
  readonly scopes?: readonly ApiScope[];
}

/** The thing that somebody wants to read or change, as far as permission depends on it. */
export interface AccessSubject {
  readonly programmeId: string;
  /** The person whom it is about; SELF compares it. */
  readonly personId?: string | null;
  /** The ambassador whom it is about; SELF compares it. */
  readonly ambassadorId?: string | null;
  /** Where it belongs to a department (null: to none), a COMMUNICATOR needs to be one of that department. */
  readonly departmentId?: string | null;
}

/** The viewer's part in a programme; undefined for who has none, for nobody and for tokens. */
export function membershipIn(viewer: Viewer, programmeId: string): Membership | undefined {
  return viewer.kind === 'person' ? viewer.memberships.find((membership) => membership.programmeId === programmeId) : undefined;
}

/** Whether the viewer takes any part in the programme: as a member, with a token of it, or by running the installation. */
export function isInside(viewer: Viewer, programmeId: string): boolean {
  switch (viewer.kind) {
    case 'nobody':
      return false;
    case 'person':
      return viewer.isOperator || membershipIn(viewer, programmeId) !== undefined;
    case 'token':
      return viewer.programmeId === programmeId;
  }
}

/** Whether the viewer may do what `to` and `scopes` allow, with exactly this subject. Services ask it before they read or write. */
export function may(viewer: Viewer, rule: AccessRule & AccessSubject): boolean {
  if (rule.to.includes('EVERYBODY')) return true;
  switch (viewer.kind) {
    case 'nobody':
      return false;
    case 'token':
      return viewer.programmeId === rule.programmeId && sharesScope(viewer, rule);
    case 'person':
      return rule.to.some((audience) => personHolds(viewer, audience, rule));
  }
}

/** Whether the viewer may in at least one programme: the test of root fields, before it is known which programme is meant. */
export function maySomewhere(viewer: Viewer, rule: AccessRule): boolean {
  if (rule.to.includes('EVERYBODY')) return true;
  switch (viewer.kind) {
    case 'nobody':
      return false;
    case 'token':
      return sharesScope(viewer, rule);
    case 'person':
      return rule.to.some((audience) => personHoldsSomewhere(viewer, audience));
  }
}

function sharesScope(viewer: TokenViewer, rule: AccessRule): boolean {
  return rule.scopes?.some((scope) => viewer.scopes.includes(scope)) ?? false;
}

function personHoldsSomewhere(viewer: PersonViewer, audience: Audience): boolean {
  switch (audience) {
    case 'EVERYBODY':
    case 'SIGNED_IN':
    case 'SELF':
      return true;
    case 'OPERATOR':
      return viewer.isOperator;
    default:
      return viewer.memberships.some((membership) => membership.roles.includes(audience));
  }
}

function personHolds(viewer: PersonViewer, audience: Audience, subject: AccessSubject): boolean {
  const membership = membershipIn(viewer, subject.programmeId);
  switch (audience) {
    case 'EVERYBODY':
    case 'SIGNED_IN':
      return true;
    case 'OPERATOR':
      return viewer.isOperator;
    case 'SELF':
      return isSelf(viewer, membership, subject);
    case 'COMMUNICATOR':
      return membership?.roles.includes('COMMUNICATOR') === true && carriesDepartment(membership, subject);
    default:
      return membership?.roles.includes(audience) ?? false;
  }
}

function isSelf(viewer: PersonViewer, membership: Membership | undefined, subject: AccessSubject): boolean {
  if (subject.personId != null) return subject.personId === viewer.personId;
  return subject.ambassadorId != null && subject.ambassadorId === membership?.ambassadorId;
}

/** What belongs to no department in particular (departmentId undefined) is open to every communicator of the programme. */
function carriesDepartment(membership: Membership, subject: AccessSubject): boolean {
  if (subject.departmentId === undefined) return true;
  return subject.departmentId !== null && membership.departmentIds.includes(subject.departmentId);
}

/** A text that is the same for two viewers exactly when they may the same, apart from what is their own (SELF). */
export const rightsOf = keptBeside(findRights);

/** A text that is the same only for the same viewer with the same rights. */
export const identityOf = keptBeside(findIdentity);

/** Viewers never change: what follows from one is found out once. */
function keptBeside(find: (viewer: Viewer) => string): (viewer: Viewer) => string {
  const found = new WeakMap<Viewer, string>();
  return (viewer) => {
    const known = found.get(viewer) ?? find(viewer);
    found.set(viewer, known);
    return known;
  };
}

function findRights(viewer: Viewer): string {
  switch (viewer.kind) {
    case 'nobody':
      return 'nobody';
    case 'token':
      return JSON.stringify(['token', viewer.programmeId, viewer.scopes]);
    case 'person': {
      const memberships = viewer.memberships.map(({ programmeId, roles, departmentIds }) => [
        programmeId,
        roles,
        departmentIds,
      ]);
      return JSON.stringify(['person', viewer.isOperator, memberships]);
    }
  }
}

function findIdentity(viewer: Viewer): string {
  switch (viewer.kind) {
    case 'nobody':
      return 'nobody';
    case 'token':
      return JSON.stringify([viewer.tokenId, viewer.programmeId, viewer.scopes]);
    case 'person':
      return JSON.stringify([viewer.personId, viewer.name, viewer.isOperator, viewer.memberships]);
  }
}
