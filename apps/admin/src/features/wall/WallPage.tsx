import { useFullscreenDocument } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useWakeLock } from './use-wake-lock.ts';
import { useWall } from './use-wall.ts';
import { useWallLanguage } from './use-wall-language.ts';
import { WallBoardView } from './WallBoardView.tsx';
import { WallMessage } from './WallMessage.tsx';
import './wall.css';

/** A board on a screen in the lobby, for whoever has its link. */
export function WallPage({ token }: { token: string }) {
  const { t } = useTranslation();
  const state = useWall(token);
  const language = useWallLanguage(state.kind === 'shown' ? state.wall.language : undefined);
  const fullscreen = useFullscreenDocument();
  useWakeLock();
  const title = state.kind === 'shown' ? state.wall.programme : 'Fanfare';
  useEffect(() => {
    document.title = title;
  }, [title]);
  switch (state.kind) {
    case 'loading':
      return <WallMessage title={t('wall.loading')} busy />;
    case 'revoked':
      return <WallMessage title={t('wall.revoked')} lead={t('wall.revokedLead')} />;
    case 'shown':
      return <WallBoardView state={state} fullscreen={fullscreen} onLanguage={language.change} />;
  }
}
