import { Button, Checkbox, Group, Input, Rating, Stack, Text, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../ui/use-act.ts';
import { useUserErrors } from '../../ui/use-user-errors.ts';
import { GiveTandemFeedbackDocument, type OwnTandemFieldsFragment } from './my-tandem.generated.ts';

/** How well it fits, which nobody else reads. */
export function Feedback({ tandem }: { tandem: OwnTandemFieldsFragment }) {
  const { t } = useTranslation();
  const wordsOf = useUserErrors();
  const { act, busy } = useAct();
  const { ownFeedback } = tandem;
  const form = useForm({
    initialValues: {
      fit: ownFeedback?.fit ?? 0,
      wouldAgain: ownFeedback?.wouldAgain ?? false,
      comment: ownFeedback?.comment ?? '',
    },
    validate: { fit: (value) => (value === 0 ? t('userError.REQUIRED') : null) },
  });
  const submit = form.onSubmit(async ({ comment, ...values }) => {
    const words = comment.trim();
    const input = { tandem: tandem.id, ...values, ...(words === '' ? {} : { comment: words }) };
    const payload = await act(GiveTandemFeedbackDocument, input, { quiet: true });
    if (payload?.tandem) notifications.show({ message: t('tandems.mine.kept'), color: 'petrol' });
    else if (payload) form.setErrors(wordsOf(payload.errors));
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <div>
          <Title order={3} size="h5">
            {t('tandems.mine.feedback')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('tandems.mine.feedbackLead')}
          </Text>
        </div>
        <Input.Wrapper label={t('tandems.mine.fit')} labelElement="div" error={form.errors['fit']}>
          <Rating size="lg" aria-label={t('tandems.mine.fit')} {...form.getInputProps('fit', { withError: false })} />
        </Input.Wrapper>
        <Checkbox label={t('tandems.mine.again')} {...form.getInputProps('wouldAgain', { type: 'checkbox' })} />
        <Textarea label={t('tandems.mine.comment')} autosize maxLength={1000} {...form.getInputProps('comment')} />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={busy}>
            {t('tandems.mine.keep')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
