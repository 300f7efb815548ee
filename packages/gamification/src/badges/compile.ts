import { jsonPath, type RuleSetProblem, shownValue } from '../rules/problems.ts';
import { shapeProblems } from '../rules/shape.ts';
import { type BadgeDocument, badgeSchema, type LadderDocument, ladderSchema } from './document.ts';

/** A badge that was checked, or everything that is wrong with it. */
export type BadgeCompileResult =
  | { readonly ok: true; readonly badge: BadgeDocument }
  | { readonly ok: false; readonly problems: readonly RuleSetProblem[] };

/** [BD1] Checks a badge as it came from outside. Never throws for a wrong one. */
export function compileBadge(document: unknown): BadgeCompileResult {
  const parsed = badgeSchema.safeParse(document);
  if (!parsed.success) return { ok: false, problems: shapeProblems(document, parsed.error.issues) };
  return { ok: true, badge: parsed.data };
}

export type LadderCompileResult =
  | { readonly ok: true; readonly ladder: LadderDocument }
  | { readonly ok: false; readonly problems: readonly RuleSetProblem[] };

/** [LV1] Checks a ladder of levels: each level asks for more points than the one below. */
export function compileLadder(document: unknown): LadderCompileResult {
  const parsed = ladderSchema.safeParse(document);
  if (!parsed.success) return { ok: false, problems: shapeProblems(document, parsed.error.issues) };
  const problems = parsed.data.levels.flatMap(({ points }, index, levels) => {
    const below = levels[index - 1]?.points ?? -1;
    return points > below ? [] : [notRising(['levels', index, 'points'], points, below)];
  });
  return problems.length === 0 ? { ok: true, ladder: parsed.data } : { ok: false, problems };
}

function notRising(way: readonly PropertyKey[], points: number, below: number): RuleSetProblem {
  return {
    path: jsonPath(way),
    found: shownValue(points),
    code: 'CONTRADICTION',
    problem: { GERMAN: 'Die Stufen steigen nicht an', ENGLISH: 'The levels do not rise' },
    expected: { GERMAN: `mehr als ${below}`, ENGLISH: `more than ${below}` },
  };
}
