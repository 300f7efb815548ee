import { Outlet } from 'react-router';
import { Frame } from './Frame.tsx';

/** The frame around what belongs to no programme. */
export function StartFrame() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}
