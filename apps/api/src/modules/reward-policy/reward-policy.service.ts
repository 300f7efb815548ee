import { actorOf } from '../../platform/auth/actor.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { isId, newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { tellHappenings } from '../happenings/index.ts';
import { changeMonetary, programmeEditors } from '../programmes/index.ts';
import * as errors from './reward-policy.errors.ts';
import { type DecideRewardPolicyInput, type ProposeMonetaryRewardsInput, proposeSchema } from './reward-policy.inputs.ts';
import { RewardPolicyRepository } from './reward-policy.repository.ts';
import type { RewardAct, RewardDuties, RewardPolicyRecord, RewardStepRecord } from './reward-policy.ts';

/** What a step makes of the policy. */
interface Step {
  readonly act: RewardAct;
  readonly policy: RewardPolicyRecord;
  /** What the step is about. */
  readonly duties: RewardDuties | null;
  readonly proposedBy: string | null;
  /** Whether prizes of monetary value are allowed from now on; undefined where that does not change. */
  readonly monetary?: boolean;
}

type StepOutcome = Outcome<Step, UserFailure>;

const noProposal = { proposal: null, proposedBy: null, proposedAt: null } as const;

/** Thanks, not pay: prizes of monetary value need two administrators, their duties are named, and every step is kept and told. */
export class RewardPolicyService {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  find(programmeId: string): Promise<RewardPolicyRecord> {
    return new RewardPolicyRepository(this.#database.manager).find(programmeId);
  }

  steps(programmeId: string): Promise<readonly RewardStepRecord[]> {
    return new RewardPolicyRepository(this.#database.manager).steps(programmeId);
  }

  async propose(viewer: Viewer, input: ProposeMonetaryRewardsInput): Promise<Outcome<string, UserFailure>> {
    const checked = validateInput(proposeSchema, input);
    if (!checked.ok) return checked;
    const { programme, taxTreatment, taxResponsible, labelGerman: GERMAN, labelEnglish: ENGLISH } = checked.value;
    const proposal: RewardDuties = { taxTreatment, taxResponsible, label: { GERMAN, ENGLISH } };
    return this.#take(viewer, programme, ({ policy, actor, now }) => {
      if (policy.duties !== null) return fail(errors.monetaryAlready(true));
      if (policy.proposal !== null) return fail(errors.proposedAlready());
      const proposed = { ...policy, proposal, proposedBy: actor, proposedAt: now };
      return succeed({ act: 'PROPOSED', policy: proposed, duties: proposal, proposedBy: actor });
    });
  }

  /** Decides about the proposal that was read: one that was put in its place since then is not decided about unseen. */
  decide(viewer: Viewer, input: DecideRewardPolicyInput): Promise<Outcome<string, UserFailure>> {
    const { programme, decision, proposedAt = null } = input;
    return this.#take(viewer, programme, ({ policy, actor }): StepOutcome => {
      const { proposal, proposedBy } = policy;
      if (decision === 'SWITCH_OFF') {
        if (policy.duties === null) return fail(errors.monetaryAlready(false));
        const off = { ...policy, duties: null };
        return succeed({ act: 'SWITCHED_OFF', policy: off, duties: policy.duties, proposedBy: null, monetary: false });
      }
      if (proposal === null) return fail(errors.nothingProposed());
      if (proposedAt !== null && proposedAt.getTime() !== policy.proposedAt?.getTime()) return fail(errors.anotherProposal());
      const settled = { ...policy, ...noProposal };
      const isOwn = proposedBy === actor;
      if (decision === 'REJECT')
        return succeed({ act: isOwn ? 'WITHDRAWN' : 'REJECTED', policy: settled, duties: proposal, proposedBy });
      if (isOwn) return fail(errors.secondAdministrator());
      const on = { ...settled, duties: proposal };
      return succeed({ act: 'CONFIRMED', policy: on, duties: proposal, proposedBy, monetary: true });
    });
  }

  async #take(
    viewer: Viewer,
    programmeId: string,
    stepOf: (at: { readonly policy: RewardPolicyRecord; readonly actor: string; readonly now: Date }) => StepOutcome,
  ): Promise<Outcome<string, UserFailure>> {
    if (!isId(programmeId) || !isInside(viewer, programmeId)) return fail(notFound(['programme']));
    if (viewer.kind !== 'person' || !may(viewer, { ...programmeEditors, programmeId })) return fail(notAllowed());
    const [actor, now] = [actorOf(viewer), this.#clock.now()];
    return this.#database.transaction(async (transaction): Promise<Outcome<string, UserFailure>> => {
      const repository = new RewardPolicyRepository(transaction.manager);
      const taken = stepOf({ policy: await repository.lock(programmeId), actor, now });
      if (!taken.ok) return taken;
      const { act, policy, duties, proposedBy, monetary } = taken.value;
      const id = newId();
      await repository.save(policy);
      await repository.log({ id, programmeId, act, actor, proposedBy, duties, now });
      if (monetary !== undefined) await this.#put(transaction, { programmeId, monetary, stepId: id, now });
      return succeed(programmeId);
    });
  }

  /** From now on it holds, and everybody in the programme hears of it. */
  async #put(
    transaction: Transaction,
    change: { readonly programmeId: string; readonly monetary: boolean; readonly stepId: string; readonly now: Date },
  ): Promise<void> {
    const { programmeId, monetary, stepId, now } = change;
    await changeMonetary(transaction, { programmeId, monetary, now });
    await tellHappenings(transaction.manager, [
      {
        ...{
          programmeId,
          kind: monetary ? 'MONETARY_REWARDS_ALLOWED' : 'MONETARY_REWARDS_FORBIDDEN',
          key: stepId,
          subject: { type: 'PROGRAMME', id: programmeId },
        },
        ...{ audience: 'EVERYBODY', details: {}, happenedAt: now },
      },
    ]);
  }
}
