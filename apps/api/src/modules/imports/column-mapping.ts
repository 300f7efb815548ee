import { type ImportField, importFields } from '@fanfare/contracts';
import type { ImportSettings } from './import-settings.ts';

/** Which column means which field. */
export interface FieldPlaces {
  /** The index of each field's column. */
  readonly places: ReadonlyMap<ImportField, number>;
  /** Columns of which it cannot be told which one is meant, with the field that each of them would mean. */
  readonly ambiguous: readonly { readonly field: ImportField; readonly columns: readonly string[] }[];
}

const fieldsByPlainName = new Map(importFields.map((field) => [field.toLowerCase(), field]));

/** Finds the fields among columns: those that the settings name, then those that are called like a field. */
export class ColumnMapping {
  readonly #named: ReadonlyMap<string, ImportField | null>;

  constructor(columns: ImportSettings['columns']) {
    this.#named = new Map(columns);
  }

  placesOf(columns: readonly string[]): FieldPlaces {
    const places = new Map<ImportField, number>();
    const sameNames = new Map<ImportField, number[]>();
    for (const [index, column] of columns.entries()) {
      const named = this.#named.get(column);
      if (named !== undefined && named !== null) places.set(named, index);
      const field = named === undefined ? fieldsByPlainName.get(plainName(column)) : undefined;
      if (field !== undefined) sameNames.set(field, [...(sameNames.get(field) ?? []), index]);
    }
    const ambiguous: { readonly field: ImportField; readonly columns: readonly string[] }[] = [];
    for (const [field, indices] of sameNames) {
      const [index = 0] = indices;
      if (places.has(field)) continue;
      if (indices.length === 1) places.set(field, index);
      else ambiguous.push({ field, columns: indices.map((at) => columns[at] ?? '') });
    }
    return { places, ambiguous };
  }

  /** Columns that the settings give a meaning and that are not among these. */
  missingAmong(columns: readonly string[]): readonly string[] {
    return [...this.#named].filter(([column, field]) => field !== null && !columns.includes(column)).map(([column]) => column);
  }
}

/** "occurred_at" and "OccurredAt" mean occurredAt. */
function plainName(column: string): string {
  return column.replaceAll(/[_\s-]/g, '').toLowerCase();
}
