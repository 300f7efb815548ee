/** What a use case gives back: its value, or the expected failures that kept it from happening. Bugs throw instead. */
export type Outcome<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failures: readonly Failure[] };

export function succeed<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function fail<Failure>(...failures: readonly Failure[]): { readonly ok: false; readonly failures: readonly Failure[] } {
  return { ok: false, failures };
}
