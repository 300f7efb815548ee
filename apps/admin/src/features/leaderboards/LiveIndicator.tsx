import { useNetwork } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useLiveStatus } from '../../app/graphql/LiveConnectionContext.tsx';

/** Says whether what is shown follows the programme, or how old it may be. */
export function LiveIndicator({ following }: { following: boolean }) {
  const { t } = useTranslation();
  const { online } = useNetwork();
  const connection = useLiveStatus();
  const state = !online ? 'offline' : connection === 'live' && !following ? 'connecting' : connection;
  return (
    <span className={`board-live board-live-${state}`} title={state === 'live' ? t('leaderboards.liveHint') : undefined}>
      <span className="board-live-dot" aria-hidden="true" />
      {t(`leaderboards.live.${state}`)}
    </span>
  );
}
