import { useQuery } from '@apollo/client/react';
import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { NamedPeopleDocument } from './my-tandem.generated.ts';
import { inPlace } from './PersonSelect.tsx';
import type { Person } from './run-values.ts';

export interface WishesFieldsProps {
  /** Those chosen before, who may no longer be named anywhere. */
  readonly known: readonly Person[];
  readonly wishes: Pick<MultiSelectProps, 'value' | 'onChange' | 'error'>;
  readonly blocks: Pick<MultiSelectProps, 'value' | 'onChange' | 'error'>;
}

/** With whom, and with whom not. An ambassador sees the others where they are named to everybody: on the board. */
export function WishesFields({ known, wishes, blocks }: WishesFieldsProps) {
  const { t } = useTranslation();
  const { programme, ambassador } = useMembership();
  const { data } = useQuery(NamedPeopleDocument, { variables: { board: { programme: programme.id, period: 'SEASON' } } });
  const named = (data?.leaderboard?.standings.nodes ?? [])
    .map(({ member }) => member)
    .filter(({ id }) => id.charAt(14) === '7');
  const people = new Map(
    [...known, ...named].filter(({ id }) => id !== ambassador?.id).map(({ id, displayName }) => [id, displayName]),
  );
  const choices = [...people].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <div className="tandem-two">
      <MultiSelect
        comboboxProps={inPlace}
        label={t('tandems.mine.wishes')}
        description={t('tandems.mine.wishesHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        searchable
        maxValues={20}
        data={choices}
        nothingFoundMessage={t('tandems.nobodyFound')}
        {...wishes}
      />
      <MultiSelect
        comboboxProps={inPlace}
        label={t('tandems.mine.blocks')}
        searchable
        maxValues={100}
        data={choices}
        nothingFoundMessage={t('tandems.nobodyFound')}
        {...blocks}
      />
    </div>
  );
}
