import type { OperationVariables } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { notifications } from '@mantine/notifications';
import type { DocumentNode } from 'graphql';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserErrorCode } from '../app/graphql/schema.generated.ts';

interface Payload {
  readonly errors: readonly { readonly code: UserErrorCode; readonly message: string; readonly path: readonly string[] }[];
}

type Act = <Data extends { readonly [Field in keyof Data]: Payload }, Input>(
  mutation: TypedDocumentNode<Data, { readonly input: Input }>,
  input: NoInfer<Input>,
  options?: { readonly quiet?: boolean },
) => Promise<Data[keyof Data] | undefined>;

/**
 * One act at a time on something that is looked at. Gives the payload, or undefined where the API could not be asked. What was refused
 * is told in the API's own words, which are in the person's language and know the reason; a form that shows errors at its fields asks
 * for quiet. `alsoRead` names the query on the page that shows more than the payload tells.
 */
export function useAct(alsoRead?: DocumentNode): { readonly act: Act; readonly busy: boolean } {
  const client = useApolloClient();
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const act: Act = async (mutation, input, { quiet = false } = {}) => {
    setBusy(true);
    try {
      const { data } = await client.mutate({
        mutation: mutation as TypedDocumentNode<unknown, OperationVariables>,
        variables: { input },
        ...(alsoRead ? { refetchQueries: [alsoRead], awaitRefetchQueries: true } : {}),
      });
      const payload = firstPayload(data as Parameters<typeof firstPayload>[0]) as never;
      const { errors } = payload as Payload;
      if (errors.length > 0 && !quiet) tell(errors.map(({ message }) => message).join(' '));
      return payload;
    } catch {
      tell(t('failure.title'));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { act, busy };
}

function tell(message: string): void {
  notifications.show({ message, color: 'red', role: 'alert', autoClose: 10_000 });
}

/** A mutation document of this app has one field. */
function firstPayload<Value>(data: Readonly<Record<string, Value>>): Value {
  const [payload] = Object.values(data);
  if (payload === undefined) throw new Error('The API answered nothing.');
  return payload;
}
