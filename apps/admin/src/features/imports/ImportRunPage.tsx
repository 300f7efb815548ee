import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { Button, Group, Progress, Skeleton, Text } from '@mantine/core';
import { IconFileUnknown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { ImportStatusBadge } from './ImportStatusBadge.tsx';
import './imports.css';
import {
  CancelImportDocument,
  ImportProgressedDocument,
  ImportRunDocument,
  type ImportRunFieldsFragment,
} from './imports.generated.ts';
import { LineErrors } from './LineErrors.tsx';

export function ImportRunPage() {
  const { importId = '' } = useParams();
  return (
    <Guard area="imports">
      <ImportRunView id={importId} />
    </Guard>
  );
}

function ImportRunView({ id }: { id: string }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data, error, refetch } = useQuery(ImportRunDocument, { variables: { id } });
  const run = data?.importRun;
  // Progress arrives in the cache under the run's id, from where the query shows it.
  useSubscription(ImportProgressedDocument, { variables: { id }, skip: run?.status !== 'RUNNING' });
  const back = { to: `/programmes/${programme.key}/imports`, label: t('imports.back') };

  if (run === null)
    return (
      <Page title={t('imports.notFound')} back={back}>
        <Empty icon={<IconFileUnknown />} lead={t('imports.notFoundLead')} />
      </Page>
    );
  return (
    <Page
      title={run?.fileName ?? t('imports.title')}
      back={back}
      heading={
        run && (
          <Group component="span" gap="sm">
            {run.fileName ?? t('imports.unnamed')}
            <ImportStatusBadge status={run.status} />
          </Group>
        )
      }
      actions={run?.status === 'RUNNING' && <CancelButton id={run.id} />}
    >
      {!run && error && <Problem error={error} onRetry={() => void refetch()} />}
      {!run && !error && <Skeleton height={180} radius="lg" />}
      {run && <RunProgress run={run} />}
      {run && run.failed > 0 && <LineErrors id={run.id} fileName={run.fileName} failed={run.failed} />}
    </Page>
  );
}

function RunProgress({ run }: { run: ImportRunFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const done = run.recorded + run.duplicates + run.failed;
  const share = (count: number) => (100 * count) / Math.max(1, done);
  const counts = [
    [t('imports.lines'), run.linesRead],
    [t('imports.recorded'), run.recorded],
    [t('imports.duplicates'), run.duplicates],
    [t('imports.failed'), run.failed],
  ] as const;
  return (
    <section className="fanfare-card">
      <Text role="status">{t(`imports.${leadOf(run)}`)}</Text>
      <Progress.Root size="xl" mt="md" aria-hidden="true">
        <Progress.Section
          value={share(run.recorded)}
          color="petrol"
          striped={run.status === 'RUNNING'}
          animated={run.status === 'RUNNING'}
        />
        <Progress.Section value={share(run.duplicates)} color="gray" />
        <Progress.Section value={share(run.failed)} color="red" />
      </Progress.Root>
      <dl className="import-counts">
        {counts.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm" c="dimmed" mt="md">
        {t('imports.started')}: {format.dateTime(run.startedAt)}
        {run.finishedAt && ` · ${t('imports.finished')}: ${format.dateTime(run.finishedAt)}`}
        {` · ${t('imports.bytes', { size: format.bytes(run.bytesRead) })}`}
      </Text>
    </section>
  );
}

function leadOf({ status, failed }: ImportRunFieldsFragment) {
  const leads = {
    RUNNING: 'runningLead',
    COMPLETED: failed > 0 ? 'completedWithErrors' : 'completedLead',
    INTERRUPTED: 'interruptedLead',
    FAILED: 'failedLead',
    CANCELLED: 'cancelledLead',
  } as const;
  return leads[status];
}

function CancelButton({ id }: { id: string }) {
  const { t } = useTranslation();
  const [cancel, { loading }] = useMutation(CancelImportDocument, { variables: { input: { importRun: id } } });
  return (
    <Button variant="default" loading={loading} onClick={() => void cancel()}>
      {t('imports.cancel')}
    </Button>
  );
}
