import type { Certificate, StageDuals, StageLevel } from '../certificate/types.ts';
import { type Component, findComponents } from './components.ts';
import type { Checkpoint } from './core/assignment.ts';
import { type Coverage, maximiseCoverage } from './coverage.ts';
import { type Instance, prepareInstance } from './instance.ts';
import { summarise } from './result.ts';
import { buildStageGraph, orient } from './stage-graph.ts';
import { ComponentStages, type StageWeight } from './stages.ts';
import { hashId, TIE_LIMIT, tieWeight } from './tie-hash.ts';
import { MAX_AFFINITY, type MatchingOutcome, type MatchingProblem, type MatchingStep, type RunControl } from './types.ts';
import { raiseWorst } from './worst.ts';

const NONE = -1;

class Cancelled extends Error {}

/**
 * Solves a matching problem to its exact lexicographic optimum and proves it; see SPEC.md [OB]. Pure and deterministic: the
 * order of people in the input changes nothing. Runs as long as it needs; `control` reports and can end it.
 */
export function runMatching(problem: MatchingProblem, control: RunControl = {}): MatchingOutcome {
  const prepared = prepareInstance(problem);
  if (!prepared.ok) return { kind: 'rejected', rejection: prepared.rejection };
  const checkpoint = (): void => {
    if (control.shouldStop?.()) throw new Cancelled();
  };
  try {
    const run = new MatchingRun(problem, prepared.instance, control, checkpoint);
    return { kind: 'matched', matching: run.solve() };
  } catch (error) {
    if (error instanceof Cancelled) return { kind: 'cancelled' };
    throw error;
  }
}

/** What the stages start from: a feasible assignment and, where coverage came first, the duals that keep it. */
interface Basis {
  readonly threshold: number;
  readonly coverage: Coverage | undefined;
  readonly partnerOf: Int32Array;
}

class MatchingRun {
  private readonly partnerOf: Int32Array;
  private readonly duals = new Map<StageLevel, StageDuals>();
  private seekersDone = 0;

  constructor(
    private readonly problem: MatchingProblem,
    private readonly instance: Instance,
    private readonly control: RunControl,
    private readonly checkpoint: Checkpoint,
  ) {
    this.partnerOf = instance.lockedTo.slice();
  }

  solve(): ReturnType<typeof summarise> {
    this.report('prepare');
    this.checkpoint();
    const { certificate, basis } =
      this.problem.options.objective === 'mostPeople' ? this.coverPeople() : this.startFromNothing();
    const stages = this.stageWeights();
    for (const { level } of stages) if (!this.duals.has(level)) this.duals.set(level, this.noDuals());
    const allowed = { instance: this.instance, threshold: basis.threshold, coverage: basis.coverage };
    for (const component of findComponents(allowed)) {
      this.solveComponent(component, basis, stages);
      this.seekersDone += component.seekers.length;
    }
    this.report('done');
    const proof = Array.from(this.duals, ([level, duals]) => ({ level, ...duals }));
    return summarise({
      problem: this.problem,
      instance: this.instance,
      partnerOf: this.partnerOf,
      certificate: { ...certificate, stages: proof },
    });
  }

  private report(step: MatchingStep): void {
    this.control.onProgress?.({ step, seekersDone: this.seekersDone, seekers: this.instance.seekerCount });
  }

  private noDuals(): StageDuals {
    return {
      seekerDual: new Float64Array(this.instance.seekerCount),
      partnerDual: new Float64Array(this.instance.partnerCount),
    };
  }

  private coverPeople(): { certificate: Certificate; basis: Basis } {
    const { instance, checkpoint } = this;
    const { options } = this.problem;
    this.report('coverage');
    const coverage = maximiseCoverage(instance, options.floor, checkpoint);
    this.duals.set('coverage', { seekerDual: coverage.seekerDual, partnerDual: coverage.partnerDual });
    this.report('worst');
    const worst = raiseWorst(instance, options, coverage, checkpoint);
    const worstWitness = worst.witness && {
      grade: worst.witness.grade,
      seekerDual: worst.witness.coverage.seekerDual,
      partnerDual: worst.witness.coverage.partnerDual,
    };
    return {
      certificate: { stages: [], worstGrade: worst.grade, worstWitness },
      basis: { threshold: worst.grade, coverage, partnerOf: worst.coverage.partnerOf },
    };
  }

  private startFromNothing(): { certificate: Certificate; basis: Basis } {
    const threshold = this.problem.options.floor;
    const partnerOf = new Int32Array(this.instance.seekerCount).fill(NONE);
    return {
      certificate: { stages: [], worstGrade: threshold, worstWitness: undefined },
      basis: { threshold, coverage: undefined, partnerOf },
    };
  }

