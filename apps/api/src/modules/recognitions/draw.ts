import { createHash } from 'node:crypto';
import type { LocalisedText } from '../../platform/localised-text.ts';
import type { DrawRecord, LeftOutReason } from './recognition.ts';

/**
 * Draws from candidates with equal chances: everybody gets the ticket SHA-256(seed ‖ id), and the smallest tickets win. Who knows the seed
 * and the candidates comes to the same winners; the order in which candidates are told does not matter.
 */
export function drawWinners(drawing: {
  readonly seed: Buffer;
  readonly candidates: readonly string[];
  readonly places: number;
}): readonly string[] {
  const { seed, candidates, places } = drawing;
  const tickets = candidates.map((id) => ({ id, ticket: createHash('sha256').update(seed).update(id).digest('hex') }));
  tickets.sort((one, other) => (one.ticket < other.ticket ? -1 : one.ticket > other.ticket ? 1 : one.id < other.id ? -1 : 1));
  return tickets.slice(0, places).map(({ id }) => id);
}

/** Whether seed and candidates lead to the winners that are kept. */
export function isReproduced({ seed, candidates, places, winners }: DrawRecord): boolean {
  const again = drawWinners({ seed, candidates, places });
  return again.length === winners.length && again.every((id, index) => id === winners[index]);
}

const leftOutWords: Readonly<Record<LeftOutReason, (count: number) => LocalisedText>> = {
  BELOW_MINIMUM: (count) => ({ GERMAN: `${count} hatten weniger Punkte.`, ENGLISH: `${count} had fewer points.` }),
  NOT_SHOWN: (count) => ({
    GERMAN: `${count} haben das Programm verlassen oder sich verborgen.`,
    ENGLISH: `${count} have left the programme or hidden themselves.`,
  }),
  DRAWN_BEFORE: (count) => ({
    GERMAN: `${count} wurden in dieser Saison schon gezogen.`,
    ENGLISH: `${count} were drawn in this season before.`,
  }),
  HAS_IT_ALREADY: (count) => ({
    GERMAN: `${count} haben diese Anerkennung schon oder haben um sie gebeten.`,
    ENGLISH: `${count} have this recognition already or asked for it.`,
  }),
};

/** How a draw came about, sentence by sentence. */
export function explainDraw(draw: DrawRecord): readonly LocalisedText[] {
  const { minimumPoints, candidates, winners, seed } = draw;
  const leftOut = Object.entries(draw.leftOut) as readonly (readonly [LeftOutReason, number])[];
  return [
    {
      GERMAN: `Gezogen wurde aus dem Endstand der Saison: alle mit mindestens ${minimumPoints} Punkten, mit gleichen Chancen, unabhängig von ihrem Rang.`,
      ENGLISH: `Drawn from the final standing of the season: everybody with at least ${minimumPoints} points, with equal chances, whatever their rank.`,
    },
    {
      GERMAN: `${candidates.length} waren im Los, ${winners.length} wurden gezogen.`,
      ENGLISH: `${candidates.length} were in the draw, ${winners.length} were drawn.`,
    },
    ...leftOut.filter(([, count]) => count > 0).map(([reason, count]) => leftOutWords[reason](count)),
    {
      GERMAN: `Jedes Los ist SHA-256 aus Startwert und Kennung, die kleinsten gewinnen. Startwert: ${seed.toString('hex')}.`,
      ENGLISH: `Each ticket is SHA-256 of seed and id, the smallest win. Seed: ${seed.toString('hex')}.`,
    },
  ];
}
