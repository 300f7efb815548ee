import type { Life } from './days.ts';
import { admin } from './people.ts';

const dayLength = 86_400_000;

/** One that is over, one that goes on, one that is announced and one that is still a draft, told by the days before the demo's present. */
const announcements = [
  { template: 'FIRST_POST', daysBefore: 35, opensIn: 1, days: 28 },
  { template: 'HASHTAG_WEEK', daysBefore: 9, opensIn: 1, days: 14 },
  { template: 'COLLECTIVE_REACH', daysBefore: 1, opensIn: 9, days: 28 },
  { template: 'QUIET_VOICES_WEEK', daysBefore: 1, opensIn: 22, days: 7, isDraft: true },
] as const;

/** What the programme lead drafts and announces at the end of a day, so many days before the demo's present. May be repeated. */
export async function announceChallenges(
  { api, programmeId }: Life,
  { endsAt, daysBefore }: { readonly endsAt: Date; readonly daysBefore: number },
): Promise<void> {
  for (const announcement of announcements) {
    if (announcement.daysBefore !== daysBefore) continue;
    const { template, opensIn, days } = announcement;
    const input = {
      clientMutationId: `demo ${template}`,
      ...{ programme: programmeId, template },
      opensOn: dateAfter(endsAt, opensIn),
      closesOn: dateAfter(endsAt, opensIn + days - 1),
    };
    const { challenge } = await api.mutate<{ challenge: { readonly id: string; readonly revision: number } }>(admin, {
      name: 'draftChallenge',
      input,
      selection: 'challenge { id revision }',
    });
    if ('isDraft' in announcement) continue;
    await api.mutate(admin, { name: 'scheduleChallenge', input: challenge, selection: '', tolerated: ['STATE'] });
  }
}

function dateAfter(moment: Date, days: number): string {
  return new Date(moment.getTime() + days * dayLength).toISOString().slice(0, 10);
}
