import { DemoError } from '../errors.ts';
import { company } from '../generator/company.ts';
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
  life: Life,
  { endsAt, daysBefore }: { readonly endsAt: Date; readonly daysBefore: number },
): Promise<void> {
  for (const announcement of announcements) {
    if (announcement.daysBefore !== daysBefore) continue;
    const { api, programmeId } = life;
    const { template, opensIn, days } = announcement;
    const input = {
      clientMutationId: `demo ${template}`,
      programme: programmeId,
      document: await documentOf(life, template),
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

interface Template {
  readonly key: string;
  readonly document: { readonly goal: { readonly filter?: { readonly hashtags?: readonly string[] } } };
}

/** The template's document; one that asks for a hashtag gets one of the company's. */
async function documentOf({ api }: Life, key: string): Promise<object> {
  const { programme } = await api.query<{ programme: { challengeTemplates: readonly Template[] } }>(
    admin,
    'query ($key: String!) { programme(key: $key) { challengeTemplates { key document } } }',
    { key: company.programmeKey },
  );
  const document = programme.challengeTemplates.find((template) => template.key === key)?.document;
  if (document === undefined) throw new DemoError(`There is no template ${key} for challenges.`);
  const { goal } = document;
  if (goal.filter?.hashtags === undefined) return document;
  const hashtags = company.hashtags.slice(0, 1).map((hashtag) => hashtag.toLowerCase());
  return { ...document, goal: { ...goal, filter: { ...goal.filter, hashtags } } };
}

function dateAfter(moment: Date, days: number): string {
  return new Date(moment.getTime() + days * dayLength).toISOString().slice(0, 10);
}
