import { useQuery } from '@apollo/client/react';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { PeopleByNameDocument } from './run.generated.ts';
import type { Person } from './run-values.ts';

/** Beside its field and not at the end of the document, where it would belong to no landmark. */
export const inPlace = { withinPortal: false };

export interface PersonSelectProps {
  readonly label: string;
  readonly value: Person | null;
  readonly onChange: (person: Person | null) => void;
}

/** Somebody who takes part, found by name on the server. */
export function PersonSelect({ label, value, onChange }: PersonSelectProps) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search === value?.displayName ? '' : search.trim(), 200);
  const { data, previousData } = useQuery(PeopleByNameDocument, { variables: { key: programme.key, search: asked } });
  const found = (data ?? previousData)?.programme?.ambassadors.nodes ?? [];
  const people: readonly Person[] = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  return (
    <Select
      label={label}
      placeholder={t('tandems.searchName')}
      searchable
      comboboxProps={inPlace}
      clearable
      clearButtonProps={{ 'aria-label': t('tandems.clear') }}
      value={value?.id ?? null}
      data={people.map(({ id, displayName }) => ({ value: id, label: displayName }))}
      filter={({ options }) => options}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={t('tandems.nobodyFound')}
      onChange={(id) => onChange(people.find((person) => person.id === id) ?? null)}
    />
  );
}
