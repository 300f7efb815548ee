import { useMutation } from '@apollo/client/react';
import { Button, FileButton, Group, Progress, Skeleton, Text } from '@mantine/core';
import { IconFileUnknown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useSession } from '../../app/auth/SessionContext.tsx';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { ImportStatusBadge } from './ImportStatusBadge.tsx';
import './imports.css';
import { CancelImportDocument, type ImportRunFieldsFragment } from './imports.generated.ts';
import { LineErrors } from './LineErrors.tsx';
import { previewFile } from './preview.ts';
import { UploadProgress } from './UploadProgress.tsx';
import { uploads } from './uploads.ts';
import { useImportRun } from './use-import-run.ts';

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
  const { run, upload, error, missing, refetch } = useImportRun(id);
  const back = { to: `/programmes/${programme.key}/imports`, label: t('imports.back') };

  if (missing && upload?.status !== 'failed')
    return (
      <Page title={t('imports.notFound')} back={back}>
        <Empty icon={<IconFileUnknown />} lead={t('imports.notFoundLead')} />
      </Page>
    );
  const name = run?.fileName ?? upload?.fileName ?? t('imports.unnamed');
  return (
    <Page
      title={name}
      back={back}
      heading={
        <Group component="span" gap="sm">
          {name}
          {run && <ImportStatusBadge status={run.status} />}
        </Group>
      }
      actions={
        <>
          {run?.status === 'RUNNING' && <CancelButton id={run.id} />}
          {run?.status === 'INTERRUPTED' && upload?.status !== 'sending' && <ResumeButton id={run.id} />}
        </>
      }
    >
      {upload && <UploadProgress upload={upload} />}
      {!run && error !== undefined && <Problem error={error} onRetry={refetch} />}
      {!run &&
        error === undefined &&
        !missing &&
        (upload ? <Text role="status">{t('imports.waiting')}</Text> : <Skeleton height={180} radius="lg" />)}
      {run && <RunProgress run={run} />}
      {run && run.failed > 0 && <LineErrors id={run.id} fileName={run.fileName} failed={run.failed} />}
    </Page>
  );
}

function RunProgress({ run }: { run: ImportRunFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const counts = [
    [t('imports.lines'), run.linesRead],
    [t('imports.recorded'), run.recorded],
    [t('imports.duplicates'), run.duplicates],
    [t('imports.failed'), run.failed],
  ] as const;
  return (
    <section className="fanfare-card">
      <Text role="status">{t(`imports.${leadOf(run)}`)}</Text>
      {run.failure && (
        <Text size="sm" c="dimmed">
          {run.failure}
        </Text>
      )}
      <RunBar run={run} />
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

/** How far the file has been read, parted by what became of its lines; the same is told in numbers below it. */
function RunBar({ run }: { run: ImportRunFieldsFragment }) {
  const read = run.bytesExpected && run.status === 'RUNNING' ? run.bytesRead / run.bytesExpected : 1;
  const share = (count: number) => (100 * read * count) / Math.max(1, run.linesRead);
  const running = run.status === 'RUNNING';
  return (
    <Progress.Root size="xl" mt="md" aria-hidden="true">
      <Progress.Section value={share(run.recorded)} color="petrol" striped={running} animated={running} />
      <Progress.Section value={share(run.duplicates)} color="gray" />
      <Progress.Section value={share(run.failed)} color="red" />
    </Progress.Root>
  );
}

function ResumeButton({ id }: { id: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const { programme } = useMembership();
  const resume = async (file: File | null) => {
    const preview = file && (await previewFile(file));
    if (file && preview)
      uploads.start({ importId: id, programmeKey: programme.key, file, preview, mapping: undefined }, session);
  };
  return (
    <FileButton onChange={(file) => void resume(file)}>
      {(properties) => <Button {...properties}>{t('imports.resume')}</Button>}
    </FileButton>
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
  const [cancel, { loading }] = useMutation(CancelImportDocument, { variables: { input: { id } } });
  return (
    <Button variant="default" loading={loading} onClick={() => void cancel()}>
      {t('imports.cancel')}
    </Button>
  );
}
