import { useQuery } from '@apollo/client/react';
import { Button, Text } from '@mantine/core';
import { IconDeviceTv, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { IssueLinkDialog } from './IssueLinkDialog.tsx';
import { RevokeLinkDialog } from './RevokeLinkDialog.tsx';
import { useBoardName } from './use-board-name.ts';
import { type WallLinkFieldsFragment, WallLinksDocument } from './wall-links.generated.ts';

export function WallLinksPage() {
  return (
    <Guard area="wallLinks">
      <WallLinkList />
    </Guard>
  );
}

function WallLinkList() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const [issuing, setIssuing] = useState(false);
  const [revoking, setRevoking] = useState<WallLinkFieldsFragment>();
  const columns = useColumns(setRevoking);
  const { data, error, refetch } = useQuery(WallLinksDocument, { variables: { key: programme.key } });
  const links = data?.programme?.wallBoardLinks;
  const issue = (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setIssuing(true)}>
      {t('wallLinks.issue')}
    </Button>
  );
  return (
    <Page title={t('wallLinks.title')} lead={t('wallLinks.lead')} actions={links?.length === 0 ? undefined : issue}>
      {!links && error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          caption={t('wallLinks.title')}
          columns={columns}
          rows={links}
          rowKey={({ id }) => id}
          skeletonRows={3}
          empty={<Empty icon={<IconDeviceTv />} title={t('wallLinks.empty')} lead={t('wallLinks.emptyLead')} action={issue} />}
        />
      )}
      {issuing && <IssueLinkDialog onClose={() => setIssuing(false)} />}
      {revoking && <RevokeLinkDialog link={revoking} onClose={() => setRevoking(undefined)} />}
    </Page>
  );
}

function useColumns(onRevoke: (link: WallLinkFieldsFragment) => void): readonly Column<WallLinkFieldsFragment>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useBoardName();
  return [
    {
      key: 'label',
      label: t('wallLinks.label'),
      leading: true,
      cell: ({ label }) => (
        <Text fw={550} size="sm">
          {label}
        </Text>
      ),
    },
    { key: 'board', label: t('wallLinks.board'), phone: 'plain', cell: nameOf },
    {
      key: 'state',
      label: t('wallLinks.state'),
      cell: ({ createdAt, revokedAt }) => (
        <Text size="sm" {...(revokedAt ? { c: 'dimmed' } : {})}>
          {revokedAt
            ? t('wallLinks.revoked', { date: format.date(revokedAt) })
            : t('wallLinks.active', { date: format.date(createdAt) })}
        </Text>
      ),
    },
    {
      key: 'lastUsed',
      label: t('wallLinks.lastUsed'),
      cell: ({ lastUsedAt }) => (lastUsedAt ? format.relative(lastUsedAt, new Date()) : t('wallLinks.never')),
    },
    {
      key: 'actions',
      label: t('wallLinks.actions'),
      numeric: true,
      phone: 'aside',
      cell: (link) =>
        link.revokedAt === null && (
          <Button
            variant="default"
            size="xs"
            onClick={() => onRevoke(link)}
            aria-label={`${t('wallLinks.revoke')}: ${link.label}`}
          >
            {t('wallLinks.revoke')}
          </Button>
        ),
    },
  ];
}
