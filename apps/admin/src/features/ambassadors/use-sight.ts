import { useMembership } from '../../app/ProgrammeContext.tsx';

/** What the reader may ask about a person; the API refuses a question that goes further as a whole. */
export interface Sight {
  /** What would tell who a pseudonym is, such as the address of a post. */
  readonly seesAll: boolean;
  readonly seesConsents: boolean;
}

export function useSight(ambassadorId: string): Sight {
  const { ambassador, roles } = useMembership();
  const seesAll = ambassador?.id === ambassadorId || roles.includes('ADMIN');
  return { seesAll, seesConsents: seesAll || roles.includes('AUDITOR') };
}
