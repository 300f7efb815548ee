import type { AccessRule } from '../../platform/auth/viewer.ts';

/** Who reads the wall: everybody with a part in the programme. */
export const kudosReaders = { to: ['AMBASSADOR', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'] } as const satisfies AccessRule;

/** Who sends and reports. */
export const kudosGivers = { to: ['AMBASSADOR'] } as const satisfies AccessRule;

/** Who sees reports and takes kudos down. */
export const kudosModerators = { to: ['ADMIN'] } as const satisfies AccessRule;

export const ownKudos = { to: ['SELF'] } as const satisfies AccessRule;
