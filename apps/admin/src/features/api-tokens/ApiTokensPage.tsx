import { useQuery } from '@apollo/client/react';
import { Badge, Button, Group, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { type ApiTokenFieldsFragment, ApiTokensDocument } from './api-tokens.generated.ts';
import { IssueTokenDialog } from './IssueTokenDialog.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';

export function ApiTokensPage() {
  return (
    <Guard area="apiTokens">
      <ApiTokenList />
    </Guard>
  );
}

function ApiTokenList() {
  const { t } = useTranslation();
  const { programme, roles } = useMembership();
  const isKeeper = roles.includes('ADMIN');
  const [issuing, setIssuing] = useState(false);
  const [revoking, setRevoking] = useState<ApiTokenFieldsFragment>();
  const columns = useColumns(isKeeper ? setRevoking : undefined);
  const { data, error, refetch } = useQuery(ApiTokensDocument, { variables: { key: programme.key } });
  const tokens = data?.programme?.apiTokens;
  const issue = isKeeper && (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setIssuing(true)}>
      {t('apiTokens.issue')}
    </Button>
  );
  return (
    <Page title={t('apiTokens.title')} lead={t('apiTokens.lead')} actions={tokens?.length === 0 ? undefined : issue}>
      {!tokens && error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          caption={t('apiTokens.title')}
          columns={columns}
          rows={tokens}
          rowKey={({ id }) => id}
          skeletonRows={3}
          empty={<Empty icon={<IconKey />} title={t('apiTokens.empty')} lead={t('apiTokens.emptyLead')} action={issue} />}
        />
      )}
      {issuing && <IssueTokenDialog onClose={() => setIssuing(false)} />}
      {revoking && <RevokeDialog token={revoking} onClose={() => setRevoking(undefined)} />}
    </Page>
  );
}

/** Without `onRevoke` for those who may look and not touch. */
function useColumns(
  onRevoke: ((token: ApiTokenFieldsFragment) => void) | undefined,
): readonly Column<ApiTokenFieldsFragment>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'name',
      label: t('apiTokens.name'),
      leading: true,
      cell: ({ name, hint }) => (
        <>
          <Text fw={550} size="sm">
            {name}
          </Text>
          <Text size="xs" c="dimmed" ff="monospace">
            {hint}
          </Text>
        </>
      ),
    },
    {
      key: 'scopes',
      label: t('apiTokens.scopes'),
      phone: 'plain',
      cell: ({ scopes }) => (
        <Group gap={4}>
          {scopes.map((scope) => (
            <Badge key={scope} variant="light" tt="none" size="sm" fw={500}>
              {t(`apiTokens.scope.${scope}`)}
            </Badge>
          ))}
        </Group>
      ),
    },
    { key: 'state', label: t('apiTokens.state'), cell: (token) => <TokenState token={token} /> },
    {
      key: 'lastUsed',
      label: t('apiTokens.lastUsed'),
      cell: ({ lastUsedAt }) => (lastUsedAt ? format.relative(lastUsedAt, new Date()) : t('apiTokens.never')),
    },
    ...(onRevoke ? [actionsColumn(t, onRevoke)] : []),
  ];
}

function actionsColumn(t: TFunction, onRevoke: (token: ApiTokenFieldsFragment) => void): Column<ApiTokenFieldsFragment> {
  return {
    key: 'actions',
    label: t('apiTokens.actions'),
    numeric: true,
    phone: 'aside',
    cell: (token) =>
      token.revokedAt === null && (
        <Button
          variant="default"
          size="xs"
          onClick={() => onRevoke(token)}
          aria-label={`${t('apiTokens.revoke')}: ${token.name}`}
        >
          {t('apiTokens.revoke')}
        </Button>
      ),
  };
}

function TokenState({ token: { revokedAt, expiresAt } }: { token: ApiTokenFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (revokedAt)
    return (
      <Text size="sm" c="dimmed">
        {t('apiTokens.revoked', { date: format.date(revokedAt) })}
      </Text>
    );
  const over = new Date(expiresAt) <= new Date();
  return (
    <Text size="sm" {...(over ? { c: 'dimmed' } : {})}>
      {t(over ? 'apiTokens.expired' : 'apiTokens.active', { date: format.date(expiresAt) })}
    </Text>
  );
}
