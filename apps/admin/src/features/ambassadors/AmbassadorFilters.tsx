import { useQuery } from '@apollo/client/react';
import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { DepartmentsDocument } from './ambassadors.generated.ts';
import './ambassadors.css';
import { type AmbassadorListState, orders, statuses, visibilities } from './use-ambassador-list-state.ts';

export function AmbassadorFilters({ state }: { state: AmbassadorListState }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data } = useQuery(DepartmentsDocument, { variables: { key: programme.key } });
  const departments = data?.programme?.departments.nodes ?? [];
  const all = { value: '', label: t('app.all') };
  return (
    <search className="ambassador-filters">
      <SearchField state={state} />
      <NativeSelect
        label={t('ambassadors.department')}
        value={state.department ?? ''}
        onChange={(event) => state.set({ department: event.currentTarget.value })}
        data={[all, ...departments.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <NativeSelect
        label={t('ambassadors.status')}
        value={state.status ?? ''}
        onChange={(event) => state.set({ status: event.currentTarget.value })}
        data={[all, ...statuses.map((value) => ({ value, label: t(`status.${value}`) }))]}
      />
      <NativeSelect
        label={t('ambassadors.visibility')}
        value={state.visibility ?? ''}
        onChange={(event) => state.set({ visibility: event.currentTarget.value })}
        data={[all, ...visibilities.map((value) => ({ value, label: t(`visibility.${value}`) }))]}
      />
      <NativeSelect
        label={t('ambassadors.order')}
        value={state.order}
        onChange={(event) => state.set({ order: event.currentTarget.value })}
        data={orders.map((value) => ({ value, label: t(`ambassadors.orderBy.${value}`) }))}
      />
    </search>
  );
}

/** Answers every key at once and asks the server when the person pauses; follows the address when that changes from elsewhere. */
function SearchField({ state }: { state: AmbassadorListState }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(state.search);
  const ask = useDebouncedCallback((q: string) => state.set({ q }), 250);
  useEffect(() => setTyped(state.search), [state.search]);
  return (
    <TextInput
      className="ambassador-search"
      type="search"
      label={t('ambassadors.search')}
      leftSection={<IconSearch size={16} />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        ask(event.currentTarget.value.trim());
      }}
    />
  );
}
