import { useApolloClient, useQuery } from '@apollo/client/react';
import { Button, Group, Skeleton, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { useFormat } from '../../ui/format.ts';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { downloadErrorReport } from './error-report.ts';
import { ImportLineErrorsDocument, type ImportLineErrorsQuery } from './imports.generated.ts';

type LineError = NonNullable<ImportLineErrorsQuery['importRun']>['lineErrors']['nodes'][number];

export interface LineErrorsProps {
  readonly id: string;
  readonly fileName: string | null;
  /** How many lines had errors when last told; when it grows there is more to read. */
  readonly failed: number;
}

export function LineErrors({ id, fileName, failed }: LineErrorsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch, fetchMore } = useQuery(ImportLineErrorsDocument, { variables: { id, first: 25 } });
  const errors = data?.importRun?.lineErrors;
  const known = errors?.totalCount ?? failed;
  useEffect(() => {
    if (known < failed) void refetch();
  }, [known, failed, refetch]);

  const columns: readonly Column<LineError>[] = [
    { key: 'line', label: t('imports.line'), leading: true, width: 100, cell: ({ line }) => format.number(line) },
    { key: 'column', label: t('imports.column'), width: 180, phone: 'aside', cell: ({ column }) => column ?? '–' },
    { key: 'reason', label: t('imports.reason'), phone: 'plain', cell: ({ reason }) => reason },
  ];
  return (
    <section>
      <Group justify="space-between" mt="xl" mb="sm">
        <Title order={2}>{t('imports.errors')}</Title>
        <DownloadButton id={id} fileName={fileName} />
      </Group>
      {!errors && (error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton height={200} radius="lg" />)}
      {errors && errors.nodes.length > 0 && (
        <>
          <DataTable
            caption={t('imports.errors')}
            columns={columns}
            rows={errors.nodes}
            rowKey={({ line, column, code }) => `${line} ${column} ${code}`}
            empty={null}
          />
          <LoadMore
            shown={errors.nodes.length}
            total={errors.totalCount}
            hasMore={errors.pageInfo.hasNextPage}
            onMore={() => fetchMore({ variables: { after: errors.pageInfo.endCursor } })}
          />
        </>
      )}
    </section>
  );
}

function DownloadButton({ id, fileName }: { id: string; fileName: string | null }) {
  const { t } = useTranslation();
  const client = useApolloClient();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const download = () => {
    setState('busy');
    const headings = [t('imports.line'), t('imports.column'), t('imports.reason')];
    downloadErrorReport({ client, id, fileName: fileName ?? 'import', headings }).then(
      () => setState('idle'),
      () => setState('failed'),
    );
  };
  return (
    <Button variant="default" size="sm" leftSection={<IconDownload size={18} />} loading={state === 'busy'} onClick={download}>
      {state === 'failed' ? t('app.retry') : t('imports.download')}
    </Button>
  );
}
