import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { type useFullscreenDocument, useMediaQuery } from '@mantine/hooks';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { pagesOf } from './pages.ts';
import { useFittingRows } from './use-fitting-rows.ts';
import { useKeys } from './use-keys.ts';
import { useRotation } from './use-rotation.ts';
import { places, type WallState } from './use-wall.ts';
import { WallControls } from './WallControls.tsx';
import { WallFoot } from './WallFoot.tsx';
import { WallHead } from './WallHead.tsx';
import { WallPodium } from './WallPodium.tsx';
import { WallRows } from './WallRows.tsx';

export interface WallBoardViewProps {
  readonly state: Extract<WallState, { kind: 'shown' }>;
  readonly fullscreen: ReturnType<typeof useFullscreenDocument>;
  readonly onLanguage: () => void;
}

/** Places that always stay on the screen. */
const podium = 3;

/** How the screen is divided, by how many stand behind the podium. */
const shapes = ['wall-short', 'wall-few', 'wall-few', 'wall-few', 'wall-full'] as const;

export function WallBoardView({ state, fullscreen, onLanguage }: WallBoardViewProps) {
  const { t } = useTranslation();
  const { wall, before } = state;
  const { room, ruler, fitting } = useFittingRows();
  const others = wall.places.slice(podium);
  // A phone is held in the hand: its page is as long as the board.
  const isPhone = useMediaQuery('(max-width: 599px)');
  const pages = isPhone ? pagesOf(others, places) : fitting === 0 ? [] : pagesOf(others, fitting);
  const rotation = useRotation(pages.length);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme();
  const onScheme = () => setColorScheme(scheme === 'dark' ? 'light' : 'dark');
  const onFullscreen = () => void fullscreen.toggle();
  useKeys({
    arrowleft: () => rotation.go(-1),
    arrowright: () => rotation.go(1),
    ' ': rotation.toggle,
    ...{ f: onFullscreen, l: onLanguage, d: onScheme },
  });
  return (
    <main
      className={`wall ${shapes[Math.min(others.length, shapes.length - 1)]}`}
      style={{ '--behind': others.length } as CSSProperties}
    >
      <WallHead state={state} />
      {wall.places.length === 0 ? (
        <div className="wall-nobody">
          <h2>{t(wall.isPresent ? 'wall.empty' : 'wall.noBoard')}</h2>
          <p>{t(wall.isPresent ? 'wall.emptyLead' : 'wall.noBoardLead')}</p>
        </div>
      ) : (
        <div className="wall-board">
          <WallPodium places={wall.places.slice(0, podium)} before={before} measure={wall.measure} />
          <div className="wall-room" ref={room}>
            <div className="wall-ruler" ref={ruler} aria-hidden="true" />
            {others.length > 0 && (
              <WallRows
                key={rotation.page}
                places={pages[rotation.page] ?? []}
                rows={pages[0]?.length ?? 1}
                first={podium + 1 + pages.slice(0, rotation.page).flat().length}
                top={wall.places[0]?.score ?? 0}
                before={before}
              />
            )}
          </div>
        </div>
      )}
      <WallFoot wall={wall} pages={pages.length} rotation={rotation} />
      <WallControls
        rotation={pages.length > 1 ? rotation : undefined}
        isFullscreen={fullscreen.fullscreen}
        isDark={scheme === 'dark'}
        {...{ onFullscreen, onScheme, onLanguage }}
      />
    </main>
  );
}
