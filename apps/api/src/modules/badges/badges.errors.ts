import { describeProblem, type RuleSetProblem } from '@fanfare/gamification';
import type { UserFailure } from '../../platform/graphql/payload.ts';
import type { BadgeState } from './badge.ts';

/** Expected failures around badges and levels, in both languages. */

export function holdsMistakes(problems: readonly RuleSetProblem[]): readonly UserFailure[] {
  return problems.map((problem) => ({
    code: 'INVALID',
    path: ['document', problem.path],
    message: { GERMAN: describeProblem(problem, 'GERMAN'), ENGLISH: describeProblem(problem, 'ENGLISH') },
  }));
}

export function oneOrigin(): UserFailure {
  return {
    code: 'INVALID',
    path: ['template'],
    message: {
      GERMAN: 'Geben Sie genau eines an: eine Vorlage (template) oder das Abzeichen selbst (document).',
      ENGLISH: 'Give exactly one of template and document.',
    },
  };
}

export function hasDraft(): UserFailure {
  return {
    code: 'TAKEN',
    path: ['programme'],
    message: {
      GERMAN: 'Für die Stufen gibt es schon einen Entwurf. Ändern oder verwerfen Sie ihn.',
      ENGLISH: 'There is a draft of the levels already. Change or discard it.',
    },
  };
}

const states = {
  DRAFT: { GERMAN: 'ein Entwurf', ENGLISH: 'a draft' },
  PUBLISHED: { GERMAN: 'veröffentlicht', ENGLISH: 'published' },
  RETIRED: { GERMAN: 'eingestellt', ENGLISH: 'retired' },
} as const;

const acts = {
  EDIT: { GERMAN: 'geändert werden', ENGLISH: 'be changed' },
  DISCARD: { GERMAN: 'verworfen werden', ENGLISH: 'be discarded' },
  PUBLISH: { GERMAN: 'veröffentlicht werden', ENGLISH: 'be published' },
  RETIRE: { GERMAN: 'eingestellt werden', ENGLISH: 'be retired' },
} as const;

export function notInThisState(act: keyof typeof acts, state: BadgeState): UserFailure {
  return {
    code: 'STATE',
    path: ['id'],
    message: {
      GERMAN: `Das ist ${states[state].GERMAN} und kann nicht ${acts[act].GERMAN}.`,
      ENGLISH: `This is ${states[state].ENGLISH} and cannot ${acts[act].ENGLISH}.`,
    },
  };
}
