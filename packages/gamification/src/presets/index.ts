import { balanced } from './balanced.ts';

/** Rule sets to start from. */
export const presets = { balanced } as const;
export type PresetKey = keyof typeof presets;
