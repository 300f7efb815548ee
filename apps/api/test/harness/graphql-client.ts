/** One error of a GraphQL answer. */
export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly requestId?: string };
}

export interface GraphqlResult<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data | null | undefined;
  readonly errors: readonly GraphqlError[];
  /** The data; throws when there are errors, with their messages. */
  ok(): Data;
  /** The codes of the errors. */
  codes(): readonly (string | undefined)[];
}

/** Posts one operation as a frontend would. */
export async function postGraphql<Data>(
  url: string,
  operation: {
    readonly query: string;
    readonly variables: Readonly<Record<string, unknown>> | undefined;
    readonly headers: Readonly<Record<string, string>>;
  },
): Promise<GraphqlResult<Data>> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...operation.headers },
    body: JSON.stringify({ query: operation.query, variables: operation.variables }),
  });
  const { data, errors = [] } = (await answer.json()) as {
    readonly data?: Data | null;
    readonly errors?: readonly GraphqlError[];
  };
  return {
    status: answer.status,
    headers: answer.headers,
    data,
    errors,
    ok: () => {
      if (errors.length > 0 || data == null) throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
      return data;
    },
    codes: () => errors.map((error) => error.extensions?.code),
  };
}
