import type { Language } from '@fanfare/contracts';
import { drawBadge } from '@fanfare/gamification';
import { criterionInWords, shownAs } from '../badge-awards/index.ts';
import type { Verdict, WholeCredential } from './credentials.service.ts';

const words = {
  GERMAN: {
    lang: 'de',
    title: 'Nachweis',
    gone: 'Hier ist nichts veröffentlicht',
    goneLead: 'Unter dieser Adresse zeigt niemand einen Nachweis, oder nicht mehr.',
    awardedTo: 'Verliehen an',
    withoutName: 'Die Person zeigt diesen Nachweis ohne ihren Namen.',
    by: 'Verliehen von',
    on: 'Am',
    how: 'Wofür',
    valid: 'Gültig. Die Angaben stammen von dieser Installation und sind nicht widerrufen.',
    revoked: 'Widerrufen. Dieser Nachweis gilt nicht mehr.',
    download: 'Signierten Nachweis herunterladen (Open Badges 3.0)',
    check: 'Einen Nachweis prüfen',
    checkLead: 'Fügen Sie den signierten Nachweis ein. Er wird nicht gespeichert.',
    token: 'Signierter Nachweis',
    checkAction: 'Prüfen',
    other: 'English',
    verdicts: {
      VALID: 'Gültig: Der Nachweis wurde hier ausgestellt, ist unverändert und nicht widerrufen.',
      REVOKED: 'Widerrufen: Der Nachweis wurde hier ausgestellt, gilt aber nicht mehr.',
      NOT_FROM_HERE: 'Nicht anerkannt: Der Nachweis wurde nicht hier ausgestellt oder nachträglich verändert.',
    },
  },
  ENGLISH: {
    lang: 'en',
    title: 'Credential',
    gone: 'Nothing is published here',
    goneLead: 'Nobody shows a credential at this address, or nobody does any more.',
    awardedTo: 'Awarded to',
    withoutName: 'The person shows this credential without their name.',
    by: 'Awarded by',
    on: 'On',
    how: 'What for',
    valid: 'Valid. What it says comes from this installation and was not revoked.',
    revoked: 'Revoked. This credential holds no longer.',
    download: 'Download the signed credential (Open Badges 3.0)',
    check: 'Check a credential',
    checkLead: 'Paste the signed credential. It is not kept.',
    token: 'Signed credential',
    checkAction: 'Check',
    other: 'Deutsch',
    verdicts: {
      VALID: 'Valid: the credential was issued here, is unchanged and was not revoked.',
      REVOKED: 'Revoked: the credential was issued here but holds no longer.',
      NOT_FROM_HERE: 'Not accepted: the credential was not issued here, or was changed afterwards.',
    },
  },
} as const;

const style = `
  :root { color-scheme: light dark; --ink: #17262b; --paper: #fff; --ground: #eef3f3; --quiet: #4a5d63; --good: #0b5d3b; --bad: #a1200f; --link: #0b5568; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e8f0f1; --paper: #16262b; --ground: #0d171a; --quiet: #a9bcc1; --good: #7fd8ac; --bad: #ff9d8d; --link: #8fd3e4; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--ground); color: var(--ink);
    font: 1.0625rem/1.55 system-ui, sans-serif; }
  main { width: 100%; max-width: 34rem; background: var(--paper); border-radius: 1rem; padding: 2rem; overflow-wrap: anywhere; }
  svg { display: block; width: 10rem; margin: 0 auto 1rem; }
  h1 { margin: 0 0 .5rem; font-size: 1.6rem; line-height: 1.25; }
  .middle { text-align: center; }
  dt { color: var(--quiet); font-size: .9rem; margin-top: 1rem; } dd { margin: 0; }
  .state { border-left: .3rem solid; padding-left: .75rem; margin: 1.5rem 0; font-weight: 600; }
  .good { color: var(--good); } .bad { color: var(--bad); }
  a { color: var(--link); } a:focus-visible, button:focus-visible, textarea:focus-visible { outline: .2rem solid var(--link); outline-offset: .15rem; }
  textarea { width: 100%; font: .9rem/1.4 ui-monospace, monospace; color: inherit; background: var(--ground); border: 1px solid var(--quiet);
    border-radius: .5rem; padding: .5rem; }
  button { font: inherit; padding: .6rem 1.2rem; border: 0; border-radius: .5rem; background: var(--link); color: var(--paper); cursor: pointer; }
  footer { margin-top: 1.5rem; display: flex; gap: 1.25rem; flex-wrap: wrap; font-size: .95rem; }`;

