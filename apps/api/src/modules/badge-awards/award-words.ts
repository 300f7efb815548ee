import type { Language } from '@fanfare/contracts';
import { describeCriterion, levelCriteria } from '@fanfare/gamification';
import type { AwardableRecord } from '../badges/index.ts';
import type { AwardRecord } from './awards.ts';

interface Telling {
  readonly awardable: AwardableRecord;
  readonly award: Pick<AwardRecord, 'level' | 'earnedAt'>;
  readonly timeZone: string;
  readonly language: Language;
}

/** Why somebody was awarded a badge or a level, to the person. */
export function explainAward({ awardable, award, timeZone, language }: Telling): string {
  const day = new Intl.DateTimeFormat(language === 'GERMAN' ? 'de-DE' : 'en-GB', { dateStyle: 'long', timeZone });
  const date = day.format(award.earnedAt);
  const sentence = criterionInWords(awardable, award.level, language);
  return language === 'GERMAN'
    ? `${sentence} Mit dem, was am ${date} von Ihnen aufgenommen wurde, war das erfüllt.`
    : `${sentence} With what was recorded of you on ${date} this was fulfilled.`;
}

/** What a badge, or a level of a ladder, asks. */
export function criterionInWords(awardable: AwardableRecord, level: number, language: Language): string {
  const criterion = awardable.kind === 'BADGE' ? awardable.document.criterion : levelCriteria(awardable.document)[level];
  if (criterion === undefined) throw new Error(`the ladder ${awardable.id} has no level ${level}`);
  return describeCriterion(criterion, language);
}

/** Name and picture of what was awarded. */
export function shownAs(awardable: AwardableRecord, level: number) {
  const shown = awardable.kind === 'BADGE' ? awardable.document : awardable.document.levels[level];
  if (shown === undefined) throw new Error(`the ladder ${awardable.id} has no level ${level}`);
  return { name: shown.name, artwork: shown.artwork };
}
