import { Alert, Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { TaxTreatment } from '../../app/graphql/schema.generated.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useUserErrors } from '../../ui/use-user-errors.ts';
import { ProposeMonetaryRewardsDocument, RewardPolicyDocument } from './policy.generated.ts';

const treatments: readonly TaxTreatment[] = ['EMPLOYER_FLAT_RATE', 'PAYROLL', 'WITHIN_ALLOWANCE'];
const initialValues: { taxTreatment: TaxTreatment; taxResponsible: string; labelGerman: string; labelEnglish: string } = {
  taxTreatment: 'EMPLOYER_FLAT_RATE',
  taxResponsible: '',
  labelGerman: 'Anzeige',
  labelEnglish: 'Advertisement',
};

/** Proposes prizes of monetary value with the duties that come with them; a second admin confirms. */
export function ProposeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const wordsOf = useUserErrors();
  const { act, busy } = useAct(RewardPolicyDocument);
  const isMissing = (value: string) => (value.trim() === '' ? t('userError.REQUIRED') : null);
  const form = useForm({
    initialValues,
    validate: { taxResponsible: isMissing, labelGerman: isMissing, labelEnglish: isMissing },
  });
  const submit = form.onSubmit(async (values) => {
    const payload = await act(ProposeMonetaryRewardsDocument, { programme: programme.id, ...values }, { quiet: true });
    if (payload === undefined) return;
    form.setErrors(wordsOf(payload.errors));
    if (payload.programme === null) return;
    notifications.show({ message: t('recognition.policy.proposed'), color: 'petrol' });
    onClose();
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('recognition.policy.proposeTitle')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{t('recognition.policy.proposeLead')}</Text>
          <Radio.Group label={t('recognition.policy.tax')} {...form.getInputProps('taxTreatment')}>
            <Stack gap="xs" mt="xs">
              {treatments.map((value) => (
                <Radio key={value} value={value} label={t(`recognition.policy.treatment.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            label={t('recognition.policy.responsible')}
            required
            maxLength={200}
            {...form.getInputProps('taxResponsible')}
          />
          <div className="recognition-two">
            <TextInput
              label={t('recognition.policy.labelGerman')}
              required
              maxLength={100}
              {...form.getInputProps('labelGerman')}
            />
            <TextInput
              label={t('recognition.policy.labelEnglish')}
              required
              maxLength={100}
              {...form.getInputProps('labelEnglish')}
            />
          </div>
          {(form.errors['form'] ?? form.errors['programme']) && (
            <Alert role="alert" color="red">
              {form.errors['form'] ?? form.errors['programme']}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('recognition.policy.propose')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
