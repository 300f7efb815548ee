import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowsShuffle, IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useAct } from '../../ui/use-act.ts';
import { ReleaseButton } from './ReleaseButton.tsx';
import { RunProgress } from './RunProgress.tsx';
import { RunResult } from './RunResult.tsx';
import { RunStatusBadge } from './RunStatusBadge.tsx';
import { DiscardTandemRunDocument, StartTandemRunDocument, type TandemRunFieldsFragment } from './run.generated.ts';
import { SettingsForm } from './SettingsForm.tsx';
import { useRun } from './use-run.ts';
import { VariantBanner } from './VariantBanner.tsx';
import './run.css';
import './tandems.css';

export function RunPage() {
  const { runId = '' } = useParams();
  return (
    <Guard area="tandems">
      <RunView key={runId} id={runId} />
    </Guard>
  );
}

function RunView({ id }: { id: string }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { run, missing, error, refetch } = useRun(id);
  const back = { to: `/programmes/${programme.key}/tandems`, label: t('tandems.back') };
  if (missing)
    return (
      <Page title={t('tandems.notFound')} back={back}>
        <Empty icon={<IconUserQuestion />} lead={t('tandems.notFoundLead')} />
      </Page>
    );
  if (run === undefined)
    return (
      <Page title={t('tandems.run')} back={back}>
        {error !== undefined ? (
          <Problem error={error} onRetry={refetch} />
        ) : (
          <Skeleton height={320} radius="lg" aria-busy="true" />
        )}
      </Page>
    );
  return (
    <Page
      title={run.name}
      back={back}
      heading={
        <Group component="span" gap="sm">
          {run.name}
          <RunStatusBadge status={run.status} />
        </Group>
      }
      lead={<RunDates run={run} />}
      actions={<Actions run={run} />}
    >
      <RunBody run={run} />
    </Page>
  );
}

function RunDates({ run }: { run: TandemRunFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (run.releasedAt) return t('tandems.releasedAt', { date: format.dateTime(run.releasedAt) });
  if (run.finishedAt && run.status === 'COMPLETED') return t('tandems.finishedAt', { date: format.dateTime(run.finishedAt) });
  return t('tandems.draftedAt', { date: format.dateTime(run.createdAt) });
}

function RunBody({ run }: { run: TandemRunFieldsFragment }) {
  const { roles } = useMembership();
  switch (run.status) {
    case 'RUNNING':
      return <RunProgress run={run} />;
    case 'COMPLETED':
    case 'RELEASED':
      return (
        <>
          <VariantBanner run={run} />
          <RunResult run={run} />
        </>
      );
    case 'DRAFT':
      return roles.includes('ADMIN') ? <SettingsForm draft={run} /> : <StoppedRun run={run} />;
    default:
      return run.quality ? <RunResult run={run} /> : <StoppedRun run={run} />;
  }
}

/** A run without a result: why, and what can be done about it. */
function StoppedRun({ run }: { run: TandemRunFieldsFragment }) {
  const { t } = useTranslation();
  const { roles } = useMembership();
  const { act, busy } = useAct();
  const again = run.status === 'CANCELLED' || run.status === 'INTERRUPTED' || run.status === 'FAILED';
  const failed = run.status === 'FAILED' || run.status === 'INTERRUPTED';
  return (
    <Alert role={failed ? 'alert' : 'status'} color={failed ? 'red' : 'gray'} title={t(`tandems.statusOf.${run.status}`)}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{run.failure ?? t(`tandems.statusLead.${run.status}`)}</Text>
        {again && roles.includes('ADMIN') && (
          <Button loading={busy} onClick={() => void act(StartTandemRunDocument, { run: run.id })}>
            {t('tandems.startAgain')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

function Actions({ run }: { run: TandemRunFieldsFragment }) {
  const { t } = useTranslation();
  const { programme, roles } = useMembership();
  const { act, busy } = useAct();
  if (!roles.includes('ADMIN')) return null;
  const discardable = !['RUNNING', 'RELEASED', 'DISCARDED'].includes(run.status);
  return (
    <>
      {discardable && (
        <Button variant="default" loading={busy} onClick={() => void act(DiscardTandemRunDocument, { run: run.id })}>
          {t('tandems.discard')}
        </Button>
      )}
      {run.quality && (
        <Button
          variant="default"
          component={Link}
          to={`/programmes/${programme.key}/tandems/new?from=${run.id}`}
          leftSection={<IconArrowsShuffle size={18} />}
        >
          {t('tandems.whatIf')}
        </Button>
      )}
      {run.status === 'COMPLETED' && <ReleaseButton run={run} />}
    </>
  );
}
