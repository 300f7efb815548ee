import type { Language } from '@fanfare/contracts';
import { drawBadge } from '@fanfare/gamification';
import { shownAs } from './award-words.ts';
import type { Holder, OwnLevel, OwnStreak } from './awards.service.ts';
import type { AwardRecord } from './awards.ts';
import type { BadgeAward, BadgeStreak, OwnLevelStanding } from './awards.types.ts';

type Person = Pick<Holder, 'programmeId' | 'personId' | 'ambassadorId'>;

export function toAward(record: AwardRecord, person: Person): BadgeAward {
  const { id, level, seasonStart, earnedAt, activityId } = record;
  return { id, level, seasonStart, earnedAt, activityId, ...subjectOf(person), record };
}

export function toStreak({ weeks, longest, lastWeek, isPaused }: OwnStreak, person: Person): BadgeStreak {
  const lastWeekStart = lastWeek === null ? null : new Date(lastWeek);
  return { weeks, longest, lastWeekStart, isPaused, ...subjectOf(person) };
}

export function toOwnLevel({ ladder, points, level, toNext }: OwnLevel, person: Person, language: Language): OwnLevelStanding {
  const shown = level === null ? null : shownAs(ladder, level);
  const name = shown === null ? null : nameIn(shown.name, language);
  const artworkSvg = shown === null || name === null ? null : drawBadge(shown.artwork, name);
  return { level, name, artworkSvg, points, toNext, ...subjectOf(person) };
}

export function nameIn(words: { readonly german: string; readonly english: string }, language: Language): string {
  return language === 'GERMAN' ? words.german : words.english;
}

function subjectOf({ programmeId, personId, ambassadorId }: Person) {
  return { programmeId, personId, ambassadorId };
}
