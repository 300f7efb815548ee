import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';

import i18next from 'i18next';
import { type ReactNode, StrictMode, Suspense, use, useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { SessionProvider } from './auth/SessionContext.tsx';
import { Session } from './auth/session.ts';
import { loadConfig } from './config.ts';
import { createApolloClient } from './graphql/client.ts';
import { LiveConnectionProvider } from './graphql/LiveConnectionContext.tsx';
import { LiveConnection } from './graphql/live-connection.ts';
import { createRouter } from './router.tsx';
import { ConfigMissing } from './shell/ConfigMissing.tsx';
import { ExpiredSession } from './shell/ExpiredSession.tsx';
import { FullPageLoader } from './shell/FullPageLoader.tsx';
import { Notices } from './shell/Notices.tsx';
import { cssVariables, theme } from './theme.ts';

/** All that lives as long as the page: the session, the connection to the API, the router. */
async function start() {
  const config = await loadConfig();
  const session = new Session(config);
  await session.start();
  const live = new LiveConnection(session);
  const client = createApolloClient({ session, live, language: () => i18next.language });
  return { session, live, client, router: createRouter() };
}

type Started = { readonly app: Awaited<ReturnType<typeof start>> } | { readonly failure: unknown };

const attempt = (): Promise<Started> =>
  start().then(
    (app) => ({ app }),
    (failure: unknown) => ({ failure }),
  );

export function App() {
  const [started, setStarted] = useState(attempt);
  return (
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Suspense fallback={<FullPageLoader />}>
          <Started started={started} onRetry={() => setStarted(attempt())} />
        </Suspense>
      </MantineProvider>
    </StrictMode>
  );
}

function Started({ started, onRetry }: { started: Promise<Started>; onRetry: () => void }): ReactNode {
  const result = use(started);
  if ('failure' in result) return <ConfigMissing onRetry={onRetry} />;
  const { session, live, client, router } = result.app;
  return (
    <SessionProvider session={session}>
      <LiveConnectionProvider connection={live}>
        <ApolloProvider client={client}>
          <Notices />
          <RouterProvider router={router} />
          <ExpiredSession />
        </ApolloProvider>
      </LiveConnectionProvider>
    </SessionProvider>
  );
}
