import { type ImportField, importFields } from '@fanfare/contracts';
import { NativeSelect, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Mapping, requiredFields } from './fields.ts';
import type { FilePreview } from './preview.ts';

export interface MappingTableProps {
  readonly preview: FilePreview;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

/** One row for each column of the file: its heading, what stands in its first lines, and what it holds. */
export function MappingTable({ preview, mapping, onChange }: MappingTableProps) {
  const { t } = useTranslation();
  const assign = (column: string, field: string) => {
    const { [column]: _, ...others } = mapping.columns;
    const columns = field === '' ? others : { ...others, [column]: field as ImportField };
    // What a column says needs no constant beside it.
    const constants = Object.entries(mapping.constants).filter(([name]) => name !== field);
    onChange({ columns, constants: Object.fromEntries(constants) });
  };
  const options = [
    { value: '', label: t('imports.ignore') },
    ...importFields.map((field) => ({
      value: field,
      label: `${t(`imports.fields.${field}`)}${requiredFields.includes(field) ? ' *' : ''}`,
    })),
  ];
  return (
    <section className="fanfare-card fanfare-card-flush" aria-labelledby="import-preview">
      <div className="import-preview-head">
        <Title order={2} id="import-preview">
          {t('imports.preview')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('imports.previewLead')}
        </Text>
      </div>
      <table className="fanfare-table fanfare-table-stacked import-mapping">
        <thead>
          <tr>
            <th scope="col">{t('imports.column')}</th>
            <th scope="col">{t('imports.examples')}</th>
            <th scope="col">{t('imports.holds')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.columns.map((column, index) => (
            <tr key={column}>
              <td className="fanfare-lead-cell">
                <strong>{column}</strong>
              </td>
              <td data-label={t('imports.examples')}>
                <Text size="sm" c="dimmed" lineClamp={2} className="import-examples">
                  {examplesOf(preview, index)}
                </Text>
              </td>
              <td data-label={t('imports.holds')}>
                <NativeSelect
                  size="sm"
                  aria-label={`${t('imports.holds')}: ${column}`}
                  value={mapping.columns[column] ?? ''}
                  onChange={(event) => assign(column, event.currentTarget.value)}
                  data={options}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function examplesOf({ rows }: FilePreview, column: number): string {
  const values = rows.map((row) => row[column] ?? '').filter((value) => value !== '');
  return [...new Set(values)].slice(0, 3).join(' · ');
}
