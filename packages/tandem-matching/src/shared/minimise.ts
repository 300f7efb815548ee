const REFLECT = 1;
const EXPAND = 2;
const CONTRACT = 0.5;
const SHRINK = 0.5;

interface Vertex {
  readonly point: readonly number[];
  readonly value: number;
}

export interface MinimiseOptions {
  readonly start: readonly number[];
  /** Edge of the first simplex. */
  readonly step: number;
  readonly maxSteps: number;
  /** Ends when the simplex's values are this close. */
  readonly tolerance: number;
}

/** Finds a local minimum without derivatives (Nelder and Mead 1965). Deterministic. */
export function minimise(f: (point: readonly number[]) => number, options: MinimiseOptions): readonly number[] {
  const evaluate = (point: readonly number[]): Vertex => ({ point, value: f(point) });
  const first = evaluate(options.start);
  let simplex: Vertex[] = [first];
  for (const index of options.start.keys()) {
    simplex.push(evaluate(options.start.map((x, at) => (at === index ? x + options.step : x))));
  }
  for (let step = 0; step < options.maxSteps; step += 1) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0] as Vertex;
    const worst = simplex[simplex.length - 1] as Vertex;
    if (Math.abs(worst.value - best.value) <= options.tolerance) break;
    const kept = simplex.slice(0, -1);
    const next = replaceWorst(kept, worst, evaluate);
    simplex = next === undefined ? shrinkTowards(best, simplex, evaluate) : [...kept, next];
  }
  return simplex.reduce((best, vertex) => (vertex.value < best.value ? vertex : best), first).point;
}

function replaceWorst(
  kept: readonly Vertex[],
  worst: Vertex,
  evaluate: (point: readonly number[]) => Vertex,
): Vertex | undefined {
  const centre = worst.point.map((_, at) => kept.reduce((sum, vertex) => sum + (vertex.point[at] as number), 0) / kept.length);
  const along = (factor: number): Vertex => evaluate(centre.map((c, at) => c + factor * (c - (worst.point[at] as number))));
  const best = kept[0] as Vertex;
  const secondWorst = kept[kept.length - 1] as Vertex;
  const reflected = along(REFLECT);
  if (reflected.value < best.value) {
    const expanded = along(EXPAND);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < secondWorst.value) return reflected;
  const contracted = along(reflected.value < worst.value ? CONTRACT : -CONTRACT);
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : undefined;
}

function shrinkTowards(best: Vertex, simplex: readonly Vertex[], evaluate: (point: readonly number[]) => Vertex): Vertex[] {
  return simplex.map((vertex) =>
    vertex === best
      ? best
      : evaluate(vertex.point.map((x, at) => (best.point[at] as number) + SHRINK * (x - (best.point[at] as number)))),
  );
}
