import type { ChallengeAct, ChallengeState, RuleSetProblem } from '@fanfare/gamification';
import { describeProblem } from '@fanfare/gamification';
import type { UserFailure } from '../../platform/graphql/payload.ts';
import type { LocalisedText } from '../../platform/localised-text.ts';

/** Expected failures around challenges, in both languages. */

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
      GERMAN: 'Geben Sie genau eines an: eine Vorlage (template) oder die Challenge selbst (document).',
      ENGLISH: 'Give exactly one of template and document.',
    },
  };
}

export function endsBeforeStart(): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['closesOn'],
    message: {
      GERMAN: 'Der letzte Tag liegt vor dem ersten.',
      ENGLISH: 'The last day lies before the first one.',
    },
  };
}

export function overlapsItself(): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['recurrence'],
    message: {
      GERMAN:
        'Die Challenge beginnt von Neuem, bevor sie zu Ende ist. Verkürzen Sie sie oder wählen Sie einen größeren Abstand.',
      ENGLISH: 'The challenge begins again before it has ended. Make it shorter, or the distance longer.',
    },
  };
}

export function endsInThePast(): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['closesOn'],
    message: {
      GERMAN: 'Der letzte Tag ist schon vorbei; eine Challenge wird angekündigt, solange man noch mitmachen kann.',
      ENGLISH: 'The last day is over already; a challenge is announced while people can still take part.',
    },
  };
}

const states: Readonly<Record<ChallengeState, LocalisedText>> = {
  DRAFT: { GERMAN: 'ein Entwurf', ENGLISH: 'a draft' },
  SCHEDULED: { GERMAN: 'angekündigt', ENGLISH: 'announced' },
  RUNNING: { GERMAN: 'im Gang', ENGLISH: 'running' },
  GRACE: { GERMAN: 'in der Nachfrist', ENGLISH: 'in its grace period' },
  COMPLETED: { GERMAN: 'abgeschlossen', ENGLISH: 'completed' },
  CANCELLED: { GERMAN: 'abgesagt', ENGLISH: 'cancelled' },
};

const acts: Readonly<Record<ChallengeAct | 'EDIT' | 'DISCARD' | 'ENTER' | 'INVITE', LocalisedText>> = {
  SCHEDULE: { GERMAN: 'angekündigt werden', ENGLISH: 'be announced' },
  UNSCHEDULE: { GERMAN: 'zurückgenommen werden', ENGLISH: 'be taken back' },
  OPEN: { GERMAN: 'beginnen', ENGLISH: 'open' },
  CLOSE: { GERMAN: 'enden', ENGLISH: 'close' },
  COMPLETE: { GERMAN: 'abgeschlossen werden', ENGLISH: 'be completed' },
  CANCEL: { GERMAN: 'abgesagt werden', ENGLISH: 'be cancelled' },
  EDIT: { GERMAN: 'geändert werden', ENGLISH: 'be changed' },
  DISCARD: { GERMAN: 'verworfen werden', ENGLISH: 'be discarded' },
  ENTER: { GERMAN: 'betreten oder verlassen werden', ENGLISH: 'be entered or left' },
  INVITE: { GERMAN: 'um Eingeladene erweitert werden', ENGLISH: 'take further invitations' },
};

export function notInThisState(act: keyof typeof acts, state: ChallengeState): UserFailure {
  return {
    code: 'STATE',
    path: ['id'],
    message: {
      GERMAN: `Diese Challenge ist ${states[state].GERMAN} und kann so nicht ${acts[act].GERMAN}.`,
      ENGLISH: `This challenge is ${states[state].ENGLISH} and cannot ${acts[act].ENGLISH} as it is.`,
    },
  };
}

export function notInvited(): UserFailure {
  return {
    code: 'NOT_ALLOWED',
    path: ['id'],
    message: {
      GERMAN: 'An dieser Challenge nehmen Eingeladene teil.',
      ENGLISH: 'This challenge is for those who were invited.',
    },
  };
}

export function openToEverybody(): UserFailure {
  return {
    code: 'STATE',
    path: ['id'],
    message: {
      GERMAN: 'Diese Challenge steht allen offen; Einladungen braucht sie nicht.',
      ENGLISH: 'This challenge is open to everybody; it needs no invitations.',
    },
  };
}

export function unknownAmbassador(index: number): UserFailure {
  return {
    code: 'NOT_FOUND',
    path: ['ambassadors', String(index)],
    message: {
      GERMAN: 'Diese Person nimmt am Programm nicht teil.',
      ENGLISH: 'This person takes no part in the programme.',
    },
  };
}
