import { useQuery } from '@apollo/client/react';
import { Badge, Text } from '@mantine/core';
import { IconClockPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { ProgrammeJobsDocument, type ProgrammeJobsQuery } from './webhooks.generated.ts';

type Job = NonNullable<ProgrammeJobsQuery['programme']>['jobs'][number];

const refreshMilliseconds = 15_000;

export function JobList() {
  const { t } = useTranslation();
  const { programme, roles } = useMembership();
  const skip = !roles.includes('ADMIN');
  const columns = useColumns();
  const { data, error, refetch } = useQuery(ProgrammeJobsDocument, {
    variables: { key: programme.key },
    pollInterval: refreshMilliseconds,
    skip,
  });
  const jobs = data?.programme?.jobs;
  if (skip) return <Text c="dimmed">{t('webhooks.jobs.adminsOnly')}</Text>;
  if (!jobs && error) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <DataTable
      caption={t('webhooks.jobs.title')}
      columns={columns}
      rows={jobs}
      rowKey={({ name }) => name}
      empty={<Empty icon={<IconClockPlay />} lead={t('webhooks.jobs.empty')} />}
    />
  );
}

function useColumns(): readonly Column<Job>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'name',
      label: t('webhooks.jobs.name'),
      leading: true,
      cell: ({ name, description }) => (
        <>
          <Text fw={550} size="sm" ff="monospace">
            {name}
          </Text>
          <Text size="xs" c="dimmed" lang="en">
            {description}
          </Text>
        </>
      ),
    },
    {
      key: 'schedule',
      label: t('webhooks.jobs.schedule'),
      cell: ({ schedule }) => (schedule === null ? t('webhooks.jobs.onRequest') : <span lang="en">{schedule}</span>),
    },
    {
      key: 'last',
      label: t('webhooks.jobs.last'),
      cell: ({ lastStartedAt }) => (lastStartedAt ? format.relative(lastStartedAt, new Date()) : t('webhooks.jobs.never')),
    },
    {
      key: 'outcome',
      label: t('webhooks.jobs.outcome'),
      phone: 'aside',
      cell: ({ lastOutcome, deadLetters }) => <Outcome lastOutcome={lastOutcome} deadLetters={deadLetters} />,
    },
    {
      key: 'next',
      label: t('webhooks.jobs.next'),
      cell: ({ nextRunAt }) => (nextRunAt ? format.dateTime(nextRunAt) : '–'),
    },
    {
      key: 'failures',
      label: t('webhooks.jobs.failures'),
      numeric: true,
      cell: ({ runs, failures }) => `${format.number(failures)} / ${format.number(runs)}`,
    },
  ];
}

function Outcome({ lastOutcome, deadLetters }: Pick<Job, 'lastOutcome' | 'deadLetters'>) {
  const { t } = useTranslation();
  if (deadLetters > 0)
    return (
      <Badge color="red" variant="light" tt="none">
        {t('webhooks.jobs.dead', { count: deadLetters })}
      </Badge>
    );
  if (lastOutcome === null) return '–';
  return (
    <Badge color={lastOutcome === 'FAILED' ? 'red' : 'petrol'} variant="light" tt="none">
      {t(`webhooks.jobs.outcomes.${lastOutcome}`)}
    </Badge>
  );
}
