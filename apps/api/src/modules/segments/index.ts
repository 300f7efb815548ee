export { segmentTraces } from './segment-traces.ts';
export { SegmentsAssessor } from './segments.assessor.ts';
export { segmentsOf } from './segments.repository.ts';
export type { SeparationListener } from './segments.service.ts';
export { createSegmentsSlice } from './segments.slice.ts';
export { SignalKeeper } from './signal-keeper.ts';
