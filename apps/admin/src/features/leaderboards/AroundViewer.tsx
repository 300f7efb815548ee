import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import type { LiveBoard } from './use-live-board.ts';

/** The viewer's own place with its neighbours, when it is not on the page that is shown anyway. */
export function AroundViewer({ board: { around, standings } }: { board: LiveBoard }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (around.length === 0 || standings?.some(({ isViewer }) => isViewer)) return null;
  return (
    <section className="fanfare-card board-around" aria-labelledby="board-around">
      <Title order={2} id="board-around" fz="md">
        {t('leaderboards.around')}
      </Title>
      <ol>
        {around.map(({ member, rank, score, isViewer }) => (
          <li key={member.id} className={isViewer ? 'board-around-own' : ''}>
            <Text component="span" size="sm" c="dimmed" className="fanfare-number">
              {format.number(rank)}
            </Text>
            <Text component="span" size="sm" truncate fw={isViewer ? 650 : 400}>
              {member.displayName}
            </Text>
            <Text component="span" size="sm" className="fanfare-number">
              {format.number(score)}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
}
