import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logger.ts';
import { contentOf, type DueMail, dropMail, noteFailure, noteSent, takeDueMails } from './mail.repository.ts';
import { renderMail } from './mail-rendering.ts';
import type { MailTransport } from './mail-transport.ts';
import { unsubscribeTokenOf } from './settings.repository.ts';

const atOnce = 20;
const mostItems = 20;

export interface MailSenderDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly transport: MailTransport;
  /** Where people reach this installation; without a slash at the end. */
  readonly publicUrl: string;
}

/**
 * Sends what was planned. A mail is written at the moment of sending, so that who was erased, has left or has stopped mails since then gets
 * none. It is handed over at least once: after a crash between handing over and noting it, once more under the same Message-ID.
 */
export class MailSender {
  readonly #dependencies: MailSenderDependencies;

  constructor(dependencies: MailSenderDependencies) {
    this.#dependencies = dependencies;
  }

  async sendAll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { database, clock } = this.#dependencies;
      const due = await database.transaction(({ manager }) => takeDueMails(manager, { now: clock.now(), limit: atOnce }));
      if (due.length === 0) return;
      for (const mail of due) await this.#send(mail);
    }
  }

  async #send(mail: DueMail): Promise<void> {
    const { database, clock, logger, transport } = this.#dependencies;
    const { manager } = database;
    const content = await contentOf(manager, mail, mostItems);
    if (mail.address === null || content.items.length === 0) return dropMail(manager, mail.id);
    try {
      const links = await this.#linksOf(mail);
      await transport.send({
        ...{ id: mail.id, programmeId: mail.programmeId, ambassadorId: mail.ambassadorId, sentAt: clock.now() },
        ...renderMail(mail, content, links),
        to: { name: mail.name, address: mail.address },
        listId: mail.list.toLowerCase(),
        unsubscribeUrl: links.unsubscribe,
        language: mail.language === 'GERMAN' ? 'de' : 'en',
      });
    } catch (error) {
      // Answers of mail servers name addresses.
      logger.warn({ mailId: mail.id, attempt: mail.attempt, code: codeOf(error) }, 'A mail could not be handed over');
      return noteFailure(manager, mail, clock.now());
    }
    await noteSent(manager, mail.id, clock.now());
  }

  async #linksOf(mail: DueMail) {
    const { database, publicUrl } = this.#dependencies;
    const token = await unsubscribeTokenOf(database.manager, mail);
    const list = mail.list === 'DIGEST' ? 'digest' : 'notifications';
    return {
      feed: `${publicUrl}/programmes/${mail.programmeKey}/feed`,
      settings: `${publicUrl}/programmes/${mail.programmeKey}/feed?show=settings`,
      unsubscribe: `${publicUrl}/mail/unsubscribe/${list}/${token}`,
    };
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}
