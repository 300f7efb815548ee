import type { Language } from '@fanfare/contracts';
import type { LocalisedText } from '../../platform/localised-text.ts';
import type { DueMail, MailContent } from './mail.repository.ts';
import { sentenceOf } from './words.ts';

export interface MailLinks {
  readonly feed: string;
  readonly settings: string;
  readonly unsubscribe: string;
}

interface MailBody {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const words = {
  greeting: { GERMAN: 'Guten Tag', ENGLISH: 'Hello' },
  digest: { GERMAN: 'Ihre Woche', ENGLISH: 'Your week' },
  digestIntroduction: {
    GERMAN: 'das hat sich in der vergangenen Woche für Sie getan:',
    ENGLISH: 'this is what happened for you in the past week:',
  },
  introduction: { GERMAN: 'es gibt Neues für Sie:', ENGLISH: 'there is something new for you:' },
  open: { GERMAN: 'In Fanfare ansehen', ENGLISH: 'See it in Fanfare' },
  settings: { GERMAN: 'Benachrichtigungen einstellen', ENGLISH: 'Change notifications' },
  unsubscribe: { GERMAN: 'Diese Mails abbestellen', ENGLISH: 'Stop these mails' },
} as const satisfies Record<string, LocalisedText>;

/** The mail in the language of whom it goes to, as text and as HTML. Colleagues are not named in mails: a mail cannot be taken back. */
export function renderMail(mail: DueMail, content: MailContent, links: MailLinks): MailBody {
  const { language } = mail;
  const lines = content.items.map((item) => sentenceOf({ ...item, colleague: null }, language));
  const more = moreOf(content.count - content.items.length, language);
  const told = more === null ? lines : [...lines, more];
  const parts = {
    language,
    greeting: `${words.greeting[language]} ${mail.name},`,
    introduction: (mail.list === 'DIGEST' ? words.digestIntroduction : words.introduction)[language],
    summary: mail.list === 'DIGEST' ? pointsOf(content.points, language) : null,
    lines: told,
    links,
  };
  return { subject: subjectOf(mail, lines), text: textOf(parts), html: htmlOf(parts) };
}

interface Parts {
  readonly language: Language;
  readonly greeting: string;
  readonly introduction: string;
  readonly summary: string | null;
  readonly lines: readonly string[];
  readonly links: MailLinks;
}

function subjectOf({ list, language, programmeName }: DueMail, lines: readonly string[]): string {
  if (list === 'DIGEST') return `${words.digest[language]}: ${programmeName}`;
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) return only;
  return language === 'GERMAN' ? `${lines.length} Neuigkeiten: ${programmeName}` : `${lines.length} news: ${programmeName}`;
}

function pointsOf(points: number, language: Language): string | null {
  if (points === 0) return null;
  const amount = points.toLocaleString(language === 'GERMAN' ? 'de-DE' : 'en-GB');
  return language === 'GERMAN' ? `Punkte in dieser Woche: ${amount}` : `Points this week: ${amount}`;
}

function moreOf(count: number, language: Language): string | null {
  if (count <= 0) return null;
  return language === 'GERMAN' ? `… und ${count} weitere` : `… and ${count} more`;
}

function textOf({ language, greeting, introduction, summary, lines, links }: Parts): string {
  return [
    ...[greeting, '', introduction, ''],
    ...(summary === null ? [] : [summary, '']),
    ...lines.map((line) => `- ${line}`),
    ...['', `${words.open[language]}: ${links.feed}`, '', '-- '],
    `${words.settings[language]}: ${links.settings}`,
    `${words.unsubscribe[language]}: ${links.unsubscribe}`,
    '',
  ].join('\n');
}

/** Without pictures, scripts, fonts or anything else from elsewhere: nobody learns that it was opened. */
function htmlOf({ language, greeting, introduction, summary, lines, links }: Parts): string {
  const link = (url: string, label: string, style: string) =>
    `<a href="${escaped(url)}" style="${style}">${escaped(label)}</a>`;
  const button =
    'display:inline-block;padding:10px 18px;border-radius:8px;background:#1f4e8c;color:#ffffff;text-decoration:none';
  const small = 'color:#57606a';
  return `<!doctype html>
<html lang="${language === 'GERMAN' ? 'de' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0;padding:24px;font-family:system-ui,sans-serif;line-height:1.5">
<div style="max-width:560px;margin:0 auto">
<p>${escaped(greeting)}</p>
<p>${escaped(introduction)}</p>
${summary === null ? '' : `<p><strong>${escaped(summary)}</strong></p>\n`}<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>
<p>${link(links.feed, words.open[language], button)}</p>
<p style="font-size:13px">${link(links.settings, words.settings[language], small)} · ${link(links.unsubscribe, words.unsubscribe[language], small)}</p>
</div>
</body>
</html>
`;
}

/** The text as HTML shows it, in content and in attributes. */
export function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
