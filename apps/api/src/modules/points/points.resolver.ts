import type { ActivityKind, Language } from '@fanfare/contracts';
import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { pageFrom, readPageRequest } from '../../platform/graphql/pagination.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { Ambassador } from '../ambassadors/index.ts';
import { readProgrammeCalendar } from '../programmes/index.ts';
import { readRuleSetsInForce } from '../rule-sets/index.ts';
import { type LedgerEntryRow, LedgerRepository } from './ledger.repository.ts';
import { explainEntry, toLedgerEntry } from './points.mapper.ts';
import { LedgerEntry, LedgerEntryConnection, pointReaders } from './points.types.ts';

const numberPosition: z.ZodType<readonly [number]> = z.tuple([z.int()]);

const balances = loaderKey<string, number>('balance of an ambassador');
const reversals = loaderKey<string, LedgerEntryRow>('reversal of a ledger entry');
const reversed = loaderKey<string, LedgerEntryRow>('ledger entry by number');
const activityKinds = loaderKey<string, ActivityKind>('kind of an activity');
const words = loaderKey<string, ProgrammeWords>('rule sets and zone of a programme');

/** What explanations of a programme's entries take. */
interface ProgrammeWords {
  readonly ruleSets: Awaited<ReturnType<typeof readRuleSetsInForce>>;
  readonly timeZone: string;
}

@Resolver(() => Ambassador)
export class AmbassadorPointsResolver {
  readonly database: Database;

  constructor({ database }: { readonly database: Database }) {
    this.database = database;
  }

  @FieldResolver(() => Int, {
    description:
      'All points granted so far, less those taken back. The person, admins, auditors, communicators of the department, machine clients.',
  })
  @Access(pointReaders)
  async pointsBalance(@Root() ambassador: Ambassador, @Ctx() { loaders }: RequestContext): Promise<number> {
    const loader = loaders.get(balances, () => async (ids) => {
      const found = await new LedgerRepository(this.database.manager).balances(ids);
      return ids.map((id) => found.get(id));
    });
    return (await loader.load(ambassador.ambassadorId)) ?? 0;
  }

  @FieldResolver(() => LedgerEntryConnection, {
    description:
      'The points history, newest first. The person, admins, auditors, communicators of the department, machine clients.',
  })
  @Access(pointReaders)
  async ledgerEntries(@Root() ambassador: Ambassador, @Args(() => ForwardPageArguments) page: ForwardPageArguments) {
    const request = readPageRequest(page, numberPosition);
    const repository = new LedgerRepository(this.database.manager);
    const rows = await repository.pageOfAmbassador(ambassador.ambassadorId, request);
    return connectionFrom(
      pageFrom(rows, {
        request,
        position: (row) => [row.number],
        node: (row) => toLedgerEntry(row, ambassador),
        totalCount: () => repository.countOfAmbassador(ambassador.ambassadorId),
      }),
    );
  }
}

@Resolver(() => LedgerEntry)
export class LedgerEntryResolver {
  readonly database: Database;

  constructor({ database }: { readonly database: Database }) {
    this.database = database;
  }

  @FieldResolver(() => String, {
    description: 'What was done, what was asked, what was granted and why not more, as a sentence.',
  })
  async explanation(
    @Root() entry: LedgerEntry,
    @Arg('language', () => LanguageEnum, { nullable: true, description: 'The language; that of the request unless told.' })
    language: Language | null,
    @Ctx() context: RequestContext,
  ): Promise<string> {
    const { ruleSets, timeZone } = await this.#words(entry.programmeId, context);
    const ruleSet = ruleSets.find(({ version }) => version === entry.ruleSetVersion)?.compiled ?? null;
    const activityKind = await this.#activityKind(entry, context);
    return explainEntry(entry, { language: language ?? context.language, ruleSet, timeZone, activityKind });
  }

  @FieldResolver(() => LedgerEntry, { nullable: true, description: 'For a reversal: the entry whose points it takes back.' })
  async reverses(@Root() entry: LedgerEntry, @Ctx() { loaders }: RequestContext): Promise<LedgerEntry | null> {
    if (entry.reversesNumber === null) return null;
    const loader = loaders.get(reversed, () =>
      this.#byNumber(
        (repository, programmeId, numbers) => repository.byNumbers(programmeId, numbers),
        (row) => row.number,
      ),
    );
    const row = await loader.load(`${entry.programmeId}|${entry.reversesNumber}`);
    return row === undefined ? null : toLedgerEntry(row, entry);
  }

  @FieldResolver(() => LedgerEntry, { nullable: true, description: 'The entry that took these points back, if one has.' })
  async reversedBy(@Root() entry: LedgerEntry, @Ctx() { loaders }: RequestContext): Promise<LedgerEntry | null> {
    const loader = loaders.get(reversals, () =>
      this.#byNumber(
        (repository, programmeId, numbers) => repository.reversalsOf(programmeId, numbers),
        (row) => row.reversesNumber,
      ),
    );
    const row = await loader.load(`${entry.programmeId}|${entry.number}`);
    return row === undefined ? null : toLedgerEntry(row, entry);
  }

  /** Keys are programme and number; one query a programme. */
  #byNumber(
    find: (repository: LedgerRepository, programmeId: string, numbers: readonly number[]) => Promise<readonly LedgerEntryRow[]>,
    numberOf: (row: LedgerEntryRow) => number | null,
  ) {
    return async (keys: readonly string[]) => {
      const repository = new LedgerRepository(this.database.manager);
      const programmeIds = [...new Set(keys.map((key) => key.split('|')[0] ?? ''))];
      const found = new Map<string, LedgerEntryRow>();
      for (const programmeId of programmeIds) {
        const numbers = keys.filter((key) => key.startsWith(`${programmeId}|`)).map((key) => Number(key.split('|')[1]));
        for (const row of await find(repository, programmeId, numbers)) found.set(`${programmeId}|${numberOf(row)}`, row);
      }
      return keys.map((key) => found.get(key));
    };
  }

  async #activityKind(entry: LedgerEntry, { loaders }: RequestContext): Promise<ActivityKind> {
    const loader = loaders.get(activityKinds, () => async (ids) => {
      const rows: readonly { id: string; kind: ActivityKind }[] = await this.database.manager.query(
        'SELECT id, kind FROM activity WHERE id = ANY ($1::uuid[])',
        [ids],
      );
      const found = new Map(rows.map((row) => [row.id, row.kind]));
      return ids.map((id) => found.get(id));
    });
    return (entry.activityId === null ? undefined : await loader.load(entry.activityId)) ?? 'POST';
  }

  async #words(programmeId: string, { loaders }: RequestContext): Promise<ProgrammeWords> {
    const loader = loaders.get(
      words,
      () => async (ids) =>
        Promise.all(
          ids.map(async (id) => ({
            ruleSets: await readRuleSetsInForce(this.database.manager, id),
            timeZone: (await readProgrammeCalendar(this.database.manager, id)).calendar.timeZone,
          })),
        ),
    );
    const found = await loader.load(programmeId);
    if (found === undefined) throw new Error(`programme ${programmeId} has entries but no words`);
    return found;
  }
}
