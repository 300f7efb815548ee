/**
 * Does one piece of work after the other, also those behind one that fails: what is wrong with one thing holds up no other. Throws what
 * failed, once all were tried.
 */
export async function inTurn(works: Iterable<() => Promise<unknown>>): Promise<void> {
  const failures: unknown[] = [];
  for (const work of works) {
    try {
      await work();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, failures.map(String).join('; '));
}
