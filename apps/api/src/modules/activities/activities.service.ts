import {
  type ActivityReport,
  activityReportSchema,
  engagementSchema,
  maximumActivitiesPerRequest,
  sourceSchema,
} from '@fanfare/contracts';
import { normaliseHashtags } from '@fanfare/gamification';
import { z } from 'zod';
import { isInside, may, membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { Database } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { findAmbassadorsByIds } from '../ambassadors/index.ts';
import * as errors from './activities.errors.ts';
import type { RecordActivitiesInput, RecordActivityInput, RecordEngagementInput } from './activities.inputs.ts';
import type { ActivitiesRecorder } from './activities.recorder.ts';
import { ActivitiesRepository, type ActivityRow } from './activities.repository.ts';
import { activityRecorders } from './activities.types.ts';
import { type ActivityDraft, ownSource, type RecordOutcome, type Report } from './activity-draft.ts';

const uuid = z.uuid();
const ownSchema = z.object({ programme: uuid, activity: activityReportSchema });
const requestSchema = z.object({ programme: uuid, source: sourceSchema });
const reportedSchema = activityReportSchema
  .extend({ ambassador: uuid.nullish(), ambassadorReference: z.string().trim().min(1).max(200).nullish() })
  .refine((report) => (report.ambassador == null) !== (report.ambassadorReference == null), { path: ['ambassador'] });
const readingSchema = engagementSchema.extend({ externalId: z.string().trim().min(1).max(200) });

/** Checks who may and what is well-formed, then hands drafts to the recorder. */
export class ActivitiesService {
  readonly #database: Database;
  readonly #recorder: ActivitiesRecorder;

  constructor({ database, recorder }: { readonly database: Database; readonly recorder: ActivitiesRecorder }) {
    this.#database = database;
    this.#recorder = recorder;
  }

  /** Records what the viewer did; always as self-reported. */
  async recordOwn(viewer: Viewer, input: RecordActivityInput): Promise<Outcome<RecordOutcome, UserFailure>> {
    const checked = validateInput(ownSchema, input);
    if (!checked.ok) return checked;
    const { programme: programmeId, activity } = checked.value;
    const id = membershipIn(viewer, programmeId)?.ambassadorId;
    if (id == null) return fail(notFound(['programme']));
    if ((activity.engagement?.colleagueLikes.length ?? 0) > 0)
      return fail(under('activity')(errors.colleaguesAreForConnectors()));
    const source = ownSource(id);
    const draft: ActivityDraft = { ...draftOf(activity, { source, ambassador: { id } }), evidence: 'SELF_REPORTED' };
    const once = { viewer, operation: 'recordActivity', input };
    const recorded = await this.#recorder.record({ programmeId, drafts: [draft], importId: null, once });
    if (!recorded.ok) return recorded;
    const [outcome] = recorded.value;
    if (outcome === undefined) throw new Error('one draft gave no outcome');
    return outcome.outcome === 'REFUSED' ? fail(...outcome.failures.map(under('activity'))) : succeed(outcome);
  }

  /** Records what others did; each report on its own is recorded, known already, or refused. */
  async recordOthers(viewer: Viewer, input: RecordActivitiesInput): Promise<Outcome<readonly RecordOutcome[], UserFailure>> {
    const request = this.#checkRequest(viewer, input, { list: input.activities, field: 'activities' });
    if (!request.ok) return request;
    const { programme: programmeId, source } = request.value;
    const drafts = input.activities.map((activity): Report => {
      const report = validateInput(reportedSchema, activity);
      return report.ok
        ? draftOf(report.value, { source, ambassador: ambassadorOf(report.value) })
        : { refused: report.failures };
    });
    return this.#recorder.record({
      programmeId,
      drafts,
      importId: null,
      once: { viewer, operation: 'recordActivities', input },
    });
  }

  /** Records readings of activities that are known from the same source. */
  async recordReadings(viewer: Viewer, input: RecordEngagementInput): Promise<Outcome<readonly RecordOutcome[], UserFailure>> {
    const request = this.#checkRequest(viewer, input, { list: input.readings, field: 'readings' });
    if (!request.ok) return request;
    const { programme: programmeId, source } = request.value;
    const reports = input.readings.map((reading): Report => {
      const checked = validateInput(readingSchema, reading);
      if (!checked.ok) return { refused: checked.failures };
      const { externalId, ...told } = checked.value;
      return { source, externalId, reading: told };
    });
    return this.#recorder.record({
      programmeId,
      drafts: reports,
      importId: null,
      once: { viewer, operation: 'recordEngagement', input },
    });
  }

  /** The activity, where it exists for the viewer. */
  async find(viewer: Viewer, id: string): Promise<ActivityRow | null> {
    if (!uuid.safeParse(id).success) return null;
    const activity = await new ActivitiesRepository(this.#database.manager).find(id);
    if (activity === null || !isInside(viewer, activity.programmeId)) return null;
    const [owner] = await findAmbassadorsByIds(this.#database.manager, [activity.ambassadorId]);
    const { programmeId, ambassadorId } = activity;
    const departmentId = owner?.departmentId ?? null;
    const rule = { to: ['SELF', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'], scopes: ['ACTIVITIES_READ', 'ACTIVITIES_WRITE'] } as const;
    return may(viewer, { ...rule, programmeId, ambassadorId, departmentId }) ? activity : null;
  }

  #checkRequest(
    viewer: Viewer,
    input: { readonly programme: string; readonly source: string },
    { list, field }: { readonly list: readonly unknown[]; readonly field: string },
  ): Outcome<z.output<typeof requestSchema>, UserFailure> {
    // Not the list: what is wrong with one of its items is told in its own result.
    const checked = validateInput(requestSchema, { programme: input.programme, source: input.source });
    if (!checked.ok) return checked;
    if (!isInside(viewer, checked.value.programme)) return fail(notFound(['programme']));
    if (!may(viewer, { ...activityRecorders, programmeId: checked.value.programme })) return fail(notAllowed());
    if (list.length === 0 || list.length > maximumActivitiesPerRequest) return fail(errors.wrongNumber(list.length, field));
    return checked;
  }
}

/** The draft of a well-formed report. */
export function draftOf(report: ActivityReport, origin: Pick<ActivityDraft, 'source' | 'ambassador'>): ActivityDraft {
  return {
    source: origin.source,
    ambassador: origin.ambassador,
    externalId: report.externalId,
    kind: report.kind,
    channel: report.channel,
    occurredAt: report.occurredAt,
    evidence: report.evidence,
    campaignKey: report.campaign ?? null,
    hashtags: normaliseHashtags(report.hashtags),
    url: report.url ?? null,
    disclosed: report.disclosed ?? null,
    textLength: report.textLength ?? null,
    amplifies: report.amplifies ?? null,
    contentKey: report.contentKey ?? null,
    quantity: report.quantity ?? null,
    reading: report.engagement ?? null,
  };
}

function ambassadorOf(report: z.output<typeof reportedSchema>): ActivityDraft['ambassador'] {
  return report.ambassador == null ? { reference: report.ambassadorReference ?? '' } : { id: report.ambassador };
}

function under(field: string): (failure: UserFailure) => UserFailure {
  return (failure) => ({ ...failure, path: [field, ...failure.path] });
}
