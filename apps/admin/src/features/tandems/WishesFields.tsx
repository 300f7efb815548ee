import type { MultiSelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ColleaguesField } from './ColleagueSelect.tsx';
import type { Person } from './run-values.ts';

export interface WishesFieldsProps {
  /** Those chosen before, who may no longer be named anywhere. */
  readonly known: readonly Person[];
  readonly wishes: Pick<MultiSelectProps, 'value' | 'onChange' | 'error'>;
  readonly blocks: Pick<MultiSelectProps, 'value' | 'onChange' | 'error'>;
}

/** With whom, and with whom not. */
export function WishesFields({ known, wishes, blocks }: WishesFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="tandem-two">
      <ColleaguesField
        label={t('tandems.mine.wishes')}
        description={t('tandems.mine.wishesHint')}
        maxValues={20}
        known={known}
        {...wishes}
      />
      <ColleaguesField label={t('tandems.mine.blocks')} maxValues={100} known={known} {...blocks} />
    </div>
  );
}
