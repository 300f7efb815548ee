import { balanced } from './balanced.ts';
import { onboarding } from './onboarding.ts';
import { recognitionOnly } from './recognition-only.ts';
import { school } from './school.ts';

/** Rule sets to start from; each is a document like any other. */
export const presets = { balanced, onboarding, recognitionOnly, school } as const;
export type PresetKey = keyof typeof presets;
