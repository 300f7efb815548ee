import { Outlet } from 'react-router';
import { useSessionStatus } from './SessionContext.tsx';
import { SignInPage } from './SignInPage.tsx';

/** Shows the sign-in in place of any page, whose address stays and is where the person lands afterwards. */
export function RequireSession() {
  return useSessionStatus() === 'signedOut' ? <SignInPage /> : <Outlet />;
}
