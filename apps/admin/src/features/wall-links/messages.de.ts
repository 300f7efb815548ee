import type { MessagesLike } from '../../app/i18n/messages.ts';
import type { en } from './messages.en.ts';

export const de: MessagesLike<typeof en> = {
  title: 'Wandtafeln',
  lead: 'Eine Rangliste auf dem Bildschirm im Foyer: ohne Anmeldung, über einen Link, den Sie jederzeit widerrufen können.',
  issue: 'Link ausstellen',
  label: 'Wo sie hängt',
  labelHint: 'Zum Beispiel „Foyer, Erdgeschoss“, damit alle wissen, welcher Bildschirm nach einem Widerruf nichts mehr zeigt.',
  board: 'Rangliste',
  boardHint: 'Der Bildschirm zeigt immer den laufenden Zeitraum und wechselt von selbst zum nächsten.',
  privacy:
    'Namen stehen nur da, wenn Menschen ihren auf Ranglisten zeigen und öffentlichen Anzeigen zugestimmt haben; alle anderen erscheinen unter einem Pseudonym.',
  noBoards: 'Dieses Programm hat derzeit keine Ranglisten. Wählen Sie zuerst welche aus.',
  issued: 'Der Link ist ausgestellt',
  issuedLead:
    'Öffnen Sie diese Adresse auf dem Bildschirm. Sie wird nur dieses eine Mal gezeigt; wer sie hat, sieht die Rangliste ohne Anmeldung.',
  address: 'Adresse',
  open: 'Hier öffnen',
  done: 'Ich habe sie aufbewahrt',
  state: 'Zustand',
  active: 'Gilt seit {{date}}',
  revoked: 'Widerrufen am {{date}}',
  lastUsed: 'Zuletzt gezeigt',
  never: 'Noch nie',
  actions: 'Aktionen',
  revoke: 'Widerrufen',
  revokeTitle: 'Den Link „{{label}}“ widerrufen?',
  revokeLead:
    'Jeder Bildschirm, der ihn zeigt, zeigt sofort nichts mehr. Das lässt sich nicht rückgängig machen; Sie müssten einen neuen Link ausstellen.',
  revokedNow: 'Der Link „{{label}}“ ist widerrufen.',
  empty: 'Noch hängt keine Rangliste an einer Wand',
  emptyLead: 'Stellen Sie einen Link aus und öffnen Sie ihn auf dem Bildschirm im Foyer.',
  scope: {
    PROGRAMME: 'Alle',
    DEPARTMENT: 'Eine Abteilung',
    TEAM: 'Ein Team',
    TANDEM: 'Tandems',
    CHANNEL: 'Ein Kanal',
    CAMPAIGN: 'Eine Kampagne',
    CHALLENGE: 'Eine Challenge',
  },
  groups: {
    PROGRAMME: 'Alle',
    DEPARTMENT: 'Abteilungen im Vergleich',
    TEAM: 'Teams im Vergleich',
    TANDEM: 'Tandems im Vergleich',
    CHANNEL: 'Kanäle',
    CAMPAIGN: 'Kampagnen',
    CHALLENGE: 'Challenges',
  },
  period: { DAY: 'heute', WEEK: 'diese Woche', MONTH: 'dieser Monat', SEASON: 'diese Saison', ALL_TIME: 'Gesamtwertung' },
  personalBest: 'mehr als im eigenen letzten Zeitraum',
};