  private stageWeights(): { readonly level: StageLevel; readonly weight: StageWeight }[] {
    const { instance } = this;
    const { runningWith, waitRank } = instance;
    const { objective, runningBonus } = this.problem.options;
    const seekerHash = Array.from(instance.seekerOrder, (position) => hashId(this.problem.seekers[position]?.id ?? ''));
    const partnerHash = Array.from(instance.partnerOrder, (position) => hashId(this.problem.partners[position]?.id ?? ''));
    const affinity: StageWeight = {
      largest: MAX_AFFINITY + runningBonus,
      of: (seeker, partner, value) => (runningWith[seeker] === partner ? value + runningBonus : value),
      affinityExcept: runningWith,
    };
    const coverage: StageWeight = {
      largest: waitRank.reduce((most, rank) => Math.max(most, rank), 0),
      of: (seeker) => waitRank[seeker] as number,
    };
    const inertia: StageWeight = { largest: 1, of: (seeker, partner) => (runningWith[seeker] === partner ? 1 : 0) };
    const ties: StageWeight = {
      largest: TIE_LIMIT - 1,
      of: (seeker, partner) => tieWeight(seekerHash[seeker] as number, partnerHash[partner] as number),
    };
    return [
      { level: 'affinity', weight: affinity },
      ...(objective === 'bestFit' ? [{ level: 'coverage' as const, weight: coverage }] : []),
      ...(runningWith.some((partner) => partner !== NONE) ? [{ level: 'inertia' as const, weight: inertia }] : []),
      { level: 'ties', weight: ties },
    ];
  }

  private solveComponent(
    component: Component,
    basis: Basis,
    stages: readonly { readonly level: StageLevel; readonly weight: StageWeight }[],
  ): void {
    this.checkpoint();
    const { instance } = this;
    const allowed = { instance, threshold: basis.threshold, coverage: basis.coverage };
    const orientation = orient(component, instance.capacity);
    const { transposed, rowPerson, columnPerson } = orientation;
    const rowDuals = transposed ? basis.coverage?.partnerDual : basis.coverage?.seekerDual;
    const columnDuals = transposed ? basis.coverage?.seekerDual : basis.coverage?.partnerDual;
    const componentStages = new ComponentStages(
      buildStageGraph(allowed, component, orientation),
      orientation,
      {
        optionalRow: Uint8Array.from(rowPerson, (person) => (rowDuals?.[person] ? 0 : 1)),
        fullColumn: Uint8Array.from(columnPerson, (person) => (columnDuals?.[person] ? 1 : 0)),
        columnOf: transposed ? placeSeekers(basis.partnerOf, orientation) : placeRows(basis.partnerOf, orientation),
      },
      this.checkpoint,
    );
    for (const { level, weight } of stages) {
      this.report(level);
      const solution = componentStages.run(weight);
      const duals = this.duals.get(level) as StageDuals;
      const ofRows = transposed ? duals.partnerDual : duals.seekerDual;
      const ofColumns = transposed ? duals.seekerDual : duals.partnerDual;
      for (const [row, person] of rowPerson.entries()) ofRows[person] = solution.rowDual[row] as number;
      for (const [column, person] of columnPerson.entries()) ofColumns[person] = solution.columnDual[column] as number;
    }
    for (const [row, column] of componentStages.assignment().entries()) {
      if (column === NONE) continue;
      const rowIndex = rowPerson[row] as number;
      const columnIndex = columnPerson[column] as number;
      if (transposed) this.partnerOf[columnIndex] = rowIndex;
      else this.partnerOf[rowIndex] = columnIndex;
    }
  }
}

/** The column of each row when rows are seekers. */
function placeRows(
  partnerOf: Int32Array,
  { rowPerson, columnPerson }: { rowPerson: Int32Array; columnPerson: Int32Array },
): Int32Array {
  const columnOfPerson = new Map(Array.from(columnPerson, (person, column) => [person, column]));
  return rowPerson.map((seeker) => columnOfPerson.get(partnerOf[seeker] as number) ?? NONE);
}

/** The column of each row when rows are places of partners and columns are seekers. */
function placeSeekers(
  partnerOf: Int32Array,
  { rowPerson, columnPerson }: { rowPerson: Int32Array; columnPerson: Int32Array },
): Int32Array {
  const columnsOf = new Map<number, number[]>();
  for (const [column, seeker] of columnPerson.entries()) {
    const partner = partnerOf[seeker] as number;
    columnsOf.set(partner, [...(columnsOf.get(partner) ?? []), column]);
  }
  return rowPerson.map((partner) => columnsOf.get(partner)?.pop() ?? NONE);
}
