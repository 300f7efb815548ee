import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { useUndoable } from '../../ui/use-undoable.tsx';
import { Collected, ContributeForm } from './Contribute.tsx';
import {
  DecideRecognitionDocument,
  OwnRequestsDocument,
  type RequestFieldsFragment,
  ShareRecognitionRequestDocument,
} from './requests.generated.ts';
import { StateBadge } from './StateBadge.tsx';

export interface OwnRequestProps {
  readonly request: RequestFieldsFragment;
  readonly spendable: number;
}

/** What somebody asked for or got themselves: where it stands, what has come together, and stepping back. */
export function OwnRequest({ request, spendable }: OwnRequestProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { act } = useAct(OwnRequestsDocument);
  const { undoable, isWaiting } = useUndoable();
  const { id, state, reason, note, createdAt, isShared, pointsCollected } = request;
  const { pointsGoal } = request.recognition;
  const isOpen = state === 'REQUESTED' || state === 'GRANTED';
  const withdraw = () =>
    undoable({
      message: t('recognition.request.withdrawn'),
      act: () => act(DecideRecognitionDocument, { request: id, act: 'WITHDRAW' }),
    });
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <StateBadge state={state} />
        <Text size="sm" c="dimmed">
          {t(`recognition.request.origin.${request.origin}`)} · {format.date(createdAt)}
        </Text>
      </Group>
      {note !== null && <Text size="sm">{note}</Text>}
      {reason !== null && (
        <Text size="sm" fw={550}>
          {reason}
        </Text>
      )}
      {pointsGoal !== null && state === 'REQUESTED' && (
        <>
          <Collected collected={pointsCollected} goal={pointsGoal} />
          <Switch
            label={t('recognition.request.share')}
            description={t('recognition.request.shareHint')}
            checked={isShared}
            onChange={(event) =>
              void act(ShareRecognitionRequestDocument, { request: id, isShared: event.currentTarget.checked })
            }
          />
          <ContributeForm request={id} missing={pointsGoal - pointsCollected} spendable={spendable} />
        </>
      )}
      {isOpen && (
        <Group justify="flex-end">
          <Button variant="default" size="xs" disabled={isWaiting} onClick={withdraw}>
            {isWaiting ? t('recognition.request.waiting') : t('recognition.request.withdraw')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
