import { Button, Group, Progress, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TandemRunStep } from '../../app/graphql/schema.generated.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { CancelTandemRunDocument, type TandemRunFieldsFragment } from './run.generated.ts';

/** What a run goes through, in order; waiting for another run comes before all of them. */
const steps = ['READING', 'COMPARING', 'MATCHING', 'CHECKING', 'EXPLAINING'] as const satisfies readonly TandemRunStep[];
const order: readonly (TandemRunStep | null)[] = steps;

export function RunProgress({ run }: { run: TandemRunFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { roles } = useMembership();
  const { act, busy } = useAct();
  const present = order.indexOf(run.step);
  return (
    <section className="fanfare-card">
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={600} role="status">
            {run.step ? t(`tandems.step.${run.step}`) : t('tandems.starting')}
          </Text>
          <Text size="sm" c="dimmed">
            {t('tandems.leaveLead')}
          </Text>
        </div>
        {roles.includes('ADMIN') && (
          <Button variant="default" loading={busy} onClick={() => void act(CancelTandemRunDocument, { run: run.id })}>
            {t('tandems.cancelRun')}
          </Button>
        )}
      </Group>
      <Progress
        value={100 * run.progress}
        size="lg"
        mt="md"
        aria-label={t('tandems.progress')}
        aria-valuetext={format.percent(run.progress)}
      />
      <ol className="tandem-steps">
        {steps.map((step, index) => (
          <li key={step} data-state={index < present ? 'done' : index === present ? 'present' : 'ahead'}>
            {index < present && <IconCheck size={14} aria-hidden="true" />}
            {t(`tandems.stepShort.${step}`)}
          </li>
        ))}
      </ol>
    </section>
  );
}
