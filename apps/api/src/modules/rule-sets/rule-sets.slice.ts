import type { Platform, Slice } from '../../platform/slice.ts';
import { ProgrammeRuleSetsResolver, RuleSetsResolver } from './rule-sets.resolver.ts';
import { RuleSetsService } from './rule-sets.service.ts';

export function createRuleSetsSlice({ database, clock }: Pick<Platform, 'database' | 'clock'>): Slice {
  const service = new RuleSetsService({ database, clock });
  return {
    name: 'rule-sets',
    entities: [],
    resolvers: [new RuleSetsResolver(service), new ProgrammeRuleSetsResolver(service)],
  };
}
