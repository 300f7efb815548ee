import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { Database } from '../../platform/database/database.ts';
import { Access } from '../../platform/graphql/access.ts';
import { Ambassador } from '../ambassadors/index.ts';
import { readMailbox } from './mail.repository.ts';
import { MailboxMessage, ownFeed } from './notifications.types.ts';

/** Mails that are kept instead of being sent. */
@Resolver(() => Ambassador)
export class MailboxResolver {
  readonly #database: Database;
  readonly #isKept: boolean;

  constructor({ database, isKept }: { readonly database: Database; readonly isKept: boolean }) {
    this.#database = database;
    this.#isKept = isKept;
  }

  @FieldResolver(() => [MailboxMessage], {
    nullable: true,
    description:
      'The last 50 mails to one, newest first, on an installation that shows mails instead of sending them; null on every other. The person only.',
  })
  @Access(ownFeed)
  async mailbox(@Root() { ambassadorId }: Ambassador): Promise<readonly MailboxMessage[] | null> {
    return this.#isKept ? readMailbox(this.#database.manager, ambassadorId) : null;
  }
}
