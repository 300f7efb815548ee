import { createTransport } from 'nodemailer';
import type { Database } from '../../platform/database/database.ts';
import { keepInMailbox } from './mail.repository.ts';

/** A mail, ready to go. */
export interface OutgoingMail {
  readonly id: string;
  readonly programmeId: string;
  readonly ambassadorId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Which kind of mails it belongs to, for filters of mail clients (RFC 2919). */
  readonly listId: string;
  /** Where a POST stops mails of this kind without signing in (RFC 8058). */
  readonly unsubscribeUrl: string;
  readonly language: string;
  readonly sentAt: Date;
}

/** Hands mails over. */
export interface MailTransport {
  /** Resolves once somebody else is responsible for the mail; rejects where nobody is. The same mail may come twice after a crash. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

const timeoutMilliseconds = 15_000;

/** An SMTP server: smtp://user:password@host:587 (STARTTLS where offered) or smtps://host:465. */
export function createSmtpTransport({ url, from }: { readonly url: string; readonly from: string }): MailTransport {
  const timeouts = {
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
  };
  const transport = createTransport({ url, pool: true, maxConnections: 2, ...timeouts });
  const domain = domainOf(from);
  return {
    async send({ id, to, subject, text, html, listId, unsubscribeUrl, language, sentAt }) {
      await transport.sendMail({
        ...{ from, to: { name: to.name, address: to.address }, subject, text, html, date: sentAt },
        // The same for every attempt, so that a mail that was sent twice can be told for one.
        messageId: `<${id}@${domain}>`,
        list: { id: { url: `${listId}.${domain}`, comment: '' } },
        headers: {
          'List-Unsubscribe': `<${unsubscribeUrl}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          'Auto-Submitted': 'auto-generated',
          'Content-Language': language,
        },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
    close: () => transport.close(),
  };
}

/** Keeps mails where their recipients read them in the admin app: for demonstrations, where nothing leaves the machine. */
export function createMailboxTransport({ database }: { readonly database: Database }): MailTransport {
  return {
    send: (mail) => keepInMailbox(database.manager, mail),
    close: () => undefined,
  };
}

function domainOf(from: string): string {
  return /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
}
