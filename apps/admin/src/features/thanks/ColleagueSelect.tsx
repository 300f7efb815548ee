import { useQuery } from '@apollo/client/react';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { ColleaguesDocument } from '../tandems/my-tandem.generated.ts';
import type { Person } from '../tandems/run-values.ts';

/** Beside its field and not at the end of the document, where it would belong to no landmark. */
const inPlace = { withinPortal: false };
const pauseMilliseconds = 200;
const shortest = 2;

export interface ColleagueSelectProps {
  readonly value: Person | null;
  readonly onChange: (colleague: Person | null) => void;
  readonly error?: ReactNode;
}

/** A colleague who chose to be named, found by a part of the name on the server. */
export function ColleagueSelect({ value, onChange, error }: ColleagueSelectProps) {
  const { t } = useTranslation();
  const { ambassador } = useMembership();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search === value?.displayName ? '' : search.trim(), pauseMilliseconds);
  const isAsking = asked.length >= shortest;
  const { data, previousData } = useQuery(ColleaguesDocument, {
    variables: { id: ambassador?.id ?? '', search: asked },
    skip: ambassador === null || !isAsking,
  });
  const found = isAsking ? ((data ?? previousData)?.ambassador?.tandemPreferences.colleagues ?? []) : [];
  const others = found.filter(({ id }) => id !== ambassador?.id);
  const people: readonly Person[] = value && !others.some(({ id }) => id === value.id) ? [value, ...others] : others;
  return (
    <Select
      label={t('thanks.colleague')}
      description={t('thanks.colleagueHint')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={t('tandems.searchName')}
      required
      searchable
      clearable
      comboboxProps={inPlace}
      clearButtonProps={{ 'aria-label': t('tandems.clear') }}
      value={value?.id ?? null}
      data={people.map(({ id, displayName }) => ({ value: id, label: displayName }))}
      filter={({ options }) => options}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={t(isAsking ? 'tandems.nobodyFound' : 'tandems.mine.twoLetters')}
      onChange={(id) => onChange(people.find((person) => person.id === id) ?? null)}
      error={error}
    />
  );
}
