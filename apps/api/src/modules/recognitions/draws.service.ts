import { z } from 'zod';
import { actorOf } from '../../platform/auth/actor.ts';
import { may, type Viewer } from '../../platform/auth/viewer.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { idempotently } from '../../platform/idempotency/idempotently.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { tellHappenings } from '../happenings/index.ts';
import { lockProgrammeHead, type ProgrammeHead, type SeasonRecord } from '../programmes/index.ts';
import type { CatalogueService, RecognitionDependencies } from './catalogue.service.ts';
import { drawWinners } from './draw.ts';
import type { DrawRecord, LeftOutReason, RecognitionRecord, RequestRecord } from './recognition.ts';
import { recognitionMakers } from './recognitions.access.ts';
import * as errors from './recognitions.errors.ts';
import { type DrawRecognitionInput, drawSchema } from './recognitions.inputs.ts';
import { type FinalPlace, RecognitionsRepository } from './recognitions.repository.ts';
import { decided } from './request-steps.ts';

interface Dependencies extends RecognitionDependencies {
  readonly catalogue: CatalogueService;
  /** 32 bytes that nobody can foresee. */
  readonly newSeed: () => Buffer;
}

interface Drawing {
  readonly recognition: RecognitionRecord;
  readonly season: SeasonRecord;
  readonly places: number;
  readonly minimumPoints: number;
  readonly now: Date;
  readonly actor: string;
}

/** Draws from final standings, at most once for each member and season. */
export class DrawsService {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  drawsOf(recognitionIds: readonly string[]): Promise<readonly DrawRecord[]> {
    return new RecognitionsRepository(this.#dependencies.database.manager).drawsOf(recognitionIds);
  }

  async draw(viewer: Viewer, input: DrawRecognitionInput): Promise<Outcome<DrawRecord, UserFailure>> {
    const checked = validateInput(drawSchema, input);
    if (!checked.ok) return checked;
    const { database, clock, catalogue, programmes } = this.#dependencies;
    const recognition = await catalogue.find(viewer, checked.value.recognition);
    if (recognition === null) return fail(notFound(['recognition']));
    const { programmeId, archivedAt, seasonId } = recognition;
    if (!may(viewer, { ...recognitionMakers, programmeId })) return fail(notAllowed());
    const [season] = await programmes.seasonsByIds([checked.value.season]);
    if (season === undefined || season.programmeId !== programmeId) return fail(notFound(['season']));
    if (archivedAt !== null || (seasonId !== null && seasonId !== season.id)) return fail(errors.notOffered());
    const now = clock.now();
    const key = input.clientMutationId;
    const request = { viewer, operation: 'drawRecognition', key, payload: input, answer: z.string(), now };
    const { places, minimumPoints } = checked.value;
    const drawing = { recognition, season, places, minimumPoints, now, actor: actorOf(viewer) };
    const done = await database.transaction((transaction) =>
      idempotently(transaction, request, async () => {
        const head = await lockProgrammeHead(transaction.manager, programmeId);
        return this.#drawLocked(transaction, { ...drawing, head });
      }),
    );
    if (!done.ok) return done;
    const record = await new RecognitionsRepository(database.manager).findDraw(done.value);
    return record === null ? fail(notFound(['recognition'])) : succeed(record);
  }

  async #drawLocked(
    { manager }: { readonly manager: ConstructorParameters<typeof RecognitionsRepository>[0] },
    drawing: Drawing & { readonly head: ProgrammeHead },
  ): Promise<Outcome<string, UserFailure>> {
    const repository = new RecognitionsRepository(manager);
    const recognition = (await repository.lock(drawing.recognition.id)) ?? drawing.recognition;
    if (await repository.isForbidden(recognition)) return fail(errors.monetaryNotAllowed(['recognition']));
    const final = await repository.finalPlaces({ programmeId: recognition.programmeId, startsOn: drawing.season.startsOn });
    if (final === null) return fail(errors.notFrozen());
    const { capacity, placesTaken } = recognition;
    if (capacity !== null && drawing.places > capacity - placesTaken) return fail(errors.noPlaceLeft(['places']));
    const { candidates, leftOut } = await candidatesOf(repository, { ...drawing, places: final.places });
    const seed = this.#dependencies.newSeed();
    const winners = drawWinners({ seed, candidates, places: drawing.places });
    if (winners.length === 0) return fail(errors.nobodyToDraw());
    const { season, places, minimumPoints, now, actor } = drawing;
    const { id: recognitionId, programmeId } = recognition;
    const id = newId();
    await repository.insertDraw({
      ...{ id, programmeId, recognitionId, seasonId: season.id, boardId: final.boardId, seed, minimumPoints, places },
      ...{ candidates, winners, leftOut, drawnBy: actor, drawnAt: now },
    });
    for (const ambassadorId of winners) {
      const request: RequestRecord = {
        ...{ id: newId(), programmeId, recognitionId, ambassadorId, origin: 'DRAWN', state: 'GRANTED', note: null, drawId: id },
        isShared: false,
        ...{ seasonId: season.id, createdAt: now, createdBy: actor, decidedAt: now, decidedBy: actor, reason: null },
      };
      await repository.insertRequest(request);
      await tellHappenings(manager, [decided({ kind: 'RECOGNITION_GIVEN', request, recognition, now })]);
    }
    return succeed(id);
  }
}

/** Who is in the draw, and why the others on the final standing are not: the first reason that holds. */
async function candidatesOf(
  repository: RecognitionsRepository,
  drawing: Pick<Drawing, 'recognition' | 'season' | 'minimumPoints'> & { readonly places: readonly FinalPlace[] },
): Promise<{ readonly candidates: readonly string[]; readonly leftOut: Readonly<Record<LeftOutReason, number>> }> {
  const { recognition, season, minimumPoints, places } = drawing;
  const ambassadorIds = places.map(({ ambassadorId }) => ambassadorId);
  const taken = await repository.takenBy({ recognitionId: recognition.id, seasonId: season.id, ambassadorIds });
  const takenBy = new Map(taken.map((one) => [one.ambassadorId, one]));
  const leftOut: Record<LeftOutReason, number> = { BELOW_MINIMUM: 0, NOT_SHOWN: 0, DRAWN_BEFORE: 0, HAS_IT_ALREADY: 0 };
  const candidates: string[] = [];
  for (const { ambassadorId, score, isShown } of places) {
    const earlier = takenBy.get(ambassadorId);
    if (score < minimumPoints) leftOut.BELOW_MINIMUM += 1;
    else if (!isShown) leftOut.NOT_SHOWN += 1;
    else if (earlier?.wasDrawn === true) leftOut.DRAWN_BEFORE += 1;
    else if (earlier?.hasIt === true) leftOut.HAS_IT_ALREADY += 1;
    else candidates.push(ambassadorId);
  }
  return { candidates, leftOut };
}
