import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import type { AmbassadorRecord } from './ambassador.ts';
import type { AmbassadorsService } from './ambassadors.service.ts';
import type { Ambassador } from './ambassadors.types.ts';

const ambassadorById = loaderKey<string, Ambassador>('an ambassador as the reader may see it, by id');
const memberCountByDepartment = loaderKey<string, number>('how many members of a department are shown, where that may be told');

/** Loads ambassadors for one request, each as its reader may see it; null for whom the reader may not see. */
export interface AmbassadorLoader {
  load(context: RequestContext, ambassadorId: string): Promise<Ambassador | null>;
  /** One that is at hand already, as its reader may see it; null where the reader may not. */
  show(context: RequestContext, record: AmbassadorRecord): Promise<Ambassador | null>;
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
    async show(context, record) {
      return (await ambassadors.show([record], context))[0] ?? null;
    },
  };
}
