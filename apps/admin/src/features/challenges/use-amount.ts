import { useTranslation } from 'react-i18next';
import type { ChallengeMeasure, ChallengeScope } from '../../app/graphql/schema.generated.ts';
import { useFormat } from '../../ui/format.ts';

export interface Counted {
  readonly scope: ChallengeScope;
  readonly measure: ChallengeMeasure;
}

/** Departments are counted per active member in hundredths, their people in percent; all others as they are. */
export function divisorOf({ scope, measure }: Counted): number {
  return scope === 'EACH_DEPARTMENT' && measure !== 'DISTINCT_PEOPLE' ? 100 : 1;
}

/** A value of a goal in words: "12 activities", "1.5 posts per active member"; `of` with the target: "3 of 12 activities". */
export function useAmount(counted: Counted) {
  const { t } = useTranslation();
  const format = useFormat();
  const { scope, measure } = counted;
  const plain = (value: number) => format.number(value / divisorOf(counted));
  const amount = (value: number): string => {
    const formatted = plain(value);
    if (scope === 'EACH_DEPARTMENT' && measure === 'DISTINCT_PEOPLE') return t('challenges.shareOfMembers', { formatted });
    const words = t(`challenges.unit.${measure}`, { count: value / divisorOf(counted), formatted });
    return scope === 'EACH_DEPARTMENT' ? t('challenges.perMember', { amount: words }) : words;
  };
  const of = (value: number, target: number): string => t('challenges.of', { value: plain(value), target: amount(target) });
  return Object.assign(amount, { of });
}
