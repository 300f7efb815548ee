import { VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import type { Change } from './use-live-board.ts';

/** What the last live message did to a place, as a small sign beside the name. */
export function Movement({ change: { kind, previousRank }, rank }: { change: Change; rank: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (kind !== 'ENTERED' && (previousRank === null || previousRank === rank)) return null;
  const direction = kind === 'ENTERED' || previousRank === null ? 'entered' : rank < previousRank ? 'up' : 'down';
  const words = t(`leaderboards.moved.${direction}`, { rank: format.number(previousRank ?? rank) });
  const Icon = { entered: IconSparkles, up: IconArrowUp, down: IconArrowDown }[direction];
  return (
    <span className={`board-movement board-movement-${direction}`} title={words}>
      <Icon size={14} stroke={2.5} aria-hidden="true" />
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
}
