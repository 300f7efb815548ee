import { Alert, Button, Group, Text } from '@mantine/core';
import { IconArrowsShuffle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { DiscardTandemRunDocument, type TandemRunFieldsFragment } from './run.generated.ts';
import { useComparison } from './use-comparison.ts';

/** A run that tries something on the people of another: what it costs, and the way back. */
export function VariantBanner({ run }: { run: TandemRunFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { programme, roles } = useMembership();
  const navigate = useNavigate();
  const { act, busy } = useAct();
  const { comparison, other } = useComparison(run);
  const { basedOn } = run;
  if (basedOn === null || run.status !== 'COMPLETED') return null;
  const goBack = async () => {
    const payload = await act(DiscardTandemRunDocument, { run: run.id });
    if (payload?.tandemRun) await navigate(`/programmes/${programme.key}/tandems/${basedOn.id}`);
  };
  return (
    <Alert color="brass" icon={<IconArrowsShuffle />} title={t('tandems.variantOf', { name: basedOn.name })} mb="md">
      <Group justify="space-between" align="flex-end">
        <Text size="sm" maw={640}>
          {comparison &&
            other === basedOn.id &&
            `${t('tandems.gainingLosing', { gaining: format.number(comparison.gaining), losing: format.number(comparison.losing) })} `}
          {t('tandems.variantLead')}
        </Text>
        {roles.includes('ADMIN') && (
          <Button variant="default" size="xs" loading={busy} onClick={() => void goBack()}>
            {t('tandems.undoVariant')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
