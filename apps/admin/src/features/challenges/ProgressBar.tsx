import type { ProgressFieldsFragment } from './challenges.generated.ts';
import { type Counted, useAmount } from './use-amount.ts';

export interface ProgressBarProps {
  readonly progress: ProgressFieldsFragment;
  readonly counted: Counted;
  /** Whose progress it is. */
  readonly label: string;
  readonly slim?: boolean;
}

/** How far somebody has come on the way to the goal, with the milestones where they lie. */
export function ProgressBar({ progress: { value, isReached, marks }, counted, label, slim = false }: ProgressBarProps) {
  const amount = useAmount(counted);
  const target = marks.at(-1)?.value ?? 1;
  const share = Math.min(100, (100 * value) / target);
  return (
    <div
      className={`challenge-bar ${slim ? 'challenge-bar-slim' : ''} ${isReached ? 'challenge-bar-reached' : ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(share)}
      aria-valuetext={amount.of(value, target)}
    >
      <div className="challenge-bar-fill" style={{ inlineSize: `${share}%` }} />
      {marks
        .filter(({ isTarget }) => !isTarget)
        .map((mark) => (
          <span
            key={mark.value}
            className="challenge-bar-mark"
            style={{ insetInlineStart: `${(100 * mark.value) / target}%` }}
          />
        ))}
    </div>
  );
}
