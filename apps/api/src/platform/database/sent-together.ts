/**
 * Waits for statements of one transaction that were sent at once, in the order given. When some fail, throws the error of the first: those behind it
 * only say that the transaction is aborted. Waits for all of them either way, so that nothing is under way when the transaction ends.
 */
export async function sentTogether<const Statements extends readonly unknown[]>(
  statements: Statements,
): Promise<{ -readonly [Index in keyof Statements]: Awaited<Statements[Index]> }> {
  const settled = await Promise.allSettled(statements);
  const failed = settled.find((statement) => statement.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return Promise.all(statements);
}

/** For a statement that is awaited later, behind others: should one of those throw first, its failure is no surprise to anybody. */
export function awaitedLater<Result>(statement: Promise<Result>): Promise<Result> {
  statement.catch(() => undefined);
  return statement;
}
