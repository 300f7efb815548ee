import { ActionIcon, Tooltip } from '@mantine/core';
import { useIdle } from '@mantine/hooks';
import {
  IconChevronLeft,
  IconChevronRight,
  IconLanguage,
  IconMaximize,
  IconMinimize,
  IconMoon,
  IconPlayerPause,
  IconPlayerPlay,
  type IconProps,
  IconSun,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rotation } from './use-rotation.ts';

export interface WallControlsProps {
  /** Undefined where there is one page only. */
  readonly rotation: Rotation | undefined;
  readonly isFullscreen: boolean;
  readonly isDark: boolean;
  readonly onFullscreen: () => void;
  readonly onScheme: () => void;
  readonly onLanguage: () => void;
}

/** Out of sight, with the pointer, as long as nobody is at the screen. */
const idleMilliseconds = 4_000;

export function WallControls({ rotation, isFullscreen, isDark, onFullscreen, onScheme, onLanguage }: WallControlsProps) {
  const { t } = useTranslation();
  const isIdle = useIdle(idleMilliseconds, { events: ['mousemove', 'pointerdown', 'touchstart', 'keydown'] });
  return (
    <div className={`wall-controls ${isIdle ? 'wall-controls-idle' : ''}`} role="toolbar" aria-label={t('wall.controls')}>
      {rotation && (
        <>
          <Control label={t('wall.previous')} Icon={IconChevronLeft} onClick={() => rotation.go(-1)} />
          <Control
            label={t(rotation.isPaused ? 'wall.resume' : 'wall.pause')}
            Icon={rotation.isPaused ? IconPlayerPlay : IconPlayerPause}
            onClick={rotation.toggle}
          />
          <Control label={t('wall.next')} Icon={IconChevronRight} onClick={() => rotation.go(1)} />
        </>
      )}
      <Control label={t('wall.language')} Icon={IconLanguage} onClick={onLanguage} />
      <Control label={t(isDark ? 'wall.light' : 'wall.dark')} Icon={isDark ? IconSun : IconMoon} onClick={onScheme} />
      <Control
        label={t(isFullscreen ? 'wall.leaveFullscreen' : 'wall.fullscreen')}
        Icon={isFullscreen ? IconMinimize : IconMaximize}
        onClick={onFullscreen}
      />
    </div>
  );
}

function Control({ label, Icon, onClick }: { label: string; Icon: ComponentType<IconProps>; onClick: () => void }) {
  return (
    <Tooltip label={label} position="top" events={{ hover: true, focus: true, touch: false }}>
      <ActionIcon variant="default" size={44} radius="xl" aria-label={label} onClick={onClick}>
        <Icon size={22} stroke={1.8} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
