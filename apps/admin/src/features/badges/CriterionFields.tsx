import { NativeSelect, NumberInput, Stack, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { FactFilterFields } from '../../ui/FactFilterFields.tsx';
import { type BadgeValues, badgeMeasures } from './badge-values.ts';

const below = ['label', 'input', 'description', 'error'] as const;

/** What earns a badge. */
export function CriterionFields({ form }: { form: UseFormReturnType<BadgeValues> }) {
  const { t } = useTranslation();
  const { measure } = form.values.criterion;
  return (
    <section className="fanfare-card">
      <Title order={2} mb="sm">
        {t('badges.editor.criterion')}
      </Title>
      <Stack>
        <div className="form-columns">
          <NativeSelect
            label={t('badges.editor.measure')}
            data={badgeMeasures.map((value) => ({ value, label: t(`badges.editor.measures.${value}`) }))}
            {...form.getInputProps('criterion.measure')}
          />
          <NumberInput
            label={t('badges.editor.target')}
            min={1}
            required
            allowDecimal={false}
            clampBehavior="none"
            {...form.getInputProps('criterion.target')}
          />
          <NativeSelect
            label={t('badges.editor.per')}
            data={(['EVER', 'SEASON'] as const).map((value) => ({ value, label: t(`badges.editor.pers.${value}`) }))}
            {...form.getInputProps('criterion.per')}
          />
          {measure === 'FACTS' && (
            <NumberInput
              label={t('badges.editor.mostPerWeek')}
              description={t('badges.editor.mostPerWeekHint')}
              inputWrapperOrder={[...below]}
              min={1}
              max={100}
              required
              allowDecimal={false}
              clampBehavior="none"
              {...form.getInputProps('criterion.mostPerWeek')}
            />
          )}
        </div>
        <FactFilterFields form={form} path="criterion.filter" value={form.values.criterion.filter} />
      </Stack>
    </section>
  );
}
