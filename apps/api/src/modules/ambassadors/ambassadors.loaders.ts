import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import type { AmbassadorsService } from './ambassadors.service.ts';
import type { Ambassador, Consent } from './ambassadors.types.ts';

const ambassadorById = loaderKey<string, Ambassador>('an ambassador as the reader may see it, by id');
const memberCountByDepartment = loaderKey<string, number>('how many members of a department are shown, where that may be told');
const consentsByAmbassador = loaderKey<string, readonly Consent[]>('the consents of an ambassador');

/** Loads ambassadors for one request, each as its reader may see it; null for whom the reader may not see. */
export interface AmbassadorLoader {
  load(context: RequestContext, ambassadorId: string): Promise<Ambassador | null>;
  consents(context: RequestContext, ambassadorId: string): Promise<readonly Consent[]>;
  /** How many members of the department are shown to others; null where they are fewer than the programme's minimum group size. */
  memberCount(context: RequestContext, departmentId: string): Promise<number | null>;
}

export function createAmbassadorLoader(ambassadors: AmbassadorsService): AmbassadorLoader {
  return {
    async load(context, ambassadorId) {
      return (await context.loaders.get(ambassadorById, () => ambassadors.byId(context)).load(ambassadorId)) ?? null;
    },
    async memberCount(context, departmentId) {
      const loader = context.loaders.get(memberCountByDepartment, () => ambassadors.memberCounts());
      return (await loader.load(departmentId)) ?? null;
    },
    async consents(context, ambassadorId) {
      return (await context.loaders.get(consentsByAmbassador, () => ambassadors.consentsOf()).load(ambassadorId)) ?? [];
    },
  };
}
