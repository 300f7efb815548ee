/** The forms and motifs that pictures of badges, recognitions and challenges are drawn from. */
export const badgeShapes = ['CIRCLE', 'HEXAGON', 'SHIELD', 'ROSETTE', 'STAR'] as const;
export type BadgeShape = (typeof badgeShapes)[number];
export const badgeMotifs = ['SPEECH', 'SPARK', 'HANDSHAKE', 'LEAF', 'FLAME', 'BOOK', 'MEGAPHONE', 'HEART', 'STEPS'] as const;
export type BadgeMotif = (typeof badgeMotifs)[number];

/** The parameters of a picture: `hue` in degrees on the colour wheel, 0 to 359; `rings` around the motif, 1 to 3. */
export interface BadgeArtwork {
  readonly shape: BadgeShape;
  readonly motif: BadgeMotif;
  readonly hue: number;
  readonly rings: number;
}

/** Drawn in a square of 120 units around its middle, 60/60. */
const OUTLINES: Readonly<Record<BadgeShape, string>> = {
  CIRCLE: '<circle cx="60" cy="60" r="54"/>',
  HEXAGON: `<polygon points="${corners({ count: 6, outer: 56, inner: 56 })}"/>`,
  SHIELD: '<path d="M60 5 L108 20 V62 C108 90 86 108 60 116 C34 108 12 90 12 62 V20 Z"/>',
  ROSETTE: `<polygon points="${corners({ count: 16, outer: 57, inner: 50 })}"/>`,
  STAR: `<polygon points="${corners({ count: 8, outer: 58, inner: 47 })}"/>`,
};

/** Motifs in a square of 48 units, drawn as strokes that are moved to the middle. */
const MOTIFS: Readonly<Record<BadgeMotif, string>> = {
  SPEECH: '<path d="M6 8 H42 V32 H22 L12 42 V32 H6 Z"/><path d="M14 17 H34 M14 24 H28"/>',
  SPARK: '<path d="M24 4 L28 20 L44 24 L28 28 L24 44 L20 28 L4 24 L20 20 Z"/>',
  HANDSHAKE:
    '<path d="M4 18 L14 12 L24 16 L34 12 L44 18 V32 L36 34 L24 42 L12 34 L4 32 Z"/><path d="M24 16 L16 26 L24 30 L36 34"/>',
  LEAF: '<path d="M8 40 C4 18 20 6 42 6 C42 28 30 42 8 40 Z"/><path d="M8 40 L30 18"/>',
  FLAME: '<path d="M24 4 C34 16 38 22 38 30 A14 14 0 0 1 10 30 C10 24 14 20 18 16 C18 22 22 22 24 4 Z"/>',
  BOOK: '<path d="M4 10 C12 6 20 8 24 12 C28 8 36 6 44 10 V40 C36 36 28 38 24 42 C20 38 12 36 4 40 Z"/><path d="M24 12 V42"/>',
  MEGAPHONE: '<path d="M6 20 H16 L38 8 V40 L16 30 H6 Z"/><path d="M14 30 L18 42 H24 L22 33 M43 20 V28"/>',
  HEART: '<path d="M24 42 L7 25 A10 10 0 0 1 24 13 A10 10 0 0 1 41 25 Z"/>',
  STEPS: '<path d="M4 42 H14 V32 H24 V22 H34 V12 H44 V42 Z"/>',
};

/**
 * [BD6] The picture of a badge as SVG, drawn from its parameters alone: the same parameters give the same bytes, and nothing is loaded from
 * anywhere. `title` is what a screen reader says.
 */
export function drawBadge({ shape, motif, hue, rings }: BadgeArtwork, title: string): string {
  const ringShapes = Array.from({ length: rings }, (_, index) => {
    const scale = 1 - (index + 1) * 0.07;
    return `<g transform="translate(60 60) scale(${scale.toFixed(2)}) translate(-60 -60)" stroke-width="${1.5 + index / 2}">${OUTLINES[shape]}</g>`;
  });
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" role="img">',
    `<title>${escaped(title)}</title>`,
    `<g fill="hsl(${hue} 55% 32%)">${OUTLINES[shape]}</g>`,
    `<g fill="none" stroke="hsl(${hue} 70% 78%)" stroke-linejoin="round">${ringShapes.join('')}</g>`,
    '<g transform="translate(27.6 27.6) scale(1.35)" fill="none" stroke="#fff" stroke-width="2.4" stroke-linejoin="round" stroke-linecap="round">',
    MOTIFS[motif],
    '</g></svg>',
  ].join('');
}

interface Corners {
  readonly count: number;
  readonly outer: number;
  readonly inner: number;
}

/** The corners of a star with `count` points; equal radii make it a polygon with twice as many corners. */
function corners({ count, outer, inner }: Corners): string {
  const steps = outer === inner ? count : 2 * count;
  return Array.from({ length: steps }, (_, index) => {
    const radius = index % 2 === 0 ? outer : inner;
    const angle = (2 * Math.PI * index) / steps - Math.PI / 2;
    return `${(60 + radius * Math.cos(angle)).toFixed(2)},${(60 + radius * Math.sin(angle)).toFixed(2)}`;
  }).join(' ');
}

function escaped(text: string): string {
  return text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
}
