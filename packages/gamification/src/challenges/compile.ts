import { jsonPath, type RuleSetProblem, shownValue, valueAt } from '../rules/problems.ts';
import { shapeProblems } from '../rules/shape.ts';
import { type ChallengeDocument, challengeSchema } from './document.ts';

/** A challenge that was checked, or everything that is wrong with it. Problems have the form of those of rule sets. */
export type ChallengeCompileResult =
  | { readonly ok: true; readonly challenge: ChallengeDocument }
  | { readonly ok: false; readonly problems: readonly RuleSetProblem[] };

/** [CH1] Checks a challenge as it came from outside. Never throws for a wrong one. */
export function compileChallenge(document: unknown): ChallengeCompileResult {
  const parsed = challengeSchema.safeParse(document);
  if (!parsed.success) return { ok: false, problems: shapeProblems(document, parsed.error.issues) };
  const problems = [...milestoneProblems(parsed.data), ...scopeProblems(parsed.data), ...filterProblems(parsed.data)];
  return problems.length === 0 ? { ok: true, challenge: parsed.data } : { ok: false, problems };
}

/** [CH2] Milestones rise and stay below the target. */
function milestoneProblems({ goal }: ChallengeDocument): readonly RuleSetProblem[] {
  return goal.milestones.flatMap((milestone, index) => {
    const way = ['goal', 'milestones', index];
    if (milestone >= goal.target) {
      return contradiction(goal, way, {
        problem: {
          GERMAN: 'Die Zwischenmarke liegt nicht unter dem Ziel',
          ENGLISH: 'The milestone is not below the target',
        },
        expected: { GERMAN: `höchstens ${goal.target - 1}`, ENGLISH: `at most ${goal.target - 1}` },
      });
    }
    const previous = goal.milestones[index - 1] ?? 0;
    if (milestone > previous) return [];
    return contradiction(goal, way, {
      problem: {
        GERMAN: 'Die Zwischenmarken steigen nicht an',
        ENGLISH: 'The milestones do not rise',
      },
      expected: { GERMAN: `mehr als ${previous}`, ENGLISH: `more than ${previous}` },
    });
  });
}

/** [CH6] One person is always one person. */
function scopeProblems({ scope, goal }: ChallengeDocument): readonly RuleSetProblem[] {
  if (scope !== 'EACH_PERSON' || goal.measure !== 'DISTINCT_PEOPLE') return [];
  return contradiction(goal, ['goal', 'measure'], {
    problem: {
      GERMAN: 'Für jede Person einzeln lassen sich keine verschiedenen Personen zählen',
      ENGLISH: 'Different people cannot be counted for each person',
    },
    expected: {
      GERMAN: 'ein anderes Maß, oder ein Ziel für Tandems, Abteilungen oder alle',
      ENGLISH: 'another measure, or a goal for tandems, departments or everybody',
    },
  });
}

/** [CH5] Stories are of one kind, so a filter for others would count nothing for ever. */
function filterProblems({ goal }: ChallengeDocument): readonly RuleSetProblem[] {
  const { kinds } = goal.filter;
  if (goal.measure !== 'STORIES' || kinds === undefined || kinds.includes('STORY')) return [];
  return contradiction(goal, ['goal', 'filter', 'kinds'], {
    problem: { GERMAN: 'Gezählt werden Geschichten, erlaubt sind sie nicht', ENGLISH: 'Stories are counted but not allowed' },
    expected: { GERMAN: '["STORY"], oder die Angabe weglassen', ENGLISH: '["STORY"], or leave it out' },
  });
}

function contradiction(
  goal: ChallengeDocument['goal'],
  way: readonly PropertyKey[],
  words: Pick<RuleSetProblem, 'problem' | 'expected'>,
): readonly RuleSetProblem[] {
  return [{ path: jsonPath(way), found: shownValue(valueAt({ goal }, way)), code: 'CONTRADICTION', ...words }];
}
