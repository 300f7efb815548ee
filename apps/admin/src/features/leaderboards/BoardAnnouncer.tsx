import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import type { StandingRowFragment } from './leaderboard.generated.ts';

/** Milliseconds of quiet between two announcements: a busy board must not talk without a break. */
const quiet = 15_000;

export interface BoardAnnouncerProps {
  readonly standings: readonly StandingRowFragment[] | undefined;
  readonly version: number | undefined;
}

/** Tells people who listen instead of look that the board changed, and who leads it. */
export function BoardAnnouncer({ standings, version }: BoardAnnouncerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [message, setMessage] = useState('');
  const last = useRef<{ version: number; at: number } | undefined>(undefined);
  const leader = standings?.[0];
  const words =
    leader && t('leaderboards.announceFirst', { name: leader.member.displayName, points: format.number(leader.score) });

  useEffect(() => {
    if (version === undefined || words === undefined || version === last.current?.version) return;
    const wait = last.current === undefined ? undefined : Math.max(0, last.current.at + quiet - Date.now());
    if (wait === undefined) {
      last.current = { version, at: Date.now() - quiet };
      return;
    }
    const timer = setTimeout(() => {
      last.current = { version, at: Date.now() };
      setMessage(words);
    }, wait);
    return () => clearTimeout(timer);
  }, [version, words]);

  return (
    <VisuallyHidden role="status" aria-live="polite">
      {message}
    </VisuallyHidden>
  );
}
