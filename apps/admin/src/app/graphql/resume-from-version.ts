import { ApolloLink } from '@apollo/client';
import { tap } from 'rxjs';

/** The variable in which a subscription tells the last version seen. */
const sinceVersion = 'sinceVersion';

/**
 * After a lost connection the WebSocket client asks for every subscription again, with the variables as they are then: who follows something by
 * its version says which one was seen last, so that the server goes on from there instead of beginning anew.
 */
export function resumeFromVersion(): ApolloLink {
  return new ApolloLink((operation, forward) => {
    if (!(sinceVersion in operation.variables)) return forward(operation);
    const variables = { ...operation.variables };
    operation.variables = variables;
    return forward(operation).pipe(
      tap(({ data }) => {
        variables[sinceVersion] = versionIn(data) ?? variables[sinceVersion];
      }),
    );
  });
}

/** The version that the one field of a subscription tells, where it has one. */
function versionIn(data: Readonly<Record<string, unknown>> | null | undefined): number | undefined {
  const [message] = Object.values(data ?? {}) as readonly ({ readonly version?: unknown } | null)[];
  return typeof message?.version === 'number' ? message.version : undefined;
}
