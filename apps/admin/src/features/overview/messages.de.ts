import type { MessagesLike } from '../../app/i18n/messages.ts';
import type { en } from './messages.en.ts';

export const de: MessagesLike<typeof en> = {
  title: 'Übersicht',
  lead: 'So steht das Programm da, Saison {{season}}.',
  leadWithoutSeason: 'So steht das Programm da.',
  participants: 'Botschafter:innen',
  participantsHint: '{{paused}} pausieren, {{left}} ausgeschieden',
  contributing: 'Aktive Botschafter:innen',
  contributingHint: 'Mindestens eine Aktivität in den letzten vier Wochen: {{share}} der Teilnehmenden',
  activities: 'Aktivitäten diese Woche',
  points: 'Punkte diese Woche',
  lastWeek: 'Vorige Woche: {{value}}',
  chartTitle: 'Aktivität über die Wochen',
  chartDefinition: 'Kalenderwochen von Montag bis Sonntag in der Zeitzone des Programms. Die laufende Woche füllt sich noch.',
  measure: 'Was gezeigt wird',
  seriesActivities: 'Aktivitäten',
  seriesContributors: 'Aktive',
  seriesPoints: 'Punkte',
  asTable: 'Als Tabelle zeigen',
  asChart: 'Als Diagramm zeigen',
  week: 'Woche ab',
  topFive: 'Diese Saison vorn',
  wholeBoard: 'Ganze Rangliste',
  concentration: 'Verteilung',
  concentrationText:
    'Das aktivste Zehntel hat {{share}} der Punkte erhalten. Je weniger, desto mehr Stimmen tragen das Programm.',
  empty: 'Es ist noch nichts geschehen',
  emptyLead:
    'Sobald Aktivitäten eintreffen, sehen Sie hier, wie das Programm dasteht. Was Sie schon haben, bringen Sie mit einem Import herein.',
  emptyAction: 'Aktivitäten importieren',
  emptyBoard: 'Diese Saison hat noch niemand Punkte.',
};
