export { createErasureSlice, type PersonalTraces } from './erasure.slice.ts';
