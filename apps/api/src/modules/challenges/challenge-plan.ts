import {
  badgeMotifs,
  badgeShapes,
  type ChallengeDocument,
  challengeTemplates,
  compileChallenge,
  type Recurrence,
  scheduleProblem,
} from '@fanfare/gamification';
import { z } from 'zod';
import { type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { isDay } from '../../platform/graphql/scalars.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { type ChallengePlan, type ChallengeRecord, usualPicture } from './challenge.ts';
import * as errors from './challenges.errors.ts';
import type { DraftChallengeInput, UpdateChallengeInput } from './challenges.inputs.ts';

type Planned = Outcome<ChallengePlan, UserFailure>;

const day = z.string().refine(isDay);
const schedule = z.object({
  opensOn: day,
  closesOn: day,
  recurrence: z
    .object({ unit: z.enum(['WEEK', 'MONTH']), every: z.int().min(1).max(26), until: day.nullish() })
    .nullish()
    .transform((recurrence): Recurrence | null =>
      recurrence == null ? null : { ...recurrence, until: recurrence.until ?? null },
    ),
  picture: z
    .object({
      shape: z.enum(badgeShapes),
      motif: z.enum(badgeMotifs),
      hue: z.int().min(0).max(359),
      rings: z.int().min(1).max(3),
    })
    .nullish(),
});

/** What a new challenge shall be, from a template or from scratch. */
export function planOfDraft(input: DraftChallengeInput): Planned {
  const { template, opensOn } = input;
  if ((template == null) === (input.document == null)) return fail(errors.oneOrigin());
  const document = documentOf(template == null ? input.document : challengeTemplates[template].document);
  if (!document.ok) return document;
  const days = template == null ? 1 : challengeTemplates[template].days;
  const closesOn = input.closesOn ?? lastOf(opensOn, days);
  return planOf(document.value, { ...input, closesOn });
}

/** What a draft shall be after a change. */
export function planOfUpdate(present: ChallengeRecord, input: UpdateChallengeInput): Planned {
  const document = input.document == null ? succeed(present.document) : documentOf(input.document);
  if (!document.ok) return document;
  return planOf(document.value, {
    opensOn: input.opensOn ?? present.opensOn,
    closesOn: input.closesOn ?? present.closesOn,
    recurrence: input.recurrence === undefined ? present.recurrence : input.recurrence,
    picture: input.picture ?? present.picture,
  });
}

function documentOf(document: unknown): Outcome<ChallengeDocument, UserFailure> {
  const compiled = compileChallenge(document);
  return compiled.ok ? succeed(compiled.challenge) : fail(...errors.holdsMistakes(compiled.problems));
}

function planOf(document: ChallengeDocument, said: { readonly [Key in keyof z.input<typeof schedule>]?: unknown }): Planned {
  const checked = validateInput(schedule, said);
  if (!checked.ok) return checked;
  const { picture, ...plan } = checked.value;
  const problem = scheduleProblem(plan, plan.recurrence);
  if (problem === 'ENDS_BEFORE_START') return fail(errors.endsBeforeStart());
  if (problem === 'OVERLAPS_ITSELF') return fail(errors.overlapsItself());
  return succeed({ ...plan, document, picture: picture ?? usualPicture(document) });
}

function lastOf(first: string, days: number): string {
  return new Date(Date.parse(`${first}T00:00:00Z`) + (days - 1) * 86_400_000).toISOString().slice(0, 10);
}
