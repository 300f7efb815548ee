import { useQuery } from '@apollo/client/react';
import { Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { fitOf } from './affinity.ts';
import { ChangeList } from './ChangeList.tsx';
import { PersonSelect } from './PersonSelect.tsx';
import { TandemOverrideCostDocument, type TandemOverrideCostQuery, type TandemRunFieldsFragment } from './run.generated.ts';
import type { Person } from './run-values.ts';
import { useVariant } from './use-variant.ts';

type Cost = NonNullable<NonNullable<TandemOverrideCostQuery['tandemRun']>['overrideCost']>;

/** Asks what bringing two people together would cost whom; nothing is computed anew, and nobody is asked. */
export function OverrideButton({ run }: { run: TandemRunFieldsFragment }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" size="xs" leftSection={<IconScale size={16} />} onClick={() => setOpened(true)}>
        {t('tandems.override')}
      </Button>
      {opened && <OverrideDialog run={run} onClose={() => setOpened(false)} />}
    </>
  );
}

function OverrideDialog({ run, onClose }: { run: TandemRunFieldsFragment; onClose: () => void }) {
  const { t } = useTranslation();
  const [frequent, setFrequent] = useState<Person | null>(null);
  const [hesitant, setHesitant] = useState<Person | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('tandems.overrideTitle')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Stack>
        <Text size="sm">{t('tandems.overrideLead')}</Text>
        <div className="tandem-two">
          <PersonSelect label={t('tandems.side.FREQUENT')} value={frequent} onChange={setFrequent} />
          <PersonSelect label={t('tandems.side.HESITANT')} value={hesitant} onChange={setHesitant} />
        </div>
        {frequent && hesitant && <Answer run={run} pair={{ frequent, hesitant }} />}
      </Stack>
    </Modal>
  );
}

interface AnswerProps {
  readonly run: TandemRunFieldsFragment;
  readonly pair: { readonly frequent: Person; readonly hesitant: Person };
}

function Answer({ run, pair: { frequent, hesitant } }: AnswerProps) {
  const { t, i18n } = useTranslation();
  const { data, error, refetch } = useQuery(TandemOverrideCostDocument, {
    variables: { id: run.id, frequent: frequent.id, hesitant: hesitant.id, language: apiLanguage(i18n.language) },
  });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={120} radius="md" aria-busy="true" />;
  const cost = data.tandemRun?.overrideCost;
  const sides = { before: t('tandems.asProposed'), after: t('tandems.withThePair') };
  if (!cost) return <Text role="status">{t('tandems.overrideUnknown')}</Text>;
  return (
    <>
      <Verdict cost={cost} />
      {cost.changes.length > 0 && <ChangeList comparison={countsOf(cost.changes)} sides={sides} />}
      <FixPair run={run} cost={cost} pair={{ frequent: frequent.id, hesitant: hesitant.id }} />
    </>
  );
}

function Verdict({ cost }: { cost: Cost }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div role="status">
      {cost.affinity !== null && (
        <>
          <Text size="sm" c="dimmed">
            {t('tandems.fit')}
          </Text>
          <Text className="tandem-figure">{format.number(fitOf(cost.affinity))}</Text>
        </>
      )}
      <Text>
        {t(`tandems.overrideKind.${cost.kind}`, {
          points: format.number(fitOf(cost.points ?? 0)),
          count: cost.runningEnding ?? 0,
          worst: format.number(fitOf(cost.worstGrade ?? 0)),
        })}
      </Text>
    </div>
  );
}

function FixPair({
  run,
  cost,
  pair,
}: {
  run: TandemRunFieldsFragment;
  cost: Cost;
  pair: { frequent: string; hesitant: string };
}) {
  const { t } = useTranslation();
  const { roles } = useMembership();
  const { lock, busy } = useVariant(run);
  const isPossible = cost.kind !== 'IMPOSSIBLE' && cost.kind !== 'NO_PLACE' && cost.kind !== 'CHOSEN';
  if (!isPossible || run.status !== 'COMPLETED' || !roles.includes('ADMIN')) return null;
  return (
    <Group justify="flex-end">
      <Button loading={busy} onClick={() => void lock(pair)}>
        {t('tandems.overrideFix')}
      </Button>
    </Group>
  );
}

function countsOf(changes: Cost['changes']) {
  const gaining = changes.filter(({ gain }) => gain > 0).length;
  return { changes, gaining, losing: changes.filter(({ gain }) => gain < 0).length };
}
