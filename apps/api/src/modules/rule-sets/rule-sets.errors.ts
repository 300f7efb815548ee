import { describeProblem, type RuleSetProblem } from '@fanfare/gamification';
import type { UserFailure } from '../../platform/graphql/payload.ts';
import type { LocalisedText } from '../../platform/localised-text.ts';
import { leastLeadMinutes, type RuleSetAction, type RuleSetStatus } from './rule-set-life.ts';

/** Expected failures around rules, in both languages. */

export function moreThanOneOrigin(): UserFailure {
  return {
    code: 'INVALID',
    path: ['preset'],
    message: {
      GERMAN: 'Geben Sie höchstens eines an: eine Vorlage (preset), eine frühere Fassung (from) oder eigene Regeln (rules).',
      ENGLISH: 'Give at most one of preset, from (an earlier version) and rules.',
    },
  };
}

export function noDocument(): UserFailure {
  return {
    code: 'INVALID',
    path: ['rules'],
    message: { GERMAN: 'Regeln sind ein Objekt { ... }.', ENGLISH: 'Rules are an object { ... }.' },
  };
}

export function documentTooLong(most: number): UserFailure {
  return {
    code: 'TOO_LONG',
    path: ['rules'],
    message: {
      GERMAN: `Die Regeln sind zu lang; höchstens ${most} Zeichen JSON.`,
      ENGLISH: `The rules are too long; at most ${most} characters of JSON.`,
    },
  };
}

export function holdsMistakes(problems: readonly RuleSetProblem[]): readonly UserFailure[] {
  return problems.map((problem) => ({
    code: 'INVALID',
    path: ['rules', problem.path],
    message: { GERMAN: describeProblem(problem, 'GERMAN'), ENGLISH: describeProblem(problem, 'ENGLISH') },
  }));
}

export function changesThePast(firstFact: Date): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['effectiveFrom'],
    message: {
      GERMAN: `Seitdem ist schon etwas geschehen (zuerst am ${firstFact.toISOString()}); Regeln ändern nie die Vergangenheit.`,
      ENGLISH: `Things have happened since then (first at ${firstFact.toISOString()}); rules never change the past.`,
    },
  };
}

export function tooSoon(): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['effectiveFrom'],
    message: {
      GERMAN: `Regeln treten sofort in Kraft (ohne effectiveFrom) oder frühestens in ${leastLeadMinutes} Minuten.`,
      ENGLISH: `Rules come into force at once (without effectiveFrom) or ${leastLeadMinutes} minutes from now at the earliest.`,
    },
  };
}

export function sameInstant(): UserFailure {
  return {
    code: 'TAKEN',
    path: ['effectiveFrom'],
    message: {
      GERMAN: 'Zu genau dieser Zeit tritt schon eine andere Fassung in Kraft.',
      ENGLISH: 'Another version comes into force at exactly this time.',
    },
  };
}

export function alreadyDecides(firstFact: Date): UserFailure {
  return {
    code: 'STATE',
    path: ['id'],
    message: {
      GERMAN: `Diese Fassung hat schon über etwas entschieden, das am ${firstFact.toISOString()} geschieht; sie bleibt angesetzt.`,
      ENGLISH: `This version has decided already about what happens at ${firstFact.toISOString()}; it stays scheduled.`,
    },
  };
}

const actionWords: Readonly<Record<RuleSetAction, LocalisedText>> = {
  EDIT: { GERMAN: 'geändert', ENGLISH: 'edited' },
  DISCARD: { GERMAN: 'verworfen', ENGLISH: 'discarded' },
  SCHEDULE: { GERMAN: 'in Kraft gesetzt', ENGLISH: 'scheduled' },
  UNSCHEDULE: { GERMAN: 'zurückgenommen', ENGLISH: 'unscheduled' },
};

const statusWords: Readonly<Record<RuleSetStatus, LocalisedText>> = {
  DRAFT: { GERMAN: 'ein Entwurf', ENGLISH: 'a draft' },
  SCHEDULED: { GERMAN: 'angesetzt', ENGLISH: 'scheduled' },
  IN_FORCE: { GERMAN: 'in Kraft', ENGLISH: 'in force' },
  SUPERSEDED: { GERMAN: 'abgelöst', ENGLISH: 'superseded' },
  DISCARDED: { GERMAN: 'verworfen', ENGLISH: 'discarded' },
};

export function notInThisState(action: RuleSetAction, status: RuleSetStatus): UserFailure {
  const needed = action === 'UNSCHEDULE' ? 'SCHEDULED' : 'DRAFT';
  return {
    code: 'STATE',
    path: ['id'],
    message: {
      GERMAN: `Diese Fassung ist ${statusWords[status].GERMAN}. Nur was ${statusWords[needed].GERMAN} ist, kann ${actionWords[action].GERMAN} werden.`,
      ENGLISH: `This version is ${statusWords[status].ENGLISH}. Only what is ${statusWords[needed].ENGLISH} can be ${actionWords[action].ENGLISH}.`,
    },
  };
}

/** Somebody else changed the draft since it was read. */
export function changedSince(change: {
  readonly by: string | null;
  readonly at: Date;
  readonly timeZone: string;
}): UserFailure {
  const { by, at, timeZone } = change;
  const when = (locale: string) =>
    new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(at);
  return {
    code: 'CONFLICT',
    path: ['revision'],
    message: {
      GERMAN: `${by ?? 'Jemand'} hat diesen Entwurf am ${when('de-DE')} geändert. Ihre Fassung wurde nicht gespeichert; beide liegen unter conflict bei.`,
      ENGLISH: `${by ?? 'Somebody'} changed this draft on ${when('en-GB')}. Yours was not saved; both are in the conflict.`,
    },
  };
}
