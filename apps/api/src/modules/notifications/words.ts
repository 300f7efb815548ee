import type { Language } from '@fanfare/contracts';
import type { LocalisedText } from '../../platform/localised-text.ts';
import type { Happening, HappeningKind } from '../happenings/index.ts';

/** What a sentence is made of. */
export interface Told {
  readonly kind: HappeningKind;
  readonly details: Happening['details'];
  /** The colleague of whom it comes, under the name that the reader may see; null where there is none or none may be named. */
  readonly colleague: string | null;
}

interface Parts {
  readonly title: LocalisedText;
  readonly points: number;
  readonly reminder: 'ANSWER_PROPOSAL' | 'BEGIN_TANDEM' | 'CHECK_IN' | null;
  readonly colleague: string | null;
}

type Sentence = (parts: Parts, language: Language) => string;

const reminders: Readonly<Record<NonNullable<Parts['reminder']>, LocalisedText>> = {
  ANSWER_PROPOSAL: {
    GERMAN: 'Ein Tandem-Vorschlag wartet auf Ihre Antwort. „Nein“ ist auch eine.',
    ENGLISH: 'A tandem proposal waits for your answer. "No" is one, too.',
  },
  BEGIN_TANDEM: {
    GERMAN: 'Ihr Tandem hat noch nicht begonnen. Ein kurzer Termin genügt für den Anfang.',
    ENGLISH: 'Your tandem has not begun yet. A short meeting is enough for a start.',
  },
  CHECK_IN: { GERMAN: 'Wie läuft Ihr Tandem? Ein Wort dazu genügt.', ENGLISH: 'How is your tandem going? One word is enough.' },
};

const said =
  (
    german: (parts: Parts & { readonly name: string }) => string,
    english: (parts: Parts & { readonly name: string }) => string,
  ): Sentence =>
  (parts, language) =>
    (language === 'GERMAN' ? german : english)({ ...parts, name: parts.title[language] });

const pointsIn = (points: number, language: Language) => {
  if (language === 'GERMAN') return points === 1 ? '1 Punkt' : `${points.toLocaleString('de-DE')} Punkte`;
  return points === 1 ? '1 point' : `${points.toLocaleString('en-GB')} points`;
};

