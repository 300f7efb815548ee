import type { Language, ProgrammeRole, Segment, Visibility } from '@fanfare/contracts';
import type { DepartmentKey } from './generator/company.ts';

/** A person who can sign in to the demo. */
export interface CastMember {
  /** Short and stable; the subject at the identity provider is `demo-` and this key. */
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly role: ProgrammeRole;
  readonly department: DepartmentKey;
  /** Where the person stands in the spread of posting, in [0, 1); absent for those who are no ambassadors. */
  readonly position?: number;
  readonly segment?: Segment;
  readonly visibility?: Visibility;
  readonly introduction: { readonly de: string; readonly en: string };
}
