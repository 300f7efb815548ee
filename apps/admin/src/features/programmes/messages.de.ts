import type { MessagesLike } from '../../app/i18n/messages.ts';
import type { en } from './messages.en.ts';

export const de: MessagesLike<typeof en> = {
  title: 'Ihre Programme',
  lead: 'Wählen Sie aus, wohin Sie möchten.',
  open: 'Öffnen',
  openToJoin: 'Offen zum Mitmachen',
  openToJoinLead: 'Mitmachen ist Ihre eigene Entscheidung. Sie können jederzeit pausieren, sich verbergen oder ausscheiden.',
  join: 'Mitmachen',
  status: { PILOT: 'Pilot', ACTIVE: 'Läuft', ARCHIVED: 'Archiviert' },
  empty: 'Sie gehören noch zu keinem Programm',
  emptyLead:
    'Fragen Sie die Kommunikation Ihres Unternehmens, welches Programm Ihnen offensteht. Sobald Sie zu einem gehören, erscheint es hier.',
  joinTitle: 'Mitmachen bei {{name}}',
  displayName: 'Ihr Name, wie ihn Kolleg:innen kennen',
  department: 'Abteilung',
  noDepartment: 'Keine Abteilung',
  visibility: 'Wie andere Sie in den Ranglisten sehen',
  visibilityNamed: 'Mit meinem Namen',
  visibilityPseudonym: 'Unter einem Pseudonym, das jede Saison wechselt',
  visibilityHidden: 'Gar nicht: Ich mache mit, ohne in einer Rangliste zu stehen',
  consent: 'Ich habe das gelesen und möchte mitmachen.',
  joined: 'Willkommen! Sie machen jetzt mit.',
};
