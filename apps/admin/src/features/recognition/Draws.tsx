import { Accordion, List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { MemberName } from '../../ui/MemberName.tsx';
import type { RecognitionDetails, Seasons } from './RecognitionDetailPage.tsx';

type Draw = RecognitionDetails['draws'][number];

/** What was drawn, and why: everybody can check it. */
export function Draws({ draws, seasons }: { draws: RecognitionDetails['draws']; seasons: Seasons }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className="fanfare-card">
      <Title order={2}>{t('recognition.draw.title')}</Title>
      <Text size="sm" c="dimmed" {...(draws.length === 0 ? {} : { mb: 'sm' })}>
        {draws.length === 0 ? t('recognition.draw.none') : t('recognition.draw.lead')}
      </Text>
      <ul className="recognition-list" hidden={draws.length === 0}>
        {draws.map((draw) => (
          <li key={draw.id}>
            <Text fw={600}>
              {seasons.find(({ id }) => id === draw.seasonId)?.name} · {format.date(draw.drawnAt)}
            </Text>
            <Text size="sm" mt={4}>
              {t('recognition.draw.winners')}:{' '}
              {draw.winners.map((winner, index) => (
                <span key={winner.id}>
                  {index > 0 && ', '}
                  <MemberName member={winner} />
                </span>
              ))}
            </Text>
            <Text size="sm" c={draw.isReproduced ? 'var(--fanfare-good)' : 'var(--mantine-color-error)'}>
              {t(draw.isReproduced ? 'recognition.draw.reproduced' : 'recognition.draw.notReproduced')}
            </Text>
            <HowItCameAbout draw={draw} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function HowItCameAbout({ draw }: { draw: Draw }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Accordion variant="separated" order={3} mt="xs">
      <Accordion.Item value="how">
        <Accordion.Control>{t('recognition.draw.how')}</Accordion.Control>
        <Accordion.Panel>
          <List size="sm" spacing={4}>
            {draw.explanation.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
          {draw.leftOut.length > 0 && (
            <Text size="sm" mt="sm">
              {t('recognition.draw.leftOut')}:{' '}
              {draw.leftOut
                .map(({ reason, count }) =>
                  t('recognition.draw.count', {
                    reason: t(`recognition.draw.reason.${reason}`),
                    formatted: format.number(count),
                  }),
                )
                .join(' · ')}
            </Text>
          )}
          <Text size="sm" mt="sm">
            {t('recognition.draw.seed')}: <code className="recognition-seed">{draw.seed}</code>
          </Text>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
