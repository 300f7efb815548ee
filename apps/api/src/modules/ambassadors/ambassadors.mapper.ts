import type { Language } from '@fanfare/contracts';
import { may, type Viewer } from '../../platform/auth/viewer.ts';
import type { AmbassadorRow } from './ambassador.entity.ts';
import { type AmbassadorRecord, isShownToOthers, statusOn } from './ambassador.ts';
import type { Ambassador } from './ambassadors.types.ts';
import type { ProgrammeFacts } from './programme-facts.ts';
import { createPseudonyms, type PseudonymPeriod, periodOfSeason, type ShownMember } from './pseudonyms.ts';

/** Rows and domain values differ in nothing but their kind; a copy keeps a row's later changes out. */
export function recordFrom(row: AmbassadorRow): AmbassadorRecord {
  return { ...row };
}

/** How much of an ambassador a reader may see: nothing, the pseudonym with what belongs to it, or the name as well. */
export type Sight = 'NOTHING' | 'PSEUDONYM' | 'NAME';

type Subject = Pick<AmbassadorRecord, 'id' | 'programmeId' | 'personId' | 'departmentId' | 'status' | 'visibility'>;

/**
 * The person and the programme's admins see everything. Others see nobody who is hidden or has left; who has chosen to be named they
 * see by name, and everybody else, under the pseudonym, is for communicators (own departments), auditors and machine clients alone:
 * to fellow ambassadors a pseudonymous member exists on boards only, under another id.
 */
export function sightOf(viewer: Viewer, ambassador: Subject): Sight {
  const { id, programmeId, personId, departmentId } = ambassador;
  if (may(viewer, { to: ['SELF', 'ADMIN'], programmeId, personId, ambassadorId: id })) return 'NAME';
  if (!isShownToOthers(ambassador)) return 'NOTHING';
  const scopes = ['AMBASSADORS_READ'] as const;
  if (may(viewer, { to: ['COMMUNICATOR', 'AUDITOR'], scopes, programmeId, departmentId })) {
    return ambassador.visibility === 'NAMED' ? 'NAME' : 'PSEUDONYM';
  }
  return ambassador.visibility === 'NAMED' && may(viewer, { to: ['AMBASSADOR'], programmeId }) ? 'NAME' : 'NOTHING';
}

/**
 * As whom an ambassador appears on boards; undefined for who appears on none. The same for every reader, so that ranks, pages and
 * live updates agree.
 */
export function shownMember(
  ambassador: Pick<AmbassadorRecord, 'id' | 'name' | 'status' | 'visibility'>,
  options: { readonly pseudonymSecret: Uint8Array; readonly period: PseudonymPeriod; readonly language: Language },
): ShownMember | undefined {
  if (!isShownToOthers(ambassador)) return undefined;
  if (ambassador.visibility === 'NAMED') return { memberId: ambassador.id, displayName: ambassador.name };
  return createPseudonyms(options.pseudonymSecret).of(ambassador.id, options.period, options.language);
}

/** The ambassador as the reader may see it; undefined when that is not at all. */
export function toAmbassador(
  record: AmbassadorRecord,
  reader: { readonly viewer: Viewer; readonly language: Language; readonly programme: ProgrammeFacts },
): Ambassador | undefined {
  const sight = sightOf(reader.viewer, record);
  if (sight === 'NOTHING') return undefined;
  const { name, isSeparator: _isSeparator, version: _version, ...shown } = record;
  const { pseudonymSecret, season, today } = reader.programme;
  const pseudonym = () => createPseudonyms(pseudonymSecret).of(record.id, periodOfSeason(season), reader.language);
  const status = statusOn(record, today);
  return {
    ...shown,
    ambassadorId: record.id,
    showsName: sight === 'NAME',
    displayName: sight === 'NAME' ? name : pseudonym().displayName,
    status,
    pausedUntil: status === 'PAUSED' ? record.pausedUntil : null,
  };
}