/** What somebody published, for whoever knows the address: nothing but what the holder chose to show. */
export function publishedPage(
  { award, awardable, credential, programme }: WholeCredential,
  { language, isHeld, timeZone }: { readonly language: Language; readonly isHeld: boolean; readonly timeZone: string },
): string {
  const said = words[language];
  const key = language === 'GERMAN' ? 'german' : 'english';
  const { name, artwork } = shownAs(awardable, award.level);
  const about = awardable.kind === 'BADGE' ? `<p>${escaped(awardable.document.description[key])}</p>` : '';
  const day = new Intl.DateTimeFormat(said.lang === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'long', timeZone });
  const holder =
    credential.holderName === null
      ? `<p>${said.withoutName}</p>`
      : `<dl><dt>${said.awardedTo}</dt><dd>${escaped(credential.holderName)}</dd></dl>`;
  const download = `<a href="/credentials/pages/${credential.pageKey}/credential.jwt" download>${said.download}</a>`;
  return page(
    language,
    name[key],
    `<div class="middle">${drawBadge(artwork, name[key])}<h1>${escaped(name[key])}</h1>${about}</div>
    <p class="state ${isHeld ? 'good' : 'bad'}">${isHeld ? said.valid : said.revoked}</p>
    ${holder}
    <dl><dt>${said.by}</dt><dd>${escaped(programme.name)}</dd>
    <dt>${said.on}</dt><dd>${escaped(day.format(award.earnedAt))}</dd>
    <dt>${said.how}</dt><dd>${escaped(criterionInWords(awardable, award.level, language))}</dd></dl>
    <footer>${isHeld ? download : ''}<a href="/credentials/verify?language=${said.lang}">${said.check}</a>${otherLanguage(language)}</footer>`,
  );
}

/** The same for what never was, is no longer and was erased: the answer tells nothing. */
export function nothingPage(language: Language): string {
  const said = words[language];
  return page(language, said.gone, `<h1>${said.gone}</h1><p>${said.goneLead}</p><footer>${otherLanguage(language)}</footer>`);
}

/** Checks a copy that somebody was given. */
export function checkPage(language: Language, verdict: Verdict | null): string {
  const said = words[language];
  const answer =
    verdict === null
      ? ''
      : `<p class="state ${verdict === 'VALID' ? 'good' : 'bad'}" role="status">${said.verdicts[verdict]}</p>`;
  return page(
    language,
    said.check,
    `<h1>${said.check}</h1>${answer}<p>${said.checkLead}</p>
    <form method="post" action="/credentials/verify?language=${said.lang}">
    <p><label for="credential">${said.token}</label><br><textarea id="credential" name="credential" rows="8" required spellcheck="false"></textarea></p>
    <button>${said.checkAction}</button></form><footer>${otherLanguage(language)}</footer>`,
  );
}

function otherLanguage(language: Language): string {
  const other = language === 'GERMAN' ? 'en' : 'de';
  return `<a href="?language=${other}" hreflang="${other}" lang="${other}">${words[language].other}</a>`;
}

function page(language: Language, title: string, content: string): string {
  return `<!doctype html>
<html lang="${words[language].lang}"><head><meta charset="utf-8"><title>${escaped(title)} · Fanfare</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><style>${style}</style></head>
<body><main>${content}</main></body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
