import { useQuery } from '@apollo/client/react';
import { MultiSelect, type MultiSelectProps, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { ColleaguesDocument } from './my-tandem.generated.ts';
import { inPlace } from './PersonSelect.tsx';
import type { Person } from './run-values.ts';

/** Colleagues who chose to be named, found by a part of the name on the server; who was chosen keeps the name that was shown then. */
function useColleagues(known: readonly Person[], search: string) {
  const { ambassador } = useMembership();
  const [asked] = useDebouncedValue(search.trim(), 200);
  const names = useRef(new Map<string, string>());
  const { data, previousData } = useQuery(ColleaguesDocument, {
    variables: { id: ambassador?.id ?? '', search: asked },
    skip: ambassador === null || asked.length < 2,
  });
  const found = asked.length < 2 ? [] : ((data ?? previousData)?.ambassador?.tandemPreferences.colleagues ?? []);
  for (const { id, displayName } of [...known, ...found]) names.current.set(id, displayName);
  const optionsWith = (chosen: readonly string[]) => {
    const ids = new Set([...chosen, ...found.map(({ id }) => id)]);
    return [...ids].map((value) => ({ value, label: names.current.get(value) ?? value }));
  };
  return { optionsWith, isAsking: asked.length >= 2 };
}

export interface ColleaguesFieldProps extends Pick<MultiSelectProps, 'value' | 'onChange' | 'error'> {
  readonly label: string;
  readonly description?: string;
  readonly maxValues: number;
  /** Those chosen before, who may no longer be named anywhere. */
  readonly known: readonly Person[];
}

export function ColleaguesField({ known, value = [], description, ...field }: ColleaguesFieldProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const { optionsWith, isAsking } = useColleagues(known, search);
  return (
    <MultiSelect
      comboboxProps={inPlace}
      placeholder={t('tandems.searchName')}
      {...(description ? { description, inputWrapperOrder: ['label', 'input', 'description', 'error'] as const } : {})}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      hidePickedOptions
      data={optionsWith(value)}
      nothingFoundMessage={t(isAsking ? 'tandems.nobodyFound' : 'tandems.mine.twoLetters')}
      value={[...value]}
      {...field}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  );
}

export interface ColleagueFieldProps {
  readonly label: string;
  readonly description: string;
  readonly known: readonly Person[];
  readonly value?: string | null;
  readonly onChange?: (id: string | null) => void;
  readonly error?: React.ReactNode;
}

export function ColleagueField({ known, value = null, description, ...field }: ColleagueFieldProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState(known.find(({ id }) => id === value)?.displayName ?? '');
  const { optionsWith, isAsking } = useColleagues(known, search);
  return (
    <Select
      comboboxProps={inPlace}
      placeholder={t('tandems.searchName')}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('tandems.clear') }}
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      data={optionsWith(value ? [value] : [])}
      nothingFoundMessage={t(isAsking ? 'tandems.nobodyFound' : 'tandems.mine.twoLetters')}
      value={value}
      {...field}
    />
  );
}
