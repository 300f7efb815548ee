/** The five-character SQLSTATE of an error of the driver, undefined for other errors. TypeORM copies the driver's properties. */
export function sqlStateOf(error: unknown): string | undefined {
  return textProperty(error, 'code');
}

/** Class 23: unique, exclusion, check and foreign key constraints. */
const integrityViolation = /^23/;

/** The name of the constraint that a statement violated; undefined for every other error. */
export function violatedConstraint(error: unknown): string | undefined {
  return integrityViolation.test(sqlStateOf(error) ?? '') ? textProperty(error, 'constraint') : undefined;
}

function textProperty(error: unknown, name: string): string | undefined {
  if (typeof error !== 'object' || error === null || !(name in error)) return undefined;
  const value = (error as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
}
