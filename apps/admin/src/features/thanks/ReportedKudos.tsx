import { useQuery } from '@apollo/client/react';
import { Button, Group, Modal, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useUndoable } from '../../ui/use-undoable.tsx';
import { KudosWords } from './KudosList.tsx';
import { ModerateKudosDocument, ReportedKudosDocument, type ReportedKudosQuery } from './thanks.generated.ts';

type Reported = NonNullable<ReportedKudosQuery['programme']>['reportedKudos'][number];

/** What colleagues reported, for those who lead the programme. */
export function ReportedKudos() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data, error, refetch } = useQuery(ReportedKudosDocument, { variables: { key: programme.key } });
  const reported = data?.programme?.reportedKudos;
  if (!reported) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={320} radius="lg" aria-busy="true" />;
  }
  if (reported.length === 0)
    return (
      <div className="fanfare-card">
        <Empty icon={<IconShieldCheck />} title={t('thanks.reported.empty')} lead={t('thanks.reported.emptyLead')} />
      </div>
    );
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('thanks.reported.lead')}
      </Text>
      <ul className="thanks-list" aria-label={t('thanks.reported.title')}>
        {reported.map((kudos) => (
          <li key={kudos.id} className="fanfare-card">
            <KudosWords kudos={kudos} />
            <Text size="sm" fw={600} mt="sm">
              {t('thanks.reported.reports')}
            </Text>
            <ul>
              {[...new Set(kudos.reports)].map((report) => (
                <li key={report}>
                  <Text size="sm">{report}</Text>
                </li>
              ))}
            </ul>
            <Moderation kudos={kudos} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Moderation({ kudos }: { kudos: Reported }) {
  const { t } = useTranslation();
  const { act, busy } = useAct(ReportedKudosDocument);
  const { undoable, isWaiting } = useUndoable();
  const [isTakingDown, setTakingDown] = useState(false);
  const dismiss = () =>
    undoable({
      message: t('thanks.reported.dismissed'),
      act: () => act(ModerateKudosDocument, { kudos: kudos.id, decision: 'DISMISS' }),
    });
  const takeDown = (reason: string) =>
    undoable({
      message: t('thanks.reported.takenDown'),
      act: () => act(ModerateKudosDocument, { kudos: kudos.id, decision: 'TAKE_DOWN', reason }),
    });
  if (isWaiting || busy)
    return (
      <Text size="sm" c="dimmed" role="status" ta="end">
        {t('thanks.reported.waiting')}
      </Text>
    );
  return (
    <Group justify="flex-end" gap="xs">
      <Button size="xs" variant="default" onClick={dismiss}>
        {t('thanks.reported.dismiss')}
      </Button>
      <Button size="xs" onClick={() => setTakingDown(true)}>
        {t('thanks.reported.takeDown')}
      </Button>
      {isTakingDown && <TakeDownDialog onClose={() => setTakingDown(false)} onReason={takeDown} />}
    </Group>
  );
}

function TakeDownDialog({ onClose, onReason }: { onClose: () => void; onReason: (reason: string) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setError(t('userError.REQUIRED'));
    onReason(reason.trim());
    return onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('thanks.reported.takeDownTitle')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Textarea
            label={t('thanks.reported.reason')}
            description={t('thanks.reported.reasonHint')}
            required
            maxLength={500}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={error}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit">{t('thanks.reported.takeDown')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
