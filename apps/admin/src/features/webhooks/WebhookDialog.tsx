import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { Secret } from './Secret.tsx';
import {
  RemoveWebhookDocument,
  ReplayWebhookDeliveriesDocument,
  RotateWebhookSecretDocument,
  UpdateWebhookDocument,
  WebhookDeliveriesDocument,
  type WebhookDeliveriesQuery,
  type WebhookFieldsFragment,
  WebhooksAndJobsDocument,
} from './webhooks.generated.ts';

export interface WebhookDialogProps {
  readonly webhook: WebhookFieldsFragment;
  readonly mayChange: boolean;
  readonly onClose: () => void;
}

/** One endpoint: its last deliveries, and what an admin can do about it. */
export function WebhookDialog({ webhook, mayChange, onClose }: WebhookDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [secret, setSecret] = useState<string>();
  const { failingSince, formerSecretUntil } = webhook;
  return (
    <Modal
      opened
      onClose={onClose}
      title={webhook.description ?? webhook.url}
      size="xl"
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {secret ? (
        <Secret secret={secret} lead={t('webhooks.rotated')} onDone={() => setSecret(undefined)} />
      ) : (
        <Stack>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {webhook.url}
          </Text>
          <Text size="sm">
            {t('webhooks.scope')}: {t(`webhooks.scopes.${webhook.scope}`)}
          </Text>
          {failingSince && <Alert color="red">{t('webhooks.failingSince', { date: format.dateTime(failingSince) })}</Alert>}
          {formerSecretUntil && new Date(formerSecretUntil) > new Date() && (
            <Alert color="brass">{t('webhooks.bothSecrets', { date: format.dateTime(formerSecretUntil) })}</Alert>
          )}
          {mayChange && <Actions webhook={webhook} onSecret={setSecret} onRemoved={onClose} />}
          <Deliveries id={webhook.id} />
        </Stack>
      )}
    </Modal>
  );
}

interface ActionsProps {
  readonly webhook: WebhookFieldsFragment;
  readonly onSecret: (secret: string) => void;
  readonly onRemoved: () => void;
}

function Actions({ webhook: { id, state, deadCount }, onSecret, onRemoved }: ActionsProps) {
  const { t } = useTranslation();
  const [asksToRemove, setAsksToRemove] = useState(false);
  const refetchQueries = [WebhooksAndJobsDocument, WebhookDeliveriesDocument];
  const [replay, replaying] = useMutation(ReplayWebhookDeliveriesDocument, { refetchQueries });
  const [update, updating] = useMutation(UpdateWebhookDocument);
  const [rotate, rotating] = useMutation(RotateWebhookSecretDocument);
  const [remove, removing] = useMutation(RemoveWebhookDocument, { refetchQueries: [WebhooksAndJobsDocument] });
  const error = replaying.error ?? updating.error ?? rotating.error ?? removing.error;
  const isActive = state === 'ACTIVE';
  const newSecret = async () => {
    const { data } = await rotate({ variables: { input: { id } } });
    if (data?.rotateWebhookSecret.secret) onSecret(data.rotateWebhookSecret.secret);
  };
  const removeIt = async () => {
    const { data } = await remove({ variables: { input: { id } } });
    if (data?.removeWebhook.removedId) onRemoved();
  };
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          disabled={deadCount === 0}
          loading={replaying.loading}
          onClick={() => void replay({ variables: { input: { webhook: id } } })}
        >
          {t('webhooks.replay', { count: deadCount })}
        </Button>
        <Button
          variant="default"
          size="xs"
          loading={updating.loading}
          onClick={() => void update({ variables: { input: { id, isEnabled: !isActive } } })}
        >
          {t(isActive ? 'webhooks.disable' : 'webhooks.enable')}
        </Button>
        <Button variant="default" size="xs" loading={rotating.loading} onClick={() => void newSecret()}>
          {t('webhooks.rotate')}
        </Button>
        <Button variant="default" size="xs" onClick={() => setAsksToRemove(true)}>
          {t('webhooks.remove')}
        </Button>
      </Group>
      {asksToRemove && (
        <Alert color="red" title={t('webhooks.removeTitle')}>
          <Group justify="space-between">
            <Text size="sm">{t('webhooks.removeLead')}</Text>
            <Button color="red" size="xs" loading={removing.loading} onClick={() => void removeIt()}>
              {t('webhooks.remove')}
            </Button>
          </Group>
        </Alert>
      )}
      {error && <Problem error={error} />}
    </Stack>
  );
}

type Delivery = NonNullable<WebhookDeliveriesQuery['programme']>['webhooks'][number]['deliveries']['nodes'][number];

function Deliveries({ id }: { id: string }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const columns = useColumns();
  const { data, error, refetch } = useQuery(WebhookDeliveriesDocument, {
    variables: { key: programme.key },
    fetchPolicy: 'cache-and-network',
  });
  const deliveries = data?.programme?.webhooks.find((webhook) => webhook.id === id)?.deliveries.nodes;
  if (!deliveries && error) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <DataTable
      caption={t('webhooks.deliveries')}
      columns={columns}
      rows={deliveries}
      rowKey={(delivery) => delivery.id}
      skeletonRows={3}
      empty={
        <Text p="md" c="dimmed">
          {t('webhooks.noDeliveries')}
        </Text>
      }
    />
  );
}

function useColumns(): readonly Column<Delivery>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'event',
      label: t('webhooks.event'),
      leading: true,
      cell: ({ eventType }) => (
        <Text size="sm" ff="monospace">
          {eventType.toLowerCase().replace('_', '.')}
        </Text>
      ),
    },
    {
      key: 'state',
      label: t('webhooks.state'),
      phone: 'aside',
      cell: ({ state, lastProblem }) => (
        <>
          {t(`webhooks.deliveryStates.${state}`)}
          {lastProblem !== null && (
            <Text size="xs" c="dimmed" ff="monospace">
              {lastProblem}
            </Text>
          )}
        </>
      ),
    },
    { key: 'created', label: t('webhooks.created'), cell: ({ createdAt }) => format.dateTime(createdAt) },
    {
      key: 'next',
      label: t('webhooks.next'),
      cell: ({ nextAttemptAt }) => (nextAttemptAt ? format.dateTime(nextAttemptAt) : '–'),
    },
    { key: 'attempts', label: t('webhooks.attempts'), numeric: true, cell: ({ attempts }) => format.number(attempts) },
  ];
}
