import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import type { Rotation } from './use-rotation.ts';
import type { Wall } from './use-wall.ts';

export function WallFoot({ wall, pages, rotation }: { wall: Wall; pages: number; rotation: Rotation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isOfGroups = wall.measure === 'POINTS_PER_ACTIVE_MEMBER';
  const count = { count: wall.memberCount, formatted: format.number(wall.memberCount) };
  return (
    <footer className="wall-foot">
      <p>
        {wall.isPresent && t(isOfGroups ? 'wall.groups' : 'wall.people', count)}
        {!isOfGroups && wall.places.length > 0 && <span className="wall-privacy">{t('wall.privacy')}</span>}
      </p>
      {pages > 1 && (
        <p className="wall-pages">
          {rotation.isPaused && <span>{t('wall.paused')}</span>}
          <span className="fanfare-unseen">{t('wall.page', { page: rotation.page + 1, pages })}</span>
          {Array.from({ length: pages }, (_, page) => page).map((page) => (
            <span
              key={page}
              aria-hidden="true"
              className={`wall-page ${page === rotation.page ? 'wall-page-present' : ''} ${rotation.isPaused ? 'wall-page-paused' : ''}`}
            />
          ))}
        </p>
      )}
    </footer>
  );
}
