export type { ActivitiesRecorder } from './activities.recorder.ts';
export { ActivitiesRepository, type ActivityRow } from './activities.repository.ts';
export type { ActivityRevisions } from './activities.revisions.ts';
export { draftOf } from './activities.service.ts';
export { type ActivitiesSlice, createActivitiesSlice } from './activities.slice.ts';
export { ActivityKindEnum } from './activities.types.ts';
export type { ActivityDraft, RecordOutcome } from './activity-draft.ts';
