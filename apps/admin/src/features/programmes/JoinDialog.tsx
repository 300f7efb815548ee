import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Checkbox, Group, Modal, NativeSelect, Radio, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '../../app/auth/SessionContext.tsx';
import type { Visibility } from '../../app/graphql/schema.generated.ts';
import { ViewerDocument } from '../../app/graphql/viewer.generated.ts';
import { apiLanguage } from '../../app/i18n/index.ts';
import { Problem } from '../../ui/Problem.tsx';
import { useUserErrors } from '../../ui/use-user-errors.ts';
import { JoinProgrammeDocument, JoinTermsDocument, type JoinTermsQuery, ProgrammesDocument } from './programmes.generated.ts';

export interface JoinDialogProps {
  readonly programme: { readonly key: string; readonly name: string };
  readonly onClose: () => void;
}

/** Joining is an act of one's own: shows what it means, asks how visible the person wants to be, and records the consent given. */
export function JoinDialog({ programme, onClose }: JoinDialogProps) {
  const { t, i18n } = useTranslation();
  const { data, error, refetch } = useQuery(JoinTermsDocument, {
    variables: { key: programme.key, language: apiLanguage(i18n.language) },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('programmes.joinTitle', { name: programme.name })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {data?.programme ? (
        <JoinForm terms={data.programme} programmeKey={programme.key} onClose={onClose} />
      ) : error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={320} />
      )}
    </Modal>
  );
}

interface JoinFormProps {
  readonly terms: NonNullable<JoinTermsQuery['programme']>;
  readonly programmeKey: string;
  readonly onClose: () => void;
}

function JoinForm({ terms, programmeKey, onClose }: JoinFormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const wordsOf = useUserErrors();
  const [join, { loading, error }] = useMutation(JoinProgrammeDocument, {
    refetchQueries: [ViewerDocument, ProgrammesDocument],
  });
  const form = useForm({
    initialValues: {
      displayName: session.name ?? '',
      department: '',
      visibility: terms.privacy.defaultVisibility as Visibility,
      consent: false,
    },
    validate: {
      displayName: (value) => (value.trim() === '' ? t('userError.REQUIRED') : null),
      consent: (value) => (value ? null : t('userError.REQUIRED')),
    },
  });

  const submit = form.onSubmit(async ({ consent: _, department, ...values }) => {
    const { data } = await join({
      variables: {
        input: {
          programme: terms.id,
          consentVersion: terms.privacy.consentVersion,
          ...values,
          ...(department === '' ? {} : { department }),
        },
      },
    });
    const payload = data?.joinProgramme;
    if (payload === undefined) return;
    if (payload.ambassador === null) return form.setErrors(wordsOf(payload.errors));
    notifications.show({ message: t('programmes.joined'), color: 'petrol' });
    onClose();
    await navigate(`/programmes/${programmeKey}/ambassadors/${payload.ambassador.id}`);
  });

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm" className="programmes-consent fanfare-card">
          {terms.privacy.consentText}
        </Text>
        <TextInput label={t('programmes.displayName')} required autoComplete="name" {...form.getInputProps('displayName')} />
        <NativeSelect
          label={t('programmes.department')}
          data={[
            { value: '', label: t('programmes.noDepartment') },
            ...terms.departments.nodes.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          {...form.getInputProps('department')}
        />
        <Radio.Group label={t('programmes.visibility')} {...form.getInputProps('visibility')}>
          <Stack gap="xs" mt="xs">
            <Radio value="NAMED" label={t('programmes.visibilityNamed')} />
            <Radio value="PSEUDONYM" label={t('programmes.visibilityPseudonym')} />
            <Radio value="HIDDEN" label={t('programmes.visibilityHidden')} />
          </Stack>
        </Radio.Group>
        <Checkbox label={t('programmes.consent')} {...form.getInputProps('consent', { type: 'checkbox' })} />
        {error && <Problem error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={loading}>
            {t('programmes.join')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
