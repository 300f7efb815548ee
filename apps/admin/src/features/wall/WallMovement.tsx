import { IconArrowDown, IconArrowUp, IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import type { Wall } from './use-wall.ts';

export interface WallMovementProps {
  readonly place: Wall['places'][number];
  readonly before: Wall | undefined;
}

const signs = { up: IconArrowUp, down: IconArrowDown, entered: IconSparkles };

/** What the last change of the board did to a place. */
export function WallMovement({ place, before }: WallMovementProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (before === undefined || before.places.length === 0) return null;
  const rank = before.places.find(({ id }) => id === place.id)?.rank;
  if (rank === place.rank) return null;
  const direction = rank === undefined ? 'entered' : place.rank < rank ? 'up' : 'down';
  const Sign = signs[direction];
  return (
    <span className={`wall-movement wall-movement-${direction}`}>
      <Sign aria-hidden="true" stroke={2.5} />
      <span className="fanfare-unseen">{t(`wall.${direction}`, { rank: format.number(rank ?? place.rank) })}</span>
    </span>
  );
}
