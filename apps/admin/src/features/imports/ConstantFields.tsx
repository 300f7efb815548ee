import { channels, reportedActivityKinds } from '@fanfare/contracts';
import { Group, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ConstantField, constantFields, type Mapping } from './fields.ts';

export interface ConstantFieldsProps {
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

/** Asks for what no column says and every line needs: an export of one channel often does not name it. */
export function ConstantFields({ mapping, onChange }: ConstantFieldsProps) {
  const { t } = useTranslation();
  const assigned = Object.values(mapping.columns);
  const asked = constantFields.filter((field) => !assigned.includes(field));
  if (asked.length === 0) return null;
  const options: Record<ConstantField, { value: string; label: string }[]> = {
    channel: channels.map((value) => ({ value, label: t(`channel.${value}`) })),
    kind: reportedActivityKinds.map((value) => ({ value, label: t(`activityKind.${value}`) })),
  };
  const set = (field: ConstantField, value: string) => {
    const { [field]: _, ...others } = mapping.constants;
    onChange({ ...mapping, constants: value === '' ? others : { ...others, [field]: value } });
  };
  return (
    <Group mt="md" className="fanfare-card" align="flex-end">
      {asked.map((field) => (
        <NativeSelect
          key={field}
          label={t('imports.onEveryLine', { field: t(`imports.fields.${field}`) })}
          value={mapping.constants[field] ?? ''}
          onChange={(event) => set(field, event.currentTarget.value)}
          data={[{ value: '', label: t('imports.chooseValue') }, ...options[field]]}
        />
      ))}
    </Group>
  );
}
