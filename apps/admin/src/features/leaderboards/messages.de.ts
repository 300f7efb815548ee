import type { MessagesLike } from '../../app/i18n/messages.ts';
import type { en } from './messages.en.ts';

export const de: MessagesLike<typeof en> = {
  title: 'Rangliste',
  lead: 'Nach Punkten; bei Gleichstand steht vorn, wer sie zuerst hatte. Namen erscheinen nur, wo Menschen das so gewählt haben.',
  season: 'Saison {{name}}, {{from}} bis {{to}}',
  allTimeLead: 'Alle Punkte seit Beginn des Programms',
  period: 'Zeitraum',
  seasonShort: 'Diese Saison',
  allTime: 'Gesamt',
  pastSeason: '{{name}} (beendet)',
  scope: 'Wer',
  everybody: 'Alle',
  rankKind: 'Bei Gleichstand',
  rankKinds: {
    COMPETITION: 'Gleicher Rang: 1, 2, 2, 4',
    DENSE: 'Gleicher Rang: 1, 2, 2, 3',
    ORDINAL: 'Wer zuerst da war: 1, 2, 3, 4',
  },
  rank: 'Rang',
  name: 'Name',
  reachedAt: 'Erreicht',
  points: 'Punkte',
  you: 'Sie',
  members_one: '{{formatted}} Person in dieser Rangliste',
  members_other: '{{formatted}} Personen in dieser Rangliste',
  live: {
    live: 'Live',
    connecting: 'Wird verbunden …',
    interrupted: 'Unterbrochen, wird neu verbunden …',
    idle: 'Nicht live',
    offline: 'Offline: letzter bekannter Stand',
  },
  liveHint: 'Änderungen erscheinen von selbst.',
  announceFirst: 'Die Rangliste hat sich geändert. Vorn: {{name}} mit {{points}} Punkten.',
  around: 'Um Sie herum',
  noBoard: 'Diese Rangliste gibt es nicht',
  noBoardLead:
    'Derzeit läuft keine Saison, oder die Abteilung ist zu klein, um sie zu reihen, ohne etwas über Einzelne zu verraten.',
  empty: 'In dieser Rangliste steht noch niemand',
  emptyLead: 'Sobald jemand in diesem Zeitraum Punkte erhält, füllt sich die Rangliste von selbst.',
  moved: { up: 'Aufgestiegen von Rang {{rank}}', down: 'Abgestiegen von Rang {{rank}}', entered: 'Neu hier' },
};
