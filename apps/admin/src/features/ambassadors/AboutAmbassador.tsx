import { Anchor, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Fact, FactList } from '../../ui/Fact.tsx';
import { useFormat } from '../../ui/format.ts';
import type { AmbassadorDetails } from './AmbassadorPage.tsx';

export function AboutAmbassador({ ambassador }: { ambassador: AmbassadorDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <aside className="fanfare-card" aria-labelledby="about-ambassador">
      <Title order={2} id="about-ambassador">
        {t('ambassadors.about')}
      </Title>
      <FactList>
        <Fact label={t('ambassadors.balance')}>
          <Text component="span" fz={28} fw={650} lh={1.2} className="fanfare-number">
            {format.number(ambassador.pointsBalance)}
          </Text>
        </Fact>
        <Fact label={t('ambassadors.department')}>{ambassador.department?.name ?? t('app.none')}</Fact>
        <Fact label={t('ambassadors.visibility')}>{t(`visibility.${ambassador.visibility}`)}</Fact>
        <Fact label={t('ambassadors.joined')}>{format.date(ambassador.joinedAt)}</Fact>
        {ambassador.pausedUntil && <Fact label={t('ambassadors.pausedUntil')}>{format.day(ambassador.pausedUntil)}</Fact>}
        {ambassador.leftAt && <Fact label={t('ambassadors.leftAt')}>{format.date(ambassador.leftAt)}</Fact>}
        <Fact label={t('ambassadors.language')}>
          {t(ambassador.language === 'GERMAN' ? 'ambassadors.german' : 'ambassadors.english')}
        </Fact>
        <Fact label={t('ambassadors.profiles')}>
          {ambassador.socialProfiles.length === 0 && t('app.none')}
          {ambassador.socialProfiles.map(({ id, channel, handle, url }) => (
            <Text key={id} size="sm" truncate>
              {t(`channel.${channel}`)}:{' '}
              {url ? (
                <Anchor inherit underline="always" href={url} target="_blank" rel="noreferrer">
                  {handle}
                </Anchor>
              ) : (
                handle
              )}
            </Text>
          ))}
        </Fact>
        {ambassador.consents && ambassador.consents.length > 0 && (
          <Fact label={t('ambassadors.consents')}>
            {ambassador.consents.map(({ id, kind, version, givenAt, withdrawnAt }) => (
              <Text key={id} size="sm" mb={4}>
                {t(`ambassadors.consentKind.${kind}`)}
                <Text component="span" size="xs" c="dimmed" display="block">
                  {withdrawnAt
                    ? t('ambassadors.consentWithdrawn', { date: format.date(withdrawnAt) })
                    : t('ambassadors.consentGiven', { version, date: format.date(givenAt) })}
                </Text>
              </Text>
            ))}
          </Fact>
        )}
      </FactList>
    </aside>
  );
}
