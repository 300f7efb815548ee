import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { useRowMotion } from '../../ui/use-row-motion.ts';
import type { Wall } from './use-wall.ts';
import { WallMovement } from './WallMovement.tsx';

export interface WallRowsProps {
  readonly places: Wall['places'];
  /** How many rows share the height, on this page as on the others. */
  readonly rows: number;
  /** The line on the board with which the page begins. */
  readonly first: number;
  /** The score of the first place: bars are long in proportion to it. */
  readonly top: number;
  readonly before: Wall | undefined;
}

/** Letters that fit on one line of a screen that stands upright. */
const longName = 24;

/** One page of the places behind the first three. */
export function WallRows({ places, rows, first, top, before }: WallRowsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useRowMotion<HTMLOListElement>();
  return (
    <ol className="wall-rows" start={first} ref={list} style={{ '--rows': rows } as CSSProperties}>
      {places.map((place) => (
        <li key={place.id} data-member={place.id} className="wall-row" style={share(place.score, top)}>
          <span className="wall-rank">
            <span className="fanfare-unseen">{t('wall.rank', { rank: '' })}</span>
            {format.number(place.rank)}
          </span>
          <span className={`wall-name ${place.name.length > longName ? 'wall-name-long' : ''}`}>
            <span>{place.name}</span>
          </span>
          <WallMovement place={place} before={before} />
          <strong key={place.score} className={`wall-score ${before ? 'wall-flash' : ''}`}>
            {format.number(place.score)}
          </strong>
        </li>
      ))}
    </ol>
  );
}

function share(score: number, top: number): CSSProperties {
  return { '--share': top > 0 ? Math.max(0, score / top) : 0 } as CSSProperties;
}
