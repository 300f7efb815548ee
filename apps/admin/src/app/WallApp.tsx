import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import i18next from 'i18next';
import { StrictMode, useState, useSyncExternalStore } from 'react';
import { WallPage } from '../features/wall/WallPage.tsx';
import { wallToken } from './addresses.ts';
import { nobody } from './auth/credentials.ts';
import { createApolloClient } from './graphql/client.ts';
import { LiveConnectionProvider } from './graphql/LiveConnectionContext.tsx';
import { LiveConnection } from './graphql/live-connection.ts';
import { cssVariables, theme } from './theme.ts';

function start() {
  const live = new LiveConnection(nobody);
  return { live, client: createApolloClient({ session: nobody, live, language: () => i18next.language }) };
}

function whenAddressChanges(listener: () => void) {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The page of a screen: the same client, nobody's session. */
export function WallApp() {
  const [{ live, client }] = useState(start);
  const token = useSyncExternalStore(whenAddressChanges, wallToken);
  return (
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <LiveConnectionProvider connection={live}>
          <ApolloProvider client={client}>
            <WallPage key={token} token={token} />
          </ApolloProvider>
        </LiveConnectionProvider>
      </MantineProvider>
    </StrictMode>
  );
}
