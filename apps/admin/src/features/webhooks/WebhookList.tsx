import { useQuery } from '@apollo/client/react';
import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { RegisterDialog } from './RegisterDialog.tsx';
import { WebhookDialog } from './WebhookDialog.tsx';
import { type WebhookFieldsFragment, WebhooksAndJobsDocument } from './webhooks.generated.ts';

const colours = { ACTIVE: 'petrol', DISABLED: 'gray', FAILED: 'red' } as const;
const refreshMilliseconds = 15_000;

export function WebhookList() {
  const { t } = useTranslation();
  const { programme, roles } = useMembership();
  const mayChange = roles.includes('ADMIN');
  const [registering, setRegistering] = useState(false);
  const [openedId, setOpenedId] = useState<string>();
  const columns = useColumns(setOpenedId);
  const { data, error, refetch } = useQuery(WebhooksAndJobsDocument, {
    variables: { key: programme.key },
    pollInterval: refreshMilliseconds,
  });
  const webhooks = data?.programme?.webhooks;
  const opened = webhooks?.find(({ id }) => id === openedId);
  const register = mayChange && (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setRegistering(true)}>
      {t('webhooks.register')}
    </Button>
  );
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t('webhooks.endpoints')}</Title>
        {webhooks !== undefined && webhooks.length > 0 && register}
      </Group>
      {!webhooks && error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          caption={t('webhooks.endpoints')}
          columns={columns}
          rows={webhooks}
          rowKey={({ id }) => id}
          skeletonRows={2}
          empty={<Empty icon={<IconWebhook />} title={t('webhooks.empty')} lead={t('webhooks.emptyLead')} action={register} />}
        />
      )}
      {registering && <RegisterDialog onClose={() => setRegistering(false)} />}
      {opened && <WebhookDialog webhook={opened} mayChange={mayChange} onClose={() => setOpenedId(undefined)} />}
    </section>
  );
}

function useColumns(onOpen: (id: string) => void): readonly Column<WebhookFieldsFragment>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'url',
      label: t('webhooks.url'),
      leading: true,
      cell: ({ url, description }) => (
        <>
          <Text fw={550} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {description ?? url}
          </Text>
          {description !== null && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {url}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'state',
      label: t('webhooks.state'),
      phone: 'aside',
      cell: ({ state }) => (
        <Badge color={colours[state]} variant="light" tt="none">
          {t(`webhooks.states.${state}`)}
        </Badge>
      ),
    },
    {
      key: 'success',
      label: t('webhooks.lastSuccess'),
      cell: ({ lastSuccessAt }) => (lastSuccessAt ? format.relative(lastSuccessAt, new Date()) : t('webhooks.never')),
    },
    { key: 'waiting', label: t('webhooks.waiting'), numeric: true, cell: ({ waitingCount }) => format.number(waitingCount) },
    { key: 'dead', label: t('webhooks.dead'), numeric: true, cell: ({ deadCount }) => format.number(deadCount) },
    {
      key: 'actions',
      label: t('webhooks.actions'),
      numeric: true,
      cell: ({ id, url, description }) => (
        <Button
          variant="default"
          size="xs"
          onClick={() => onOpen(id)}
          aria-label={`${t('webhooks.open')}: ${description ?? url}`}
        >
          {t('webhooks.open')}
        </Button>
      ),
    },
  ];
}
