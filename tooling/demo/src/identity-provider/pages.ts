import { createHash } from 'node:crypto';
import type { CastMember } from '../cast.ts';
import { style } from './style.ts';
import { type PageLanguage, texts } from './texts.ts';

const submitAtOnce = 'document.forms[0].submit()';

const hashOf = (source: string) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`;

/** For every page: nothing is loaded, the one style and the one script are named by their hash, no other site may frame it. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(submitAtOnce)}`,
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);

interface Page {
  readonly language: PageLanguage;
  readonly title: string;
  readonly content: string;
  /** Where the same page speaks the other language. */
  readonly switchTo?: string;
}

function document({ language, title, content, switchTo }: Page): string {
  const { product, otherLanguage } = texts[language];
  const other = language === 'de' ? 'en' : 'de';
  const link =
    switchTo === undefined ? '' : `<a href="${escaped(switchTo)}" lang="${other}" hreflang="${other}">${otherLanguage}</a>`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escaped(title)} · ${product}</title><style>${style}</style></head>
<body><header><p>${product}</p>${link}</header><main><h1>${escaped(title)}</h1>${content}</main></body>
</html>
`;
}

/** The page with a card for each person; a form that works without scripts. */
export function signInPage(language: PageLanguage, people: readonly CastMember[]): string {
  const { signInTitle, signInNote } = texts[language];
  const cards = people.map((person) => `<li>${card(person, language)}</li>`).join('');
  const content = `<p class="note">${signInNote}</p><form method="post"><ul class="cards">${cards}</ul></form>`;
  return document({ language, title: signInTitle, content, switchTo: `?lang=${language === 'de' ? 'en' : 'de'}` });
}

function card(person: CastMember, language: PageLanguage): string {
  const initials = person.name.replaceAll(/(\p{L})\p{L}*[\s-]*/gu, '$1').slice(0, 2);
  return [
    `<button type="submit" name="person" value="${escaped(person.key)}">`,
    `<span class="initials" aria-hidden="true">${escaped(initials)}</span>`,
    `<span class="name">${escaped(person.name)}</span><span class="role">${texts[language].roles[person.role]}</span>`,
    `<span class="about">${escaped(person.about[language])}</span></button>`,
  ].join('');
}

/** Says that a sign-in was left open for too long or is over. */
export function expiredPage(language: PageLanguage): string {
  const { expiredTitle, expiredNote, backToApp } = texts[language];
  return document({ language, title: expiredTitle, content: `<p>${expiredNote}</p><p><a href="/">${backToApp}</a></p>` });
}

/** Says what an application asked wrongly. */
export function errorPage(language: PageLanguage, description: string): string {
  const { errorTitle, backToApp } = texts[language];
  const content = `<p lang="en">${escaped(description)}</p><p><a href="/">${backToApp}</a></p>`;
  return document({ language, title: errorTitle, content });
}

/** Passes the provider's own form on at once; without scripts it asks. */
export function signOutPage(language: PageLanguage, form: string): string {
  const { signOutTitle, signOutButton } = texts[language];
  const button = `<button form="op.logoutForm" type="submit" name="logout" value="yes">${signOutButton}</button>`;
  const confirmed = form.replace('</form>', '<input type="hidden" name="logout" value="yes"></form>');
  return document({ language, title: signOutTitle, content: `${confirmed}<p>${button}</p><script>${submitAtOnce}</script>` });
}

/** Shown where the application named no page to come back to. */
export function signedOutPage(language: PageLanguage): string {
  const { signedOutTitle, backToApp } = texts[language];
  return document({ language, title: signedOutTitle, content: `<p><a href="/">${backToApp}</a></p>` });
}
