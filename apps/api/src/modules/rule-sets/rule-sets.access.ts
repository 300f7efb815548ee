import type { AccessRule } from '../../platform/auth/viewer.ts';

/** Rules are open to everybody whom they concern. */
export const ruleReaders = {
  to: ['AMBASSADOR', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'],
  scopes: ['POINTS_READ'],
} as const satisfies AccessRule;

export const ruleEditors = { to: ['ADMIN'] } as const satisfies AccessRule;

/** Who reads by whom and when rules were changed, and what simulations of them found. */
export const ruleAuditors = { to: ['ADMIN', 'AUDITOR'] } as const satisfies AccessRule;
