import { useApolloClient } from '@apollo/client/react';
import { BadgeToEditDocument } from './badge-editor.generated.ts';

/** Reads the draft as somebody else has saved it. */
export function useLatest(id = '') {
  const client = useApolloClient();
  return async () => {
    const { data } = await client.query({ query: BadgeToEditDocument, variables: { id }, fetchPolicy: 'network-only' });
    return data?.badge ?? undefined;
  };
}
