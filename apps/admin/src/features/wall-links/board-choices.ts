import type { BoardMeasure, BoardPeriod, BoardScope } from '../../app/graphql/schema.generated.ts';
import type { WallChoicesQuery } from './wall-links.generated.ts';

export type Choices = NonNullable<WallChoicesQuery['programme']>;
export type BoardKind = Choices['boards'][number];

export interface NamedBoard {
  readonly scope: BoardScope;
  readonly scopeId?: string | null;
  readonly period: BoardPeriod;
  readonly measure: BoardMeasure;
}

interface Group {
  readonly id: string;
  readonly name: string;
}

/** A kind as the value of a choice. */
export const nameOfKind = ({ scope, period, measure }: BoardKind) => `${scope}/${period}/${measure}`;

/** Whether boards of the kind are those of one group each. */
export const needsGroup = ({ scope, measure }: BoardKind) => scope !== 'PROGRAMME' && measure !== 'POINTS_PER_ACTIVE_MEMBER';

/** Kinds that can hang on a wall: what ranks inside of a challenge belongs to its page. */
export function kindsToHangUp(choices: Choices | undefined): readonly BoardKind[] {
  return (choices?.boards ?? []).filter((kind) => !needsGroup(kind) || groupsOf(kind, choices).length > 0);
}

/** The groups of which there may be a board of the kind: none under the minimum size, which tell no size. */
export function groupsOf({ scope }: BoardKind, choices: Choices | undefined): readonly Group[] {
  switch (scope) {
    case 'DEPARTMENT':
      return (choices?.departments.nodes ?? []).filter(({ isShownOnBoards }) => isShownOnBoards);
    case 'TEAM':
      return (choices?.teams.nodes ?? []).filter(({ memberCount }) => memberCount !== null);
    case 'CAMPAIGN':
      return choices?.campaigns ?? [];
    default:
      return [];
  }
}

export function namesOfGroups(choices: Choices | null | undefined): ReadonlyMap<string, string> {
  const groups = choices == null ? [] : [...choices.departments.nodes, ...choices.teams.nodes, ...choices.campaigns];
  return new Map(groups.map(({ id, name }) => [id, name]));
}
