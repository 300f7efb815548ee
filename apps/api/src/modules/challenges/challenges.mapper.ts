import { type ChallengeTemplateKey, challengeTemplates, compileChallenge } from '@fanfare/gamification';
import { type ChallengeRecord, usualPicture } from './challenge.ts';
import type { Challenge, ChallengeTemplate } from './challenges.types.ts';

const hour = 3_600_000;

export function toChallenge(record: ChallengeRecord): Challenge {
  const { id, state, revision, opensOn, closesOn, opensAt, closesAt, graceHours, recurrence, occurrence } = record;
  const { completedAt, cancelledAt, cancelReason, picture, document } = record;
  const { scope, entry, goal } = document;
  const { measure, target, milestones } = goal;
  return {
    ...{ id, state, revision, opensOn, closesOn, opensAt, closesAt, recurrence, occurrence },
    ...{ completedAt, cancelledAt, cancelReason, picture, document, scope, entry, measure, target, milestones },
    graceUntil: closesAt === null || graceHours === null ? null : new Date(closesAt.getTime() + graceHours * hour),
    programmeId: record.programmeId,
    record,
  };
}

export function toTemplate(key: ChallengeTemplateKey): ChallengeTemplate {
  const { document: draft, days, open } = challengeTemplates[key];
  const compiled = compileChallenge(draft);
  if (!compiled.ok) throw new Error(`the template ${key} holds mistakes`);
  return { key, document: compiled.challenge, days, open, picture: usualPicture(compiled.challenge) };
}
