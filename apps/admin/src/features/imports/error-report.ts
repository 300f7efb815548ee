import type { ApolloClient } from '@apollo/client';
import Papa from 'papaparse';
import { ImportLineErrorsDocument } from './imports.generated.ts';

export interface ErrorReportRequest {
  readonly client: ApolloClient;
  readonly id: string;
  readonly fileName: string;
  readonly headings: readonly string[];
}

type LineErrorRow = readonly [line: number, column: string, reason: string];

/** Reads every page of the report and hands it to the browser as a CSV file. */
export async function downloadErrorReport({ client, id, fileName, headings }: ErrorReportRequest): Promise<void> {
  const rows: LineErrorRow[] = [];
  for (let after: string | null | undefined, more = true; more; ) {
    const { data } = await client.query({
      query: ImportLineErrorsDocument,
      variables: { id, first: 100, ...(after ? { after } : {}) },
      fetchPolicy: 'no-cache',
    });
    const page = data?.importRun?.lineErrors;
    rows.push(...(page?.nodes ?? []).map(({ line, column, reason }): LineErrorRow => [line, column ?? '', reason]));
    more = page?.pageInfo.hasNextPage === true;
    after = page?.pageInfo.endCursor;
  }
  save(toCsv(headings, rows), `${fileName.replace(/\.[^.]+$/, '')}-errors.csv`);
}

/** A value that a spreadsheet would run as a formula is kept from it: the values come out of somebody's file. */
export function toCsv(headings: readonly string[], rows: readonly LineErrorRow[]): string {
  return Papa.unparse({ fields: [...headings], data: rows.map((row) => [...row]) }, { escapeFormulae: true });
}

function save(text: string, fileName: string): void {
  // The byte order mark makes spreadsheets read it as UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: fileName });
  link.click();
  URL.revokeObjectURL(url);
}
