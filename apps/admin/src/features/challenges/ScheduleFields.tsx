import { NativeSelect, NumberInput, Stack, Switch, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { ChallengeValues } from './challenge-values.ts';

const below = ['label', 'input', 'description', 'error'] as const;

/** From when until when, and how often again. */
export function ScheduleFields({ form }: { form: UseFormReturnType<ChallengeValues> }) {
  const { t } = useTranslation();
  return (
    <section className="fanfare-card">
      <Title order={2} mb="sm">
        {t('challenges.editor.when')}
      </Title>
      <Stack>
        <div className="form-columns">
          <TextInput type="date" label={t('challenges.editor.opensOn')} required {...form.getInputProps('opensOn')} />
          <TextInput type="date" label={t('challenges.editor.closesOn')} required {...form.getInputProps('closesOn')} />
        </div>
        <Switch label={t('challenges.editor.recurs')} {...form.getInputProps('recurs', { type: 'checkbox' })} />
        {form.values.recurs && (
          <div className="form-columns">
            <NumberInput
              label={t('challenges.editor.every')}
              required
              allowDecimal={false}
              min={1}
              max={26}
              clampBehavior="none"
              {...form.getInputProps('recurrence.every')}
            />
            <NativeSelect
              label={t('challenges.editor.unit')}
              data={(['WEEK', 'MONTH'] as const).map((value) => ({ value, label: t(`challenges.editor.units.${value}`) }))}
              {...form.getInputProps('recurrence.unit')}
            />
            <TextInput
              type="date"
              label={t('challenges.editor.until')}
              description={t('challenges.editor.untilHint')}
              inputWrapperOrder={[...below]}
              {...form.getInputProps('recurrence.until')}
            />
          </div>
        )}
      </Stack>
    </section>
  );
}
