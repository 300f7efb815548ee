import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ValidationRule } from 'graphql';

/** Beyond this many tokens a document is not even parsed. Apollo's own limit is used: it answers with 400, graphql-armor's with 500. */
export const maximumDocumentTokens = 3000;

/** Limits that no honest screen meets: the deepest query of the admin app has depth 9. */
const limits = { depth: 14, cost: 20_000, aliases: 30, directives: 5 } as const;

/** Validation rules against documents that are made to hurt; HTTP and WebSocket apply the same. */
export function hardeningRules(): readonly ValidationRule[] {
  const armor = new ApolloArmor({
    maxDepth: { n: limits.depth, ignoreIntrospection: true },
    costLimit: { maxCost: limits.cost, objectCost: 2, scalarCost: 1, depthCostFactor: 1.5, ignoreIntrospection: true },
    maxAliases: { n: limits.aliases, allowList: [] },
    maxDirectives: { n: limits.directives },
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  });
  return armor.protect().validationRules;
}
