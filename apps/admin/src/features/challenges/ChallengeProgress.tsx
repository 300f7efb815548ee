import { Badge, Group, Text, Title } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { useFormat } from '../../ui/format.ts';
import type { ProgressFieldsFragment } from './challenges.generated.ts';
import { ProgressBar } from './ProgressBar.tsx';
import { useAmount } from './use-amount.ts';
import type { ChallengeDetails } from './use-live-challenge.ts';

export interface ChallengeProgressProps {
  readonly challenge: ChallengeDetails;
  /** Whether the server sends the changes to us. */
  readonly following: boolean;
}

/** How far a challenge has come, as it goes on; the result where it is over. */
export function ChallengeProgress({ challenge, following }: ChallengeProgressProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, opensOn, progress, summary } = challenge;
  if (state === 'DRAFT' || state === 'CANCELLED') return null;
  const isOver = state === 'COMPLETED';
  return (
    <section className="fanfare-card">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t(isOver ? 'challenges.result' : 'challenges.progress')}</Title>
        {following && !isOver && state !== 'SCHEDULED' && (
          <Badge variant="dot" color="green" tt="none" fw={550} title={t('challenges.liveLead')}>
            {t('challenges.live')}
          </Badge>
        )}
      </Group>
      {isOver && <Result challenge={challenge} />}
      {state === 'SCHEDULED' && <Text c="dimmed">{t('challenges.notBegun', { date: format.day(opensOn) })}</Text>}
      {progress && <Together challenge={challenge} progress={progress} />}
      {summary && !isOver && (
        <Text role="status">
          {summary.begun === 0
            ? t('challenges.nobodyBegan')
            : t('challenges.begunReached', {
                begun: format.number(summary.begun),
                reached: format.number(summary.reached),
              })}
        </Text>
      )}
      {challenge.scope === 'EACH_DEPARTMENT' && state !== 'SCHEDULED' && <Departments challenge={challenge} />}
    </section>
  );
}

function Result({ challenge: { progress, summary, completedAt } }: { challenge: ChallengeDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Text fw={600}>
        {progress && t(progress.isReached ? 'challenges.resultReached' : 'challenges.resultMissed')}
        {summary &&
          (summary.begun === 0
            ? t('challenges.resultMissed')
            : t('challenges.resultSummary', {
                begun: format.number(summary.begun),
                reached: format.number(summary.reached),
              }))}
      </Text>
      {completedAt && (
        <Text size="sm" c="dimmed" mt={4} mb="sm">
          {t('challenges.frozen', { date: format.dateTime(completedAt) })}
        </Text>
      )}
    </>
  );
}

function Together({ challenge, progress }: { challenge: ChallengeDetails; progress: ProgressFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = useAmount(challenge);
  const { value, people } = progress;
  return (
    <>
      <Text role="status" className="challenge-value">
        {amount.of(value, challenge.target)}
      </Text>
      <ProgressBar progress={progress} counted={challenge} label={t('challenges.progress')} />
      <Text size="sm" c="dimmed" mt="xs">
        {people === null
          ? t('challenges.peopleHidden')
          : t('challenges.people', { count: people, formatted: format.number(people) })}
      </Text>
      <Marks challenge={challenge} progress={progress} />
    </>
  );
}

function Marks({ challenge, progress }: { challenge: ChallengeDetails; progress: ProgressFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = useAmount(challenge);
  const waits = t(challenge.state === 'COMPLETED' ? 'challenges.missed' : 'challenges.open');
  return (
    <ol className="challenge-marks" aria-label={t('challenges.marks')}>
      {progress.marks.map(({ value, isTarget, reachedAt }) => (
        <li key={value} className={reachedAt ? 'challenge-mark-reached' : ''}>
          {reachedAt ? <IconCircleCheckFilled size={20} aria-hidden="true" /> : <IconCircle size={20} aria-hidden="true" />}
          <span>
            <Text component="span" fw={isTarget ? 650 : 500} size="sm">
              {t(isTarget ? 'challenges.goal' : 'challenges.milestone')}: {amount(value)}
            </Text>
            <Text component="span" size="sm" c="dimmed">
              {' '}
              {reachedAt ? t('challenges.reachedOn', { date: format.dateTime(reachedAt) }) : waits}
            </Text>
          </span>
        </li>
      ))}
    </ol>
  );
}

type Department = ChallengeDetails['departments'][number];

function Departments({ challenge }: { challenge: ChallengeDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = useAmount(challenge);
  const columns: readonly Column<Department>[] = [
    { key: 'place', label: t('challenges.place'), width: 72, cell: ({ place }) => format.number(place) },
    {
      key: 'name',
      label: t('challenges.department'),
      leading: true,
      cell: ({ name, progress }) => (
        <Group gap="xs">
          <Text component="span" fw={550} size="sm">
            {name}
          </Text>
          {progress.isReached && (
            <Badge variant="light" color="green" tt="none" fw={550}>
              {t('challenges.reached')}
            </Badge>
          )}
        </Group>
      ),
    },
    {
      key: 'progress',
      label: t('challenges.value'),
      cell: ({ name, progress }) => (
        <div className="challenge-department">
          <span>{amount(progress.value)}</span>
          <ProgressBar progress={progress} counted={challenge} label={name} slim />
        </div>
      ),
    },
  ];
  return (
    <>
      <Title order={3} size="h4" mt="lg">
        {t('challenges.departments')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('challenges.departmentsLead')}
      </Text>
      <DataTable
        caption={t('challenges.departments')}
        columns={columns}
        rows={challenge.departments}
        rowKey={({ departmentId }) => departmentId}
        empty={<Text c="dimmed">{t('challenges.departmentsEmpty')}</Text>}
      />
    </>
  );
}
