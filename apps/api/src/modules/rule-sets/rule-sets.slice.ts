import type { Platform, Slice } from '../../platform/slice.ts';
import { ProgrammeRuleSetsResolver, RuleSetReadingResolver } from './rule-set-reading.resolver.ts';
import {
  RuleSetChangeResolver,
  RuleSetPresetsResolver,
  RuleSetProblemResolver,
  RuleSetSentenceResolver,
} from './rule-set-words.resolver.ts';
import { RuleSetsReader } from './rule-sets.reader.ts';
import { RuleSetsResolver } from './rule-sets.resolver.ts';
import { RuleSetsService } from './rule-sets.service.ts';

export interface RuleSetsSlice extends Slice {
  readonly reader: RuleSetsReader;
}

export function createRuleSetsSlice({ database, clock }: Pick<Platform, 'database' | 'clock'>): RuleSetsSlice {
  const reader = new RuleSetsReader({ database, clock });
  return {
    name: 'rule-sets',
    reader,
    entities: [],
    resolvers: [
      new RuleSetsResolver(new RuleSetsService({ database, clock })),
      ...[new RuleSetReadingResolver(reader), new ProgrammeRuleSetsResolver(reader)],
      ...[
        new RuleSetChangeResolver(),
        new RuleSetSentenceResolver(),
        new RuleSetProblemResolver(),
        new RuleSetPresetsResolver(),
      ],
    ],
  };
}
