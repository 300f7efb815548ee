import {
  type BoardMeasure,
  type BoardPeriod,
  type BoardScope,
  boardMeasures,
  boardPeriods,
  boardScopes,
} from '@fanfare/contracts';

/** One kind of board that a programme can switch on: a board for each group and each period of it. */
export interface BoardKind {
  readonly scope: BoardScope;
  readonly period: BoardPeriod;
  readonly measure: BoardMeasure;
}

/** Boards whose standings are kept at write time. */
export interface KeptBoards {
  readonly scope: BoardScope;
  readonly period: BoardPeriod;
  /** Measures that are derived from these standings when they are read; their boards count a version of their own. */
  readonly derived: readonly DerivedMeasure[];
}

export type DerivedMeasure = Exclude<BoardMeasure, 'POINTS'>;

/** How a kind is written in the column programme.boards. */
export function nameOfKind({ scope, period, measure }: BoardKind): string {
  return `${scope}/${period}/${measure}`;
}

/** Throws for a name that is none: the database holds names that this code wrote. */
export function kindFromName(name: string): BoardKind {
  const [scope, period, measure] = name.split('/');
  const kind = {
    scope: boardScopes.find((known) => known === scope),
    period: boardPeriods.find((known) => known === period),
    measure: boardMeasures.find((known) => known === measure),
  };
  if (kind.scope === undefined || kind.period === undefined || kind.measure === undefined) {
    throw new Error(`"${name}" is no kind of board`);
  }
  return { scope: kind.scope, period: kind.period, measure: kind.measure };
}

/**
 * Which kinds make sense. Inside a tandem nobody is ranked against the partner: tandems stand against each other only. Groups of
 * different sizes are compared per active member only. A personal best needs a last period, so there is none of all time.
 */
export function isPossibleKind({ scope, period, measure }: BoardKind): boolean {
  switch (measure) {
    case 'POINTS':
      return scope !== 'TANDEM';
    case 'POINTS_PER_ACTIVE_MEMBER':
      return ['DEPARTMENT', 'TEAM', 'TANDEM'].includes(scope);
    case 'PERSONAL_BEST':
      return ['PROGRAMME', 'DEPARTMENT', 'TEAM'].includes(scope) && period !== 'ALL_TIME';
  }
}

/** The standings behind a kind. A personal best compares with the whole programme's last period: who moved between groups has one. */
function sourcesOf({ scope, period, measure }: BoardKind): readonly KeptBoards[] {
  const own = { scope, period, derived: measure === 'POINTS' ? [] : [measure] };
  return measure === 'PERSONAL_BEST' && scope !== 'PROGRAMME' ? [own, { scope: 'PROGRAMME', period, derived: [] }] : [own];
}

const known = new Map<string, readonly KeptBoards[]>();

/** Few programmes differ in what they switch on; more different choices than this are not kept. */
const keptChoices = 1000;

/** Which standings are kept for the boards that a programme has switched on, each once. */
export function keptBoards(names: readonly string[]): readonly KeptBoards[] {
  const choice = names.join(',');
  const remembered = known.get(choice);
  if (remembered !== undefined) return remembered;
  const merged = new Map<string, KeptBoards>();
  for (const source of names.map(kindFromName).flatMap(sourcesOf)) {
    const name = `${source.scope}/${source.period}`;
    merged.set(name, { ...source, derived: [...(merged.get(name)?.derived ?? []), ...source.derived] });
  }
  const kept = [...merged.values()];
  if (known.size >= keptChoices) known.clear();
  known.set(choice, kept);
  return kept;
}
