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

/** A value of a goal in words: "12 activities", "1.5 posts per active member". */
export function useAmount(counted: Counted): (value: number) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const { scope, measure } = counted;
  return (value) => {
    const shown = value / divisorOf(counted);
    const formatted = format.number(shown);
    if (scope === 'EACH_DEPARTMENT' && measure === 'DISTINCT_PEOPLE') return t('challenges.shareOfMembers', { formatted });
    const amount = t(`challenges.unit.${measure}`, { count: shown, formatted });
    return scope === 'EACH_DEPARTMENT' ? t('challenges.perMember', { amount }) : amount;
  };
}
