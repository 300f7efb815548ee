export { segmentTraces } from './segment-traces.ts';
export { segmentsOf } from './segments.repository.ts';
export type { SeparationListener } from './segments.service.ts';
export { createSegmentsSlice } from './segments.slice.ts';
export { signalKeeper } from './signal-keeper.ts';
