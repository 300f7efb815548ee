import type { Viewer } from '../auth/viewer.ts';
import type { Budget, RateLimiter } from './rate-limiter.ts';

/** What clients may use, as the environment says. */
export interface Budgets {
  /** Cost of operations, for a person or an API token. */
  readonly operations: Budget;
  /** Cost of operations of an address from which nobody is signed in. */
  readonly anonymousOperations: Budget;
  /** Credentials that are not accepted, by address. */
  readonly failedCredentials: Budget;
  /** Invitation codes, by person. */
  readonly invitationAttempts: Budget;
}

/** The limiter with what it limits. */
export interface Limits {
  readonly limiter: RateLimiter;
  readonly budgets: Budgets;
}

export function createBudgets(limits: {
  readonly costPerMinute: number;
  readonly anonymousCostPerMinute: number;
  readonly failedCredentialsPerMinute: number;
  readonly invitationAttemptsPerHour: number;
}): Budgets {
  return {
    operations: { name: 'operations', capacity: limits.costPerMinute, seconds: 60 },
    anonymousOperations: { name: 'anonymous', capacity: limits.anonymousCostPerMinute, seconds: 60 },
    failedCredentials: { name: 'credentials', capacity: limits.failedCredentialsPerMinute, seconds: 60 },
    invitationAttempts: { name: 'invitations', capacity: limits.invitationAttemptsPerHour, seconds: 3600 },
  };
}

/** Under which name a client is counted: the person or token, else the address. */
export function clientOf(viewer: Viewer, address: string): string {
  switch (viewer.kind) {
    case 'nobody':
      return `address:${address}`;
    case 'person':
      return `person:${viewer.personId}`;
    case 'token':
      return `token:${viewer.tokenId}`;
  }
}

/** The budget from which a client's operations are paid. */
export function operationBudget(budgets: Budgets, viewer: Viewer): Budget {
  return viewer.kind === 'nobody' ? budgets.anonymousOperations : budgets.operations;
}
