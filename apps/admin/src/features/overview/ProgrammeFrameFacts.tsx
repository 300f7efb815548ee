import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Fact, FactList } from '../../ui/Fact.tsx';
import { useFormat } from '../../ui/format.ts';
import type { OverviewProgramme } from './OverviewPage.tsx';

/** The terms under which the figures came about. */
export function ProgrammeFrameFacts({ found: { currentSeason, hashtags, timeZone, privacy } }: { found: OverviewProgramme }) {
  const { t } = useTranslation();
  const format = useFormat();
  const span = currentSeason && {
    name: currentSeason.name,
    from: format.day(currentSeason.startsOn),
    to: format.day(currentSeason.endsOn),
  };
  return (
    <section className="fanfare-card">
      <Title order={2}>{t('overview.frame')}</Title>
      <FactList>
        <Fact label={t('overview.season')}>{span ? t('overview.seasonSpan', span) : t('overview.noSeason')}</Fact>
        <Fact label={t('overview.hashtags')}>{hashtags.map((hashtag) => `#${hashtag}`).join(' ')}</Fact>
        <Fact label={t('overview.timeZone')}>{timeZone}</Fact>
        <Fact label={t('overview.visibility')}>{t(`visibility.${privacy.defaultVisibility}`)}</Fact>
        <Fact label={t('overview.minimumGroupSize')}>
          {t('overview.minimumGroupSizeValue', { size: format.number(privacy.minimumGroupSize) })}
        </Fact>
      </FactList>
    </section>
  );
}
