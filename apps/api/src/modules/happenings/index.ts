export { type Happening, type HappeningKind, happeningKinds, type SubjectType, subjectTypes } from './happening.ts';
export { type HappeningRecord, happeningTraces, takeHappenings } from './happenings.repository.ts';
export { createHappeningsSlice } from './happenings.slice.ts';
export { tellHappenings } from './tell-happenings.ts';
