import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column, aligned digit under digit. */
  readonly numeric?: boolean;
  /** The column that says what the row is; on a phone it heads the row's card. */
  readonly leading?: boolean;
  readonly width?: number | string;
  /** On a phone: `aside` stands beside the leading cell, `plain` goes without the name of its column, `hidden` is left out. */
  readonly phone?: 'aside' | 'plain' | 'hidden';
}

export interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while the first page is on its way: the table keeps its shape. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly empty: ReactNode;
  readonly refreshing?: boolean;
  readonly skeletonRows?: number;
}

export function DataTable<Row>({ caption, columns, rows, rowKey, empty, refreshing, skeletonRows = 8 }: DataTableProps<Row>) {
  if (rows?.length === 0) return <div className="fanfare-card">{empty}</div>;
  return (
    <div className="fanfare-card fanfare-card-flush">
      <table
        className={`fanfare-table fanfare-table-stacked fanfare-table-rows ${refreshing ? 'fanfare-table-refreshing' : ''}`}
        aria-busy={rows === undefined || refreshing === true}
      >
        <caption className="fanfare-unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.numeric ? 'fanfare-end' : ''} style={{ width: column.width }}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows === undefined
            ? Array.from({ length: skeletonRows }, (_, row) => `skeleton ${row}`).map((key) => (
                <tr key={key}>
                  {columns.map((column) => (
                    <td key={column.key} className={column.leading ? 'fanfare-lead-cell' : ''}>
                      <Skeleton height={14} width={column.leading ? '60%' : '40%'} my={4} ml={column.numeric ? 'auto' : 0} />
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row) => (
                <tr key={rowKey(row)}>
                  {columns.map((column) => (
                    <td key={column.key} data-label={column.label} className={cellClass(column)}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </div>
  );
}

function cellClass<Row>({ numeric, leading, phone }: Column<Row>): string {
  return [numeric && 'fanfare-end', leading && 'fanfare-lead-cell', phone && `fanfare-phone-${phone}`]
    .filter(Boolean)
    .join(' ');
}
