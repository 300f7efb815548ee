import { ApolloLink } from '@apollo/client';
import { tap } from 'rxjs';

/** The variables in which a subscription tells the last version seen, and of which board it was. */
const sinceVersion = 'sinceVersion';
const sinceBoard = 'sinceBoard';

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
        const seen = messageIn(data);
        if (typeof seen?.version !== 'number') return;
        variables[sinceVersion] = seen.version;
        if (sinceBoard in variables) variables[sinceBoard] = seen.board;
      }),
    );
  });
}

/** What the one field of a subscription tells. */
function messageIn(data: Readonly<Record<string, unknown>> | null | undefined) {
  const [message] = Object.values(data ?? {}) as readonly ({ readonly version?: unknown; readonly board?: unknown } | null)[];
  return message;
}
