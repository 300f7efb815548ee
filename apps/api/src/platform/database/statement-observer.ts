import type { Logger as TypeormLogger } from 'typeorm';

export interface StatementObserver {
  /** Called before each statement, BEGIN and COMMIT included; without its parameters, which may be personal data. */
  readonly onStatement: (sql: string) => void;
  readonly onSlowStatement: (sql: string, milliseconds: number) => void;
}

/** TypeORM tells its logger about every statement: the one place to count and watch them all. */
export function observeStatements(observer: StatementObserver): TypeormLogger {
  return {
    logQuery: (sql) => observer.onStatement(sql),
    logQuerySlow: (milliseconds, sql) => observer.onSlowStatement(sql, milliseconds),
    logQueryError: () => undefined,
    logSchemaBuild: () => undefined,
    logMigration: () => undefined,
    log: () => undefined,
  };
}
