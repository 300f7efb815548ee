import type { MessagesLike } from '../../app/i18n/messages.ts';
import type { en } from './messages.en.ts';

export const de: MessagesLike<typeof en> = {
  title: 'Neuigkeiten',
  lead: 'Was für Sie und in Ihrem Programm geschehen ist. Außer Ihnen sieht das niemand.',
  part: { news: 'Neues', settings: 'Einstellungen', mailbox: 'Postfach' },
  bell: { none: 'Nichts Neues', unread_one: '{{count}} ungelesen', unread_other: '{{count}} ungelesen' },
  unread_one: '{{count}} ungelesen',
  unread_other: '{{count}} ungelesen',
  markAll: 'Alle als gelesen markieren',
  markOne: 'Gelesen',
  empty: 'Noch ist nichts geschehen',
  emptyLead: 'Punkte, Abzeichen, Challenges, Tandems und Dank erscheinen hier, sobald es sie gibt.',
  topic: {
    POINTS: 'Punkte',
    BADGES: 'Abzeichen und Stufen',
    CHALLENGES: 'Challenges',
    TANDEMS: 'Tandems',
    RECOGNITION: 'Anerkennung und Dank',
    SEASONS: 'Saisons',
    ADMINISTRATION: 'Verwaltung',
  },
  settings: {
    topics: 'Wovon Sie hören möchten',
    topicsLead: 'Was nicht unter den Neuigkeiten steht, kommt auch nicht per E-Mail.',
    topic: 'Thema',
    inFeed: 'Unter Neues',
    byMail: 'Per E-Mail',
    mails: 'E-Mails',
    mailsLead: 'Höchstens zwei am Tag, nie in Ihren Ruhezeiten. Jede Mail enthält einen Link, der sie abbestellt.',
    digest: 'Eine Wochenübersicht',
    digestHint: 'Montags ab acht Uhr, wenn es etwas gab.',
    weekends: 'Keine Mails an Samstagen und Sonntagen',
    quietFrom: 'Ruhe ab',
    quietUntil: 'Ruhe bis',
    timeZone: 'Zeitzone',
    save: 'Speichern',
    saved: 'Ihre Einstellungen sind gespeichert.',
    noAddress:
      'Von Ihnen ist keine E-Mail-Adresse bekannt, daher können keine Mails gesendet werden. Sie kommt mit Ihrem Firmenkonto.',
  },
  mailbox: {
    lead: 'Diese Installation versendet keine Mails. Diese wären an Sie gegangen.',
    empty: 'Noch keine Mails',
    emptyLead:
      'Diese Installation versendet keine Mails, sondern bewahrt sie hier auf. Mails warten zehn Minuten und Ihre Ruhezeiten ab.',
    none: 'Mails werden versendet',
    noneLead: 'Diese Installation sendet Mails an Ihre Adresse und bewahrt keine davon auf.',
  },
};
