import type { Language } from '@fanfare/contracts';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { byId, loaderKey } from '../../platform/graphql/loaders.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import {
  Programme,
  type ProgrammeDirectory,
  type ProgrammeRecord,
  programmeEditors,
  programmeToGraphql,
} from '../programmes/index.ts';
import { kindFromName } from '../standings/index.ts';
import type { BoardSettingsService } from './board-settings.service.ts';
import { BoardKindObject, UpdateBoardsInput, UpdateBoardsPayload } from './board-settings.types.ts';

const programmesById = loaderKey<string, ProgrammeRecord>('programmes with the boards that they have');

const noBoards: Readonly<Record<Language, string>> = {
  GERMAN: 'In diesem Programm gibt es keine Ranglisten: Es dankt ohne Vergleich.',
  ENGLISH: 'This programme has no boards: it says thank you without comparing.',
};

@Resolver(() => Programme)
export class BoardSettingsResolver {
  readonly #service: BoardSettingsService;
  readonly #programmes: ProgrammeDirectory;

  constructor(dependencies: { readonly service: BoardSettingsService; readonly programmes: ProgrammeDirectory }) {
    this.#service = dependencies.service;
    this.#programmes = dependencies.programmes;
  }

  @FieldResolver(() => [BoardKindObject], {
    description: 'The kinds of boards that are switched on; none where it does without.',
  })
  async boards(@Root() programme: Programme, @Ctx() context: RequestContext): Promise<readonly BoardKindObject[]> {
    return (await this.#kinds(programme, context)).map(kindFromName);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where boards are switched off altogether: a sentence that says so, in the reader’s language; else null.',
  })
  async boardsNotice(@Root() programme: Programme, @Ctx() context: RequestContext): Promise<string | null> {
    return (await this.#kinds(programme, context)).length === 0 ? noBoards[context.language] : null;
  }

  @Mutation(() => UpdateBoardsPayload, {
    description: 'Chooses the boards of a programme, or switches them off altogether. New ones are built from the ledger.',
  })
  @Access(programmeEditors)
  async updateBoards(@Arg('input', () => UpdateBoardsInput) input: UpdateBoardsInput, @Ctx() context: RequestContext) {
    const { programme: programmeId, boards: kinds } = input;
    const outcome = await this.#service.update(context.viewer, { programmeId, kinds });
    return payloadOf(outcome, { ...context, shape: (programme) => ({ programme: programmeToGraphql(programme) }) });
  }

  async #kinds(programme: Programme, { loaders }: RequestContext): Promise<readonly string[]> {
    const loader = loaders.get(programmesById, () => byId((ids) => this.#programmes.byIds(ids)));
    return (await loader.load(programme.id))?.boards ?? [];
  }
}
