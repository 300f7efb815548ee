import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { Logo } from '../../ui/Logo.tsx';
import { useClock } from './use-clock.ts';
import type { Wall, WallState } from './use-wall.ts';

export function WallHead({ state: { wall, stale } }: { state: Extract<WallState, { kind: 'shown' }> }) {
  const { t } = useTranslation();
  const { time } = useClock();
  const words = useBoardWords(wall);
  return (
    <header className="wall-head">
      <div className="wall-title">
        <p className="wall-programme">{wall.programme}</p>
        <h1>{words.period}</h1>
        <p className="wall-scope">{words.whom}</p>
      </div>
      <div className="wall-side">
        <p className="wall-clock">{time(new Date())}</p>
        <p className={`wall-state ${stale ? 'wall-state-stale' : ''}`} role="status">
          <span className="wall-dot" aria-hidden="true" />
          {stale ? t(`wall.${stale.why}`, { time: time(stale.since) }) : t('wall.live')}
        </p>
        <Logo size={28} />
      </div>
    </header>
  );
}

function useBoardWords({ period, periodStart, season, scope, scopeName, measure }: Wall) {
  const { t } = useTranslation();
  const format = useFormat();
  const { month } = useClock();
  const day = periodStart === null ? '' : format.day(periodStart);
  const named = { day, month: periodStart === null ? '' : month(periodStart) };
  const whom = scopeName ?? t(`wall.scope.${scope}`);
  return {
    period: period === 'SEASON' && season !== null ? season : t(`wall.board.${period}`, named),
    whom: measure === 'POINTS' ? whom : `${whom} · ${t(`wall.measure.${measure}`)}`,
  };
}