const sentences: Readonly<Record<HappeningKind, Sentence>> = {
  POINTS_GRANTED: ({ points }, language) =>
    language === 'GERMAN'
      ? `Ihnen wurden ${pointsIn(points, language)} gutgeschrieben.`
      : `You were granted ${pointsIn(points, language)}.`,
  POINTS_TAKEN_BACK: ({ points }, language) =>
    language === 'GERMAN'
      ? `${pointsIn(points, language)} wurden zurückgenommen. Die Begründung steht in Ihrer Punkteübersicht.`
      : `${pointsIn(points, language)} were taken back. Your points history says why.`,
  POINTS_RECEIVED: ({ points, colleague }, language) =>
    language === 'GERMAN'
      ? `${colleague ?? 'Jemand aus dem Programm'} hat Ihnen ${pointsIn(points, language)} geschenkt.`
      : `${colleague ?? 'Somebody in the programme'} gave you ${pointsIn(points, language)}.`,
  BADGE_AWARDED: said(
    ({ name }) => `Sie haben das Abzeichen „${name}“ erhalten.`,
    ({ name }) => `You were awarded the badge "${name}".`,
  ),
  BADGE_REVOKED: said(
    ({ name }) => `Das Abzeichen „${name}“ wurde zurückgenommen, weil seine Bedingung nicht mehr erfüllt ist.`,
    ({ name }) => `The badge "${name}" was taken back, because its condition is no longer met.`,
  ),
  LEVEL_REACHED: said(
    ({ name }) => `Sie haben die Stufe „${name}“ erreicht.`,
    ({ name }) => `You have reached the level "${name}".`,
  ),
  CHALLENGE_OPENED: said(
    ({ name }) => `Die Challenge „${name}“ hat begonnen.`,
    ({ name }) => `The challenge "${name}" has begun.`,
  ),
  CHALLENGE_INVITED: said(
    ({ name }) => `Sie sind zur Challenge „${name}“ eingeladen. Ob Sie mitmachen, entscheiden Sie.`,
    ({ name }) => `You are invited to the challenge "${name}". Whether you take part is up to you.`,
  ),
  CHALLENGE_REACHED: said(
    ({ name }) => `Geschafft: Das Ziel der Challenge „${name}“ ist erreicht.`,
    ({ name }) => `Done: the target of the challenge "${name}" is reached.`,
  ),
  CHALLENGE_COMPLETED: said(
    ({ name }) => `Die Challenge „${name}“ ist zu Ende, ihr Ergebnis steht fest.`,
    ({ name }) => `The challenge "${name}" is over, its result is final.`,
  ),
  CHALLENGE_CANCELLED: said(
    ({ name }) => `Die Challenge „${name}“ wurde abgesagt.`,
    ({ name }) => `The challenge "${name}" was cancelled.`,
  ),
  TANDEM_PROPOSED: said(
    () => 'Für Sie gibt es einen Tandem-Vorschlag.',
    () => 'There is a tandem proposal for you.',
  ),
  TANDEM_AGREED: said(
    () => 'Alle haben zugesagt: Ihr Tandem kann beginnen.',
    () => 'Everybody has agreed: your tandem can begin.',
  ),
  TANDEM_ENDED: said(
    () => 'Ein Tandem oder ein Tandem-Vorschlag ist beendet.',
    () => 'A tandem or a tandem proposal has ended.',
  ),
  TANDEM_REMINDER: ({ reminder }, language) => reminders[reminder ?? 'CHECK_IN'][language],
  RECOGNITION_GIVEN: said(
    ({ name }) => `Danke! Sie erhalten: „${name}“.`,
    ({ name }) => `Thank you! You receive: "${name}".`,
  ),
  RECOGNITION_DECLINED: said(
    ({ name }) => `Ihre Anfrage zu „${name}“ konnte nicht erfüllt werden.`,
    ({ name }) => `Your request for "${name}" could not be met.`,
  ),
  KUDOS_RECEIVED: said(
    ({ colleague }) => `${colleague ?? 'Jemand aus dem Programm'} bedankt sich bei Ihnen.`,
    ({ colleague }) => `${colleague ?? 'Somebody in the programme'} thanks you.`,
  ),
  MONETARY_REWARDS_ALLOWED: said(
    () =>
      'In diesem Programm sind jetzt Preise mit Geldwert erlaubt. Welche Pflichten zu Steuer und Kennzeichnung gelten, steht im Programm.',
    () =>
      'This programme now allows prizes of monetary value. Which duties about tax and labels hold stands with the programme.',
  ),
  MONETARY_REWARDS_FORBIDDEN: said(
    () => 'In diesem Programm wird wieder ohne Geldwert gedankt.',
    () => 'This programme thanks without monetary value again.',
  ),
  SEASON_OPENED: said(
    ({ name }) => `Die Saison „${name}“ hat begonnen.`,
    ({ name }) => `The season "${name}" has begun.`,
  ),
  SEASON_CLOSED: said(
    ({ name }) => `Die Saison „${name}“ ist abgeschlossen: Der Endstand steht fest, und wer wofür geehrt wird.`,
    ({ name }) => `The season "${name}" is closed: its final standing is taken, and who is honoured for what.`,
  ),
  WEBHOOK_DISABLED: said(
    ({ name }) => `Der Webhook „${name}“ wurde abgeschaltet, weil er seit Tagen nicht antwortet.`,
    ({ name }) => `The webhook "${name}" was disabled, because it has not answered for days.`,
  ),
};

/** What happened, as a sentence to the person whom it concerns. */
export function sentenceOf({ kind, details, colleague }: Told, language: Language): string {
  const parts: Parts = {
    title: 'title' in details ? details.title : { GERMAN: '', ENGLISH: '' },
    points: 'points' in details ? details.points : 0,
    reminder: 'reminder' in details ? details.reminder : null,
    colleague,
  };
  return sentences[kind](parts, language);
}
