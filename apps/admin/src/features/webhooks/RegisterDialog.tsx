import { useMutation } from '@apollo/client/react';
import { Alert, Button, Checkbox, Group, Modal, Radio, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebhookScope } from '../../app/graphql/schema.generated.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { eventTypesOf, type WebhookEventType } from './event-types.ts';
import { Secret } from './Secret.tsx';
import { RegisterWebhookDocument, WebhooksAndJobsDocument } from './webhooks.generated.ts';

export function RegisterDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<string>();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(secret ? 'webhooks.registered' : 'webhooks.register')}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={secret === undefined}
      withCloseButton={secret === undefined}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {secret ? (
        <Secret secret={secret} lead={t('webhooks.registeredLead')} onDone={onClose} />
      ) : (
        <RegisterForm onRegistered={setSecret} onCancel={onClose} />
      )}
    </Modal>
  );
}

const initialValues: { url: string; description: string; scope: WebhookScope; eventTypes: WebhookEventType[] } = {
  url: '',
  description: '',
  scope: 'PROGRAMME',
  eventTypes: [...eventTypesOf('PROGRAMME')],
};

function RegisterForm({ onRegistered, onCancel }: { onRegistered: (secret: string) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const [register, { loading, error }] = useMutation(RegisterWebhookDocument, { refetchQueries: [WebhooksAndJobsDocument] });
  const form = useForm({ initialValues });
  const choices = eventTypesOf(form.values.scope);
  const submit = form.onSubmit(async ({ url, description, scope, eventTypes }) => {
    const input = {
      ...{ programme: programme.id, url: url.trim(), scope },
      description: description.trim() === '' ? null : description.trim(),
      eventTypes: eventTypes.filter((type) => choices.includes(type)),
    };
    const { data } = await register({ variables: { input } });
    const payload = data?.registerWebhook;
    if (payload?.secret) onRegistered(payload.secret);
    // The API's own words: they say which address is refused and why.
    else form.setErrors(Object.fromEntries((payload?.errors ?? []).map(({ path, message }) => [path[0] ?? 'form', message])));
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={t('webhooks.url')}
          description={t('webhooks.urlHint')}
          placeholder="https://"
          type="url"
          required
          data-autofocus
          {...form.getInputProps('url')}
        />
        <TextInput label={t('webhooks.description')} maxLength={200} {...form.getInputProps('description')} />
        <Radio.Group label={t('webhooks.scope')} {...form.getInputProps('scope')}>
          <Stack gap="xs" mt="xs">
            <Radio value="PROGRAMME" label={t('webhooks.scopes.PROGRAMME')} />
            <Radio value="MEMBERS" label={t('webhooks.scopes.MEMBERS')} />
          </Stack>
        </Radio.Group>
        <Checkbox.Group label={t('webhooks.eventTypes')} {...form.getInputProps('eventTypes')}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt="xs">
            {choices.map((type) => (
              <Checkbox key={type} value={type} label={t(`webhooks.eventType.${type}`)} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        {error && <Problem error={error} />}
        {form.errors['form'] && <Alert color="red">{form.errors['form']}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={loading}>
            {t('webhooks.register')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
