import type { EntityManager } from 'typeorm';
import type { ChallengeRecord } from '../challenges/index.ts';
import { type Happening, tellHappenings } from '../happenings/index.ts';

/** Tells everybody who may take part, or of a challenge by invitation those who were invited, what the clock or its makers did to it. */
export async function tellChallenge(
  manager: EntityManager,
  challenge: ChallengeRecord,
  { kind, now }: { readonly kind: 'CHALLENGE_OPENED' | 'CHALLENGE_COMPLETED' | 'CHALLENGE_CANCELLED'; readonly now: Date },
): Promise<void> {
  const audience = challenge.document.entry === 'OPEN' ? 'EVERYBODY' : await invitedTo(manager, challenge.id);
  await tellHappenings(manager, [{ ...aboutChallenge(challenge), kind, key: challenge.id, audience, happenedAt: now }]);
}

/** Tells people that they have reached it, each once. */
export async function tellReached(
  manager: EntityManager,
  challenge: ChallengeRecord,
  { ambassadorIds, now }: { readonly ambassadorIds: readonly string[]; readonly now: Date },
): Promise<void> {
  const reached = ambassadorIds.map(
    (id): Happening => ({
      ...{ ...aboutChallenge(challenge), kind: 'CHALLENGE_REACHED', key: `${challenge.id}:${id}`, audience: [id] },
      happenedAt: now,
    }),
  );
  await tellHappenings(manager, reached);
}

function aboutChallenge({ id, programmeId, document }: ChallengeRecord) {
  const title = { GERMAN: document.name.german, ENGLISH: document.name.english };
  return { programmeId, subject: { type: 'CHALLENGE', id }, details: { title } } as const;
}

async function invitedTo(manager: EntityManager, challengeId: string): Promise<readonly string[]> {
  const rows: readonly { readonly id: string }[] = await manager.query(
    'SELECT ambassador_id AS id FROM challenge_entrant WHERE challenge_id = $1 AND left_at IS NULL ORDER BY ambassador_id',
    [challengeId],
  );
  return rows.map(({ id }) => id);
}
