import type { Sharing } from './cacheable.ts';
import type { Dependency, Versions } from './versions.ts';

/** What has to hold for an answer to be given again. */
export interface Conditions {
  readonly sharing: Sharing;
  readonly dependencies: readonly Dependency[];
  /** Epoch milliseconds from which on the answer is another one because time has passed; null for never. */
  readonly until: number | null;
}

/**
 * What the resolvers of one request tell about their answer. Nothing is kept that they do not declare: every root field calls
 * `dependsOn` for all that it is about to read, before it reads, and at the end `mayBeKept`.
 */
export interface AnswerNotes {
  /** Resolves when the version is read: what is read from then on is of that version or a later one. */
  dependsOn(kind: string, id: string): Promise<void>;
  /** Once a root field: everything that its answer depends on is told. `until` is when it changes by itself. */
  mayBeKept(declared: { readonly until: Date | null }): void;
  /** Told by the platform when a root field is resolved. */
  rootFieldBegins(): void;
}

/** For answers that are not kept anyway: what goes over WebSockets. */
export const notKept: AnswerNotes = {
  dependsOn: async () => undefined,
  mayBeKept: () => undefined,
  rootFieldBegins: () => undefined,
};

/** Notes for an answer that may be kept: they take in nothing until the operation turns out to be one (`begin`). */
export class KeptAnswerNotes implements AnswerNotes {
  readonly #versions: Versions;
  readonly #dependencies: Dependency[] = [];
  #sharing: Sharing | undefined;
  #rootFields = 0;
  #declared = 0;
  #until: number | null = null;

  constructor(versions: Versions) {
    this.#versions = versions;
  }

  begin(sharing: Sharing | undefined): void {
    this.#sharing = sharing;
  }

  async dependsOn(kind: string, id: string): Promise<void> {
    if (this.#sharing === undefined) return;
    this.#dependencies.push(await this.#versions.present(kind, id));
  }

  mayBeKept({ until }: { readonly until: Date | null }): void {
    this.#declared += 1;
    if (until !== null) this.#until = Math.min(this.#until ?? Number.POSITIVE_INFINITY, until.getTime());
  }

  rootFieldBegins(): void {
    this.#rootFields += 1;
  }

  /** Undefined unless every root field said that its answer may be kept, and something on which it depends. */
  conditions(): Conditions | undefined {
    const isDeclared = this.#rootFields > 0 && this.#declared === this.#rootFields && this.#dependencies.length > 0;
    const exists = this.#dependencies.every(({ version }) => version !== undefined);
    if (this.#sharing === undefined || !isDeclared || !exists) return undefined;
    return { sharing: this.#sharing, dependencies: this.#dependencies, until: this.#until };
  }
}
