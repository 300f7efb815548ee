export { recognitionMembership } from './recognition-membership.ts';
export { recognitionMakers, recognitionReaders } from './recognitions.access.ts';
export { WordsInput } from './recognitions.inputs.ts';
export { recognitionTraces } from './recognitions.repository.ts';
export { createRecognitionsSlice } from './recognitions.slice.ts';
