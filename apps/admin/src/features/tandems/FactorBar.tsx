import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { factors, fitOf } from './affinity.ts';
import type { OwnTandemFieldsFragment } from './my-tandem.generated.ts';

export type FactorPoints = OwnTandemFieldsFragment['factors'][number];

/** An affinity as its factors: one colour each, as long as its points; told in words to who does not see it. */
export function FactorBar({ points }: { points: readonly FactorPoints[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const present = inOrder(points).filter((factor) => factor.points > 0);
  const description = present.map((factor) => `${t(`tandems.factor.${factor.factor}`)} ${format.number(fitOf(factor.points))}`);
  return (
    <span
      className="tandem-factor-bar tandem-factor-bar-slim"
      role="img"
      aria-label={description.join(', ') || t('tandems.noFactor')}
    >
      {present.map((factor) => (
        <span
          key={factor.factor}
          data-factor={factor.factor}
          title={`${t(`tandems.factor.${factor.factor}`)}: ${format.number(fitOf(factor.points))}`}
          style={{ inlineSize: `${factor.points / 100}%` }}
        />
      ))}
    </span>
  );
}

/** Each factor with what it gave of what it could have given. */
export function FactorList({ points }: { points: readonly FactorPoints[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="tandem-factors">
      {inOrder(points)
        .filter(({ maxPoints }) => maxPoints > 0)
        .map((factor) => (
          <li key={factor.factor}>
            <span>{t(`tandems.factor.${factor.factor}`)}</span>
            <span className="tandem-track" aria-hidden="true">
              <span data-factor={factor.factor} style={{ inlineSize: `${(100 * factor.points) / factor.maxPoints}%` }} />
            </span>
            <span className="fanfare-number">
              {t('tandems.ofMost', {
                points: format.number(fitOf(factor.points)),
                most: format.number(fitOf(factor.maxPoints)),
              })}
            </span>
          </li>
        ))}
    </ul>
  );
}

function inOrder(points: readonly FactorPoints[]): readonly FactorPoints[] {
  const position = new Map<string, number>(factors.map(({ factor }, index) => [factor, index]));
  return points.toSorted((a, b) => (position.get(a.factor) ?? 0) - (position.get(b.factor) ?? 0));
}
