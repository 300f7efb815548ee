/** So many boards are remembered, those asked for last. */
const rememberedBoards = 20_000;

/**
 * The latest versions of boards that this process knows the database to have. Asked of the database once and kept up by what the process
 * commits and hears; when something may have been missed, everything is forgotten and asked again.
 */
export class KnownVersions {
  readonly #versions = new Map<string, number>();

  /** Undefined where the database has to be asked. */
  of(boardId: string): number | undefined {
    return this.#versions.get(boardId);
  }

  /** What was asked of the database, or heard about a board that is known. Versions only grow. */
  note(boardId: string, version: number): void {
    const known = this.#versions.get(boardId) ?? 0;
    this.#versions.delete(boardId);
    this.#versions.set(boardId, Math.max(known, version));
    if (this.#versions.size <= rememberedBoards) return;
    for (const oldest of this.#versions.keys()) {
      this.#versions.delete(oldest);
      return;
    }
  }

  forget(boardId: string): void {
    this.#versions.delete(boardId);
  }

  forgetAll(): void {
    this.#versions.clear();
  }
}
