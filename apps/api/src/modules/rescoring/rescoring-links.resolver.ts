import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { readPageRequest } from '../../platform/graphql/pagination.ts';
import { Ambassador, type AmbassadorLoader } from '../ambassadors/index.ts';
import { LedgerEntry } from '../points/index.ts';
import { Programme } from '../programmes/index.ts';
import { RuleSet, type RuleSetsReader, ruleAuditors } from '../rule-sets/index.ts';
import { toEntryRescoring, toRescoring } from './rescoring.mapper.ts';
import type { RescoringRow } from './rescoring.repository.ts';
import type { RescoringService } from './rescoring.service.ts';
import { EntryRescoring, RescoredAmbassador, Rescoring, RescoringConnection } from './rescoring.types.ts';

const runPosition: z.ZodType<readonly [string, string]> = z.tuple([z.iso.datetime(), z.uuid()]);
const rescorings = loaderKey<string, RescoringRow>('rescoring of a ledger entry');

@Resolver(() => RescoredAmbassador)
export class RescoredAmbassadorResolver {
  readonly ambassadors: AmbassadorLoader;

  constructor(ambassadors: AmbassadorLoader) {
    this.ambassadors = ambassadors;
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'Whom it is about, as the reader may see them.' })
  async ambassador(@Root() of: RescoredAmbassador, @Ctx() context: RequestContext): Promise<Ambassador | null> {
    return this.ambassadors.load(context, of.rescoredAmbassadorId);
  }
}

@Resolver(() => Rescoring)
export class RescoredRuleSetResolver {
  readonly ruleSets: RuleSetsReader;

  constructor(ruleSets: RuleSetsReader) {
    this.ruleSets = ruleSets;
  }

  @FieldResolver(() => RuleSet, { nullable: true, description: 'The version that is applied.' })
  async ruleSet(@Root() rescoring: Rescoring, @Ctx() { viewer }: RequestContext): Promise<RuleSet | null> {
    return this.ruleSets.find(viewer, rescoring.ruleSetId);
  }
}

@Resolver(() => LedgerEntry)
export class EntryRescoringResolver {
  readonly service: RescoringService;

  constructor(service: RescoringService) {
    this.service = service;
  }

  @FieldResolver(() => EntryRescoring, {
    nullable: true,
    description: 'The rescoring that wrote the entry; null for what follows from a fact alone.',
  })
  async rescoring(@Root() entry: LedgerEntry, @Ctx() { loaders }: RequestContext): Promise<EntryRescoring | null> {
    if (entry.rescoringId === null) return null;
    const row = await loaders.get(rescorings, () => (ids) => this.service.byIds(ids)).load(entry.rescoringId);
    return row === undefined ? null : toEntryRescoring(row, entry);
  }
}

@Resolver(() => Programme)
export class ProgrammeRescoringsResolver {
  readonly service: RescoringService;

  constructor(service: RescoringService) {
    this.service = service;
  }

  @FieldResolver(() => RescoringConnection, {
    description: 'Rescorings and their previews, newest first. Admins and auditors.',
  })
  @Access(ruleAuditors)
  async rescorings(@Root() programme: Programme, @Args(() => ForwardPageArguments) page: ForwardPageArguments) {
    const { minimumGroupSize } = programme.privacy;
    const found = await this.service.page(programme.id, readPageRequest(page, runPosition));
    const items = found.items.map((item) => ({
      node: toRescoring(item.node, minimumGroupSize),
      get cursor() {
        return item.cursor;
      },
    }));
    return connectionFrom({ ...found, items });
  }
}
