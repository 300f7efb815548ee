import type { ParticipationStatus, Visibility } from '@fanfare/contracts';
import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import { isDay } from '../../platform/graphql/scalars.ts';
import { isId } from '../../platform/ids.ts';
import { AmbassadorRow } from './ambassador.entity.ts';
import type { AmbassadorRecord } from './ambassador.ts';
import { recordFrom } from './ambassadors.mapper.ts';

/** Whom a reader sees in the list of a programme, in the terms of `sightOf`. */
export interface ListReader {
  /** Null for machine clients. */
  readonly personId: string | null;
  readonly seesEverything: boolean;
  /** Everybody who is shown to others, and not only those of the own departments. */
  readonly seesEveryDepartment: boolean;
  /** Those of a communicator. */
  readonly ownDepartments: readonly string[];
}

export interface ListQuery {
  readonly programmeId: string;
  readonly reader: ListReader;
  /** Leaves out whom the reader sees under a pseudonym. */
  readonly namedOnly: boolean;
  /** The day in the programme's time zone, by which a pause may be over. */
  readonly today: string;
  readonly search: string | null;
  readonly statuses: readonly ParticipationStatus[] | null;
  readonly visibilities: readonly Visibility[] | null;
  readonly departmentId: string | null;
  readonly isTestPerson: boolean | null;
  readonly order: { readonly by: 'NAME' | 'JOINED_AT'; readonly descending: boolean };
}

/** One row with the place that it takes in the order. */
export interface ListedAmbassador {
  readonly record: AmbassadorRecord;
  readonly position: ListPosition;
}

export type ListPosition = readonly [orderKey: string, id: string];

/** As PostgreSQL writes a timestamp with time zone. */
const timestamp = /^(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-]\d{2}(:\d{2})?$/;

const rowId = z.string().refine(isId);

/** What a cursor of a list in this order holds. */
export const listPositions: Readonly<Record<ListQuery['order']['by'], z.ZodType<ListPosition>>> = {
  NAME: z.tuple([z.string().max(500), rowId]),
  JOINED_AT: z.tuple([z.string().refine((text) => isDay(timestamp.exec(text)?.[1] ?? '')), rowId]),
};

type Selection = SelectQueryBuilder<AmbassadorRow>;

/** Reads one row more than the limit, in the direction of the request. */
export async function listAmbassadors(
  manager: EntityManager,
  query: ListQuery,
  request: PageRequest<ListPosition>,
): Promise<readonly ListedAmbassador[]> {
  const key = orderKey(query);
  const ascending = query.order.descending === (request.direction === 'backward');
  const selection = select(manager, query).addSelect(`(${key})::text`, 'order_key');
  if (request.position !== null) {
    const [value, id] = request.position;
    const cast = query.order.by === 'JOINED_AT' ? '::timestamptz' : '';
    selection.andWhere(`(${key}, ambassador.id) ${ascending ? '>' : '<'} (:positionKey${cast}, :positionId)`, {
      positionKey: value,
      positionId: id,
    });
  }
  const direction = ascending ? 'ASC' : 'DESC';
  selection
    .orderBy(key, direction)
    .addOrderBy('ambassador.id', direction)
    .limit(request.limit + 1);
  const { entities, raw } = await selection.getRawAndEntities<{ readonly order_key: string }>();
  return entities.map((row, index) => ({ record: recordFrom(row), position: [raw[index]?.order_key ?? '', row.id] }));
}

export function countAmbassadors(manager: EntityManager, query: ListQuery): Promise<number> {
  return select(manager, query).getCount();
}

/** Names that the reader does not see have no part in the order, else their place among the others would tell them. */
function orderKey({ order, reader }: ListQuery): string {
  if (order.by === 'JOINED_AT') return 'ambassador.joined_at';
  if (reader.seesEverything) return 'lower(ambassador.name)';
  return `CASE WHEN ${nameIsShown} THEN '0' || lower(ambassador.name) ELSE '1' END`;
}

const isSelf = 'ambassador.person_id = :readerId';
const nameIsShown = `(ambassador.visibility = 'NAMED' OR coalesce(${isSelf}, false))`;

function select(manager: EntityManager, query: ListQuery): Selection {
  const selection = manager
    .createQueryBuilder(AmbassadorRow, 'ambassador')
    .where('ambassador.programme_id = :programmeId', { programmeId: query.programmeId })
    .setParameter('readerId', query.reader.personId);
  narrowToReader(selection, query.reader);
  if (query.namedOnly) selection.andWhere(nameIsShown);
  if (query.search !== null) narrowToName(selection, query.reader, query.search);
  if (query.statuses !== null) narrowToStatuses(selection, query.statuses, query.today);
  if (query.visibilities !== null) {
    selection.andWhere('ambassador.visibility = ANY(:visibilities)', { visibilities: query.visibilities });
  }
  if (query.departmentId !== null && !isId(query.departmentId)) selection.andWhere('FALSE');
  else if (query.departmentId !== null) {
    selection.andWhere('ambassador.department_id = :departmentId', { departmentId: query.departmentId });
  }
  if (query.isTestPerson !== null) {
    selection.andWhere('ambassador.is_test_person = :isTestPerson', { isTestPerson: query.isTestPerson });
  }
  return selection;
}

function narrowToReader(selection: Selection, reader: ListReader): void {
  if (reader.seesEverything) return;
  const shown = new Brackets((where) => {
    where.where("ambassador.status <> 'LEFT'").andWhere("ambassador.visibility <> 'HIDDEN'");
    if (reader.seesEveryDepartment) return;
    where.andWhere('ambassador.department_id = ANY(:ownDepartments)', { ownDepartments: reader.ownDepartments });
  });
  selection.andWhere(new Brackets((where) => where.where(isSelf).orWhere(shown)));
}

function narrowToName(selection: Selection, reader: ListReader, search: string): void {
  const pattern = `%${search.normalize('NFC').replace(/[\\%_]/g, '\\$&')}%`;
  selection.andWhere('lower(ambassador.name) LIKE lower(:pattern)', { pattern });
  if (!reader.seesEverything) selection.andWhere(nameIsShown);
}

/** A pause that is over counts as taking part, whatever the row still says. */
function narrowToStatuses(selection: Selection, statuses: readonly ParticipationStatus[], today: string): void {
  selection.andWhere(
    `CASE WHEN ambassador.status = 'PAUSED' AND ambassador.paused_until < :today THEN 'ACTIVE' ELSE ambassador.status END
       = ANY(:statuses)`,
    { statuses, today },
  );
}
