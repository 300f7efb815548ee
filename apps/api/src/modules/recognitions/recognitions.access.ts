import type { AccessRule } from '../../platform/auth/viewer.ts';

/** Who sees the catalogue and how draws came about: everybody with a part in the programme. */
export const recognitionReaders = { to: ['AMBASSADOR', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'] } as const satisfies AccessRule;

/** Who writes the catalogue, gives, decides and draws. */
export const recognitionMakers = { to: ['ADMIN'] } as const satisfies AccessRule;

/** Who sees what somebody asked for and got: the person, administrators, auditors. */
export const requestReaders = { to: ['SELF', 'ADMIN', 'AUDITOR'] } as const satisfies AccessRule;

/** Who sees the requests of everybody. */
export const requestDeciders = { to: ['ADMIN', 'AUDITOR'] } as const satisfies AccessRule;

/** Who asks, steps back and gives points. */
export const ownRequests = { to: ['SELF'] } as const satisfies AccessRule;
