import { type ApiScope, apiScopes } from '@fanfare/contracts';
import type { AccessRule } from '../../platform/auth/viewer.ts';

/** What identifies and describes a programme is open to whom it is open to join, its members, its tokens and the operators. */
export const programmeReaders = { to: ['SIGNED_IN'], scopes: [...apiScopes] as ApiScope[] } as const satisfies AccessRule;

/** Who changes a programme and what it is made of. */
export const programmeEditors = { to: ['ADMIN'] } as const satisfies AccessRule;
