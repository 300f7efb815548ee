import { z } from 'zod';
import { membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { idempotently } from '../../platform/idempotency/idempotently.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { findAmbassadorsByIds, isShownToOthers } from '../ambassadors/index.ts';
import { tellHappenings } from '../happenings/index.ts';
import { lockProgrammeHead } from '../programmes/index.ts';
import { exchangePoints } from './exchange-booking.ts';
import { toOneself } from './points-exchange.errors.ts';
import type { ExchangePointsInput } from './points-exchange.inputs.ts';
import { type Account, type ExchangeRecord, PointsExchangeRepository } from './points-exchange.repository.ts';

/** The largest number of points of one exchange. */
export const mostPoints = 1_000_000_000;

const schema = z.object({
  programme: z.uuid(),
  colleague: z.uuid(),
  points: z.int().min(1).max(mostPoints),
  note: z.string().trim().min(1).max(280).nullish(),
});

/** Exchanges that are shown of somebody. */
const shownExchanges = 50;

/** Giving points on to colleagues: a thank-you out of one's own, which moves nobody on any board. */
export class PointsExchangeService {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  accounts(ambassadorIds: readonly string[]): Promise<ReadonlyMap<string, Account>> {
    return new PointsExchangeRepository(this.#database.manager).accounts(ambassadorIds);
  }

  latestOf(ambassadorId: string): Promise<readonly ExchangeRecord[]> {
    return new PointsExchangeRepository(this.#database.manager).latestOf(ambassadorId, shownExchanges);
  }

  async exchange(viewer: Viewer, input: ExchangePointsInput): Promise<Outcome<ExchangeRecord, UserFailure>> {
    const checked = validateInput(schema, input);
    if (!checked.ok) return checked;
    const { programme: programmeId, colleague, points, note = null } = checked.value;
    const giverId = membershipIn(viewer, programmeId)?.ambassadorId ?? null;
    if (giverId === null) return fail(notAllowed());
    if (giverId === colleague) return fail(toOneself());
    const now = this.#clock.now();
    const request = {
      viewer,
      operation: 'exchangePoints',
      key: input.clientMutationId,
      payload: input,
      answer: z.string(),
      now,
    };
    const done = await this.#database.transaction((transaction) =>
      idempotently(transaction, request, async (): Promise<Outcome<string, UserFailure>> => {
        const { manager } = transaction;
        const head = await lockProgrammeHead(manager, programmeId);
        const members = await findAmbassadorsByIds(manager, [giverId, colleague]);
        if (members.find(({ id }) => id === giverId)?.status === 'LEFT') return fail(notAllowed());
        const receiver = members.find(({ id }) => id === colleague);
        if (receiver?.programmeId !== programmeId || !isShownToOthers(receiver)) return fail(notFound(['colleague']));
        const exchange = { giverId, receiverId: colleague, requestId: null, points, note };
        const exchanged = await exchangePoints({ transaction, head, now }, exchange);
        if (!exchanged.ok) return exchanged;
        const { id } = exchanged.value;
        await tellHappenings(manager, [
          {
            ...{ programmeId, kind: 'POINTS_RECEIVED', key: id, subject: { type: 'AMBASSADOR', id: colleague } },
            ...{ audience: [colleague], actorId: giverId, details: { points }, happenedAt: now },
          },
        ]);
        return succeed(id);
      }),
    );
    if (!done.ok) return done;
    const record = await new PointsExchangeRepository(this.#database.manager).find(done.value);
    return record === null ? fail(notFound(['colleague'])) : succeed(record);
  }
}
