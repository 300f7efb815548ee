import type { Language } from '@fanfare/contracts';
import { filterInWords } from '../challenges/words.ts';
import { number, pointsInWords } from '../words/format.ts';
import type { BadgeCriterion } from './document.ts';

/** [BD7] How a badge is earned, in one sentence. */
export function describeCriterion(criterion: BadgeCriterion, language: Language): string {
  const german = language === 'GERMAN';
  const season = criterion.per === 'SEASON' ? (german ? ' in einer Saison' : ' in a season') : '';
  const filter = filterInWords(criterion.filter, language);
  const amount = `${amountInWords(criterion, language)}${season}${brakeInWords(criterion, language)}`;
  return german ? `Verliehen für ${amount} (es zählen: ${filter}).` : `Awarded for ${amount} (what counts: ${filter}).`;
}

function amountInWords({ measure, target }: BadgeCriterion, language: Language): string {
  const german = language === 'GERMAN';
  const many = number(target, language);
  switch (measure) {
    case 'FACTS':
      if (target === 1) return german ? 'eine Aktivität' : 'one activity';
      return german ? `${many} Aktivitäten` : `${many} activities`;
    case 'POINTS':
      return pointsInWords(target, language);
    case 'DISTINCT_WEEKS':
      return german ? `Aktivitäten in ${many} verschiedenen Wochen` : `activities in ${many} different weeks`;
    case 'STORIES':
      if (target === 1) return german ? 'eine gemeinsame Geschichte' : 'one joint story';
      return german ? `${many} gemeinsame Geschichten` : `${many} joint stories`;
    case 'STREAK':
      return german
        ? `${many} Wochen in Folge mit mindestens einer Aktivität, angekündigte Pausen ausgenommen`
        : `${many} weeks in a row with at least one activity, declared pauses left out`;
  }
}

function brakeInWords({ measure, target, mostPerWeek }: BadgeCriterion, language: Language): string {
  if (measure !== 'FACTS' || target === 1) return '';
  return language === 'GERMAN' ? `, höchstens ${mostPerWeek} je Woche` : `, at most ${mostPerWeek} a week`;
}
