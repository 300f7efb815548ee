import type { MessagesLike } from '../../app/i18n/messages.ts';
import type { en } from './messages.en.ts';

export const de: MessagesLike<typeof en> = {
  title: 'API-Token',
  lead: 'Mit einem Token darf eine Anwendung Daten dieses Programms nutzen: eine Intranetseite, die die Rangliste zeigt, ein Export, der jede Nacht läuft.',
  issue: 'Token ausstellen',
  name: 'Name',
  nameHint: 'Sagen Sie, welche Anwendung ihn nutzt, damit alle wissen, was stehen bleibt, wenn er widerrufen wird.',
  scopes: 'Was er erlaubt',
  scopesHint: 'So wenig wie möglich: Was nicht angekreuzt ist, kann die Anwendung nicht.',
  scope: {
    AMBASSADORS_READ: 'Botschafter:innen lesen',
    AMBASSADORS_WRITE: 'Testpersonen anmelden',
    ACTIVITIES_READ: 'Aktivitäten lesen',
    ACTIVITIES_WRITE: 'Aktivitäten erfassen',
    LEADERBOARDS_READ: 'Ranglisten lesen',
    POINTS_READ: 'Punkte lesen',
    IMPORTS_WRITE: 'Dateien importieren',
    WEBHOOKS_WRITE: 'Webhooks einrichten',
  },
  scopesMissing: 'Kreuzen Sie mindestens eines an.',
  expiry: 'Gültig für',
  days: '{{count}} Tage',
  issued: 'Der Token ist ausgestellt',
  issuedLead:
    'Kopieren Sie ihn jetzt und bewahren Sie ihn dort auf, wo Geheimnisse liegen. Er wird nur dieses eine Mal gezeigt; gespeichert ist nur sein Fingerabdruck.',
  secret: 'Token',
  done: 'Ich habe ihn aufbewahrt',
  state: 'Stand',
  active: 'Gültig bis {{date}}',
  expired: 'Abgelaufen am {{date}}',
  revoked: 'Widerrufen am {{date}}',
  lastUsed: 'Zuletzt genutzt',
  never: 'Nie',
  created: 'Ausgestellt',
  actions: 'Aktionen',
  revoke: 'Widerrufen',
  revokeTitle: '„{{name}}“ widerrufen?',
  revokeLead:
    'Was diesen Token nutzt, wird von diesem Moment an abgewiesen. Das lässt sich nicht rückgängig machen; Sie müssten einen neuen Token ausstellen.',
  revokedNow: '„{{name}}“ ist widerrufen.',
  empty: 'Noch hat keine Anwendung Zugriff',
  emptyLead:
    'Stellen Sie einen Token aus, wenn eine Anwendung Ihres Unternehmens Ranglisten lesen oder Aktivitäten einbringen soll.',
};
