import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import type { Wall } from './use-wall.ts';
import { WallMovement } from './WallMovement.tsx';

type Place = Wall['places'][number];

export interface WallPodiumProps {
  readonly places: readonly Place[];
  readonly before: Wall | undefined;
  readonly measure: Wall['measure'];
}

/** The first three, always to be seen. */
export function WallPodium({ places, before, measure }: WallPodiumProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ol className="wall-podium">
      {places.map((place, index) => (
        <li key={place.id} className={`wall-winner wall-winner-${index + 1}`}>
          <span className="wall-medal">
            <span aria-hidden="true">{format.number(place.rank)}</span>
            <span className="fanfare-unseen">{t('wall.rank', { rank: format.number(place.rank) })}</span>
          </span>
          <span className="wall-winner-name">{place.name}</span>
          <span className="wall-winner-score">
            <strong key={place.score} className={before ? 'wall-flash' : ''}>
              {format.number(place.score)}
            </strong>
            {index === 0 && <small>{t(`wall.measure.${measure}`)}</small>}
            <WallMovement place={place} before={before} />
          </span>
        </li>
      ))}
    </ol>
  );
}
