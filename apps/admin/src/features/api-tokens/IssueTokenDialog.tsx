import { useMutation } from '@apollo/client/react';
import {
  Alert,
  Button,
  Checkbox,
  CopyButton,
  Group,
  Modal,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiScope } from '../../app/graphql/schema.generated.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useUserErrors } from '../../ui/use-user-errors.ts';
import { ApiTokensDocument, IssueApiTokenDocument } from './api-tokens.generated.ts';

const scopes = [
  'LEADERBOARDS_READ',
  'AMBASSADORS_READ',
  'ACTIVITIES_READ',
  'POINTS_READ',
  'ACTIVITIES_WRITE',
  'IMPORTS_WRITE',
  'AMBASSADORS_WRITE',
  'WEBHOOKS_WRITE',
] as const satisfies readonly ApiScope[];
const lifetimes = [30, 90, 180, 365];
const day = 86_400_000;

export function IssueTokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<string>();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(secret ? 'apiTokens.issued' : 'apiTokens.issue')}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={secret === undefined}
      withCloseButton={secret === undefined}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {secret ? <Secret secret={secret} onDone={onClose} /> : <IssueForm onIssued={setSecret} onCancel={onClose} />}
    </Modal>
  );
}

function IssueForm({ onIssued, onCancel }: { onIssued: (secret: string) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const wordsOf = useUserErrors();
  const [issue, { loading, error }] = useMutation(IssueApiTokenDocument, { refetchQueries: [ApiTokensDocument] });
  const form = useForm({
    initialValues: { name: '', scopes: [] as string[], lifetime: '90' },
    validate: {
      name: (value) => (value.trim() === '' ? t('userError.REQUIRED') : null),
      scopes: (value) => (value.length === 0 ? t('apiTokens.scopesMissing') : null),
    },
  });
  const submit = form.onSubmit(async ({ name, scopes: ticked, lifetime }) => {
    const expiresAt = new Date(Date.now() + Number(lifetime) * day).toISOString();
    const input = { programme: programme.id, name: name.trim(), scopes: ticked as ApiScope[], expiresAt };
    const { data } = await issue({ variables: { input } });
    const payload = data?.issueApiToken;
    if (payload?.secret) onIssued(payload.secret);
    else if (payload) form.setErrors(wordsOf(payload.errors));
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={t('apiTokens.name')}
          description={t('apiTokens.nameHint')}
          required
          data-autofocus
          maxLength={100}
          {...form.getInputProps('name')}
        />
        <Checkbox.Group
          label={t('apiTokens.scopes')}
          description={t('apiTokens.scopesHint')}
          required
          {...form.getInputProps('scopes')}
        >
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt="sm" mb="xs">
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`apiTokens.scope.${scope}`)} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <NativeSelect
          label={t('apiTokens.expiry')}
          data={lifetimes.map((days) => ({ value: String(days), label: t('apiTokens.days', { count: days }) }))}
          {...form.getInputProps('lifetime')}
        />
        {error && <Problem error={error} />}
        {form.errors['form'] && <Alert color="red">{form.errors['form']}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={loading}>
            {t('apiTokens.issue')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Secret({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Text>{t('apiTokens.issuedLead')}</Text>
      <TextInput
        label={t('apiTokens.secret')}
        value={secret}
        readOnly
        data-autofocus
        ff="monospace"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group justify="flex-end">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}>
              {t(copied ? 'app.copied' : 'app.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{t('apiTokens.done')}</Button>
      </Group>
    </Stack>
  );
}
