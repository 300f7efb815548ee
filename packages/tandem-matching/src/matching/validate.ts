import {
  type DenseAffinities,
  MAX_AFFINITY,
  type MatchingProblem,
  type MatchingRejection,
  NO_EDGE,
  type SparseAffinities,
} from './types.ts';

const MAX_CAPACITY = 1_000_000;
const MAX_RUNNING_BONUS = 10_000;

/** The first thing that is wrong with a problem, or `undefined`. Locks are checked where they are applied. */
export function validateProblem(problem: MatchingProblem): MatchingRejection | undefined {
  return validatePeople(problem) ?? validateOptions(problem) ?? validateAffinities(problem);
}

function validatePeople(problem: MatchingProblem): MatchingRejection | undefined {
  for (const side of [problem.seekers, problem.partners]) {
    const seen = new Set<string>();
    for (const { id } of side) {
      if (seen.has(id)) return { code: 'DUPLICATE_ID', id };
      seen.add(id);
    }
  }
  for (const { id, waitedRounds } of problem.seekers) {
    if (!Number.isSafeInteger(waitedRounds) || waitedRounds < 0) return { code: 'INVALID_WAITED_ROUNDS', id };
  }
  for (const { id, capacity } of problem.partners) {
    if (!Number.isInteger(capacity) || capacity < 0 || capacity > MAX_CAPACITY) return { code: 'INVALID_CAPACITY', id };
  }
  return undefined;
}

function validateOptions({ options }: MatchingProblem): MatchingRejection | undefined {
  const invalid = (detail: string): MatchingRejection => ({ code: 'INVALID_OPTIONS', detail });
  if (!isIntegerUpTo(options.floor, MAX_AFFINITY)) return invalid('floor must be an integer from 0 to 10000');
  if (!isIntegerUpTo(options.runningBonus, MAX_RUNNING_BONUS))
    return invalid('runningBonus must be an integer from 0 to 10000');
  if (options.grades.length > 64) return invalid('at most 64 grades');
  for (const [index, grade] of options.grades.entries()) {
    if (!isIntegerUpTo(grade, MAX_AFFINITY)) return invalid('grades must be integers from 0 to 10000');
    if (index > 0 && grade <= (options.grades[index - 1] ?? 0)) return invalid('grades must ascend');
  }
  return undefined;
}

function isIntegerUpTo(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= limit;
}

function validateAffinities(problem: MatchingProblem): MatchingRejection | undefined {
  const { affinities, seekers, partners } = problem;
  const detail =
    affinities.kind === 'dense'
      ? denseDefect(affinities, seekers.length * partners.length)
      : sparseDefect(affinities, seekers.length, partners.length);
  return detail === undefined ? undefined : { code: 'INVALID_AFFINITIES', detail };
}

function valuesInRange(values: Int16Array, least: number): boolean {
  for (const value of values) if (value < least || value > MAX_AFFINITY) return false;
  return true;
}

function denseDefect({ affinity }: DenseAffinities, size: number): string | undefined {
  if (affinity.length !== size) return `expected ${size} affinities, got ${affinity.length}`;
  return valuesInRange(affinity, NO_EDGE) ? undefined : 'an affinity is outside -1..10000';
}

function sparseDefect(graph: SparseAffinities, seekerCount: number, partnerCount: number): string | undefined {
  const { start, partner, affinity } = graph;
  if (start.length !== seekerCount + 1 || start[0] !== 0)
    return 'start must have one entry more than there are seekers and begin with 0';
  if (start[seekerCount] !== partner.length || partner.length !== affinity.length)
    return 'partner, affinity and start disagree in length';
  if (!valuesInRange(affinity, 0)) return 'an affinity is outside 0..10000';
  const lastSeeker = new Int32Array(partnerCount).fill(-1);
  for (let seeker = 0; seeker < seekerCount; seeker += 1) {
    const end = start[seeker + 1] as number;
    if (end < (start[seeker] as number)) return 'start must not descend';
    for (let edge = start[seeker] as number; edge < end; edge += 1) {
      const j = partner[edge] as number;
      if (j < 0 || j >= partnerCount) return `pair ${edge} names partner ${j} of ${partnerCount}`;
      if (lastSeeker[j] === seeker) return `seeker ${seeker} has partner ${j} twice`;
      lastSeeker[j] = seeker;
    }
  }
  return undefined;
}
