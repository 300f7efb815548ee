import { activityReportSchema, isProgrammeSource, sourceSchema } from '@fanfare/contracts';
import { z } from 'zod';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Database } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { type LedgerEntryRow, LedgerRepository } from '../points/index.ts';
import * as errors from './activities.errors.ts';
import type {
  CorrectActivityInput,
  RejectActivityInput,
  ReverseLedgerEntryInput,
  WithdrawActivityInput,
} from './activities.inputs.ts';
import { ActivitiesRepository, type ActivityRow } from './activities.repository.ts';
import type { ActivityRevisions } from './activities.revisions.ts';
import { draftOf } from './activities.service.ts';
import { activityRecorders } from './activities.types.ts';

const reason = z.string().trim().min(1).max(500);
const activitySchema = z.object({ activity: z.uuid(), reason });
const entrySchema = z.object({ entry: z.uuid(), reason });
const correctionSchema = z.object({ programme: z.uuid(), source: sourceSchema, activity: activityReportSchema, reason });

/** Who may revise what was recorded, and what can be revised at all; the rest is done by ActivityRevisions. */
export class RevisionsService {
  readonly #database: Database;
  readonly #revisions: ActivityRevisions;

  constructor({ database, revisions }: { readonly database: Database; readonly revisions: ActivityRevisions }) {
    this.#database = database;
    this.#revisions = revisions;
  }

  /** Takes an activity back, and its points with it. */
  async withdraw(viewer: Viewer, input: WithdrawActivityInput): Promise<Outcome<ActivityRow, UserFailure>> {
    const found = await this.#findActivity(viewer, input, { to: ['SELF', 'ADMIN'], scopes: ['ACTIVITIES_WRITE'] });
    if (!found.ok) return found;
    const { activity, reason: words } = found.value;
    const revision = { viewer, operation: 'withdrawActivity', input, reason: words };
    return this.#read(await this.#revisions.takeBack(activity, { ...revision, cause: 'WITHDRAWN' }));
  }

  /** Does not recognise what somebody says of themselves or a colleague. */
  async reject(viewer: Viewer, input: RejectActivityInput): Promise<Outcome<ActivityRow, UserFailure>> {
    const found = await this.#findActivity(viewer, input, { to: ['ADMIN'] });
    if (!found.ok) return found;
    const { activity, reason: words } = found.value;
    if (isProgrammeSource(activity.source)) return fail(errors.recordedByProgramme());
    if (activity.evidence === 'CHANNEL_VERIFIED') return fail(errors.verifiedByChannel());
    const revision = { viewer, operation: 'rejectActivity', input, reason: words };
    return this.#read(await this.#revisions.takeBack(activity, { ...revision, cause: 'REJECTED' }));
  }

  /** Records how a source tells an activity now. */
  async correct(viewer: Viewer, input: CorrectActivityInput): Promise<Outcome<ActivityRow, UserFailure>> {
    const checked = validateInput(correctionSchema, input);
    if (!checked.ok) return checked;
    const { programme: programmeId, source, activity: report, reason: words } = checked.value;
    if (!isInside(viewer, programmeId)) return fail(notFound(['programme']));
    if (!may(viewer, { ...activityRecorders, programmeId })) return fail(notAllowed());
    if (report.engagement != null) return fail(errors.engagementIsNoCorrection());
    const repository = new ActivitiesRepository(this.#database.manager);
    const [activity] = await repository.findByIdentity(programmeId, [{ source, externalId: report.externalId }]);
    if (activity === undefined) return fail(notFound(['activity', 'externalId']));
    const draft = draftOf(report, { source, ambassador: { id: activity.ambassadorId } });
    const revision = { viewer, operation: 'correctActivity', input, reason: words };
    return this.#read(await this.#revisions.correct(activity, { ...revision, draft }));
  }

  /** Takes back what one entry granted. */
  async reverseEntry(viewer: Viewer, input: ReverseLedgerEntryInput): Promise<Outcome<LedgerEntryRow, UserFailure>> {
    const checked = validateInput(entrySchema, input);
    if (!checked.ok) return checked;
    const [entry] = await new LedgerRepository(this.#database.manager).byIds([checked.value.entry]);
    if (entry === undefined || !isInside(viewer, entry.programmeId)) return fail(notFound(['entry']));
    const { programmeId, ambassadorId } = entry;
    if (!may(viewer, { to: ['ADMIN'], programmeId, ambassadorId })) return fail(notAllowed());
    if (entry.kind === 'REVERSAL' || entry.kind === 'EXCHANGE') return fail(errors.notReversible(entry.kind));
    const [activity] = await new ActivitiesRepository(this.#database.manager).findMany(
      entry.activityId === null ? [] : [entry.activityId],
    );
    if (activity === undefined || entry.granted === 0) return fail(errors.notReversible('NOTHING'));
    const revision = { viewer, operation: 'reverseLedgerEntry', input, reason: checked.value.reason };
    const reversed = await this.#revisions.reverseEntry(entry, activity, revision);
    return reversed.ok ? succeed(entry) : reversed;
  }

  async #findActivity(
    viewer: Viewer,
    input: WithdrawActivityInput,
    rule: Omit<Parameters<typeof may>[1], 'programmeId' | 'ambassadorId'>,
  ): Promise<Outcome<{ readonly activity: ActivityRow; readonly reason: string }, UserFailure>> {
    const checked = validateInput(activitySchema, input);
    if (!checked.ok) return checked;
    const activity = await new ActivitiesRepository(this.#database.manager).find(checked.value.activity);
    if (activity === null || !isInside(viewer, activity.programmeId)) return fail(notFound(['activity']));
    const { programmeId, ambassadorId } = activity;
    if (!may(viewer, { ...rule, programmeId, ambassadorId })) return fail(notAllowed());
    return succeed({ activity, reason: checked.value.reason });
  }

  async #read(revised: Outcome<string, UserFailure>): Promise<Outcome<ActivityRow, UserFailure>> {
    if (!revised.ok) return revised;
    const activity = await new ActivitiesRepository(this.#database.manager).find(revised.value);
    if (activity === null) throw new Error(`activity ${revised.value} was revised but is not there`);
    return succeed(activity);
  }
}
