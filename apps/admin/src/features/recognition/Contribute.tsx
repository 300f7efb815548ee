import { useApolloClient } from '@apollo/client/react';
import { Button, Group, NumberInput, Progress, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { useUndoable } from '../../ui/use-undoable.tsx';
import { RecognitionDocument } from './recognition.generated.ts';
import { ContributeToRecognitionDocument, OwnRequestsDocument } from './requests.generated.ts';

/** How much has come together of what is needed. */
export function Collected({ collected, goal }: { collected: number; goal: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      <Text size="sm" fw={550}>
        {t('recognition.request.collected', { points: format.number(collected), goal: format.number(goal) })}
      </Text>
      <Progress mt={4} value={(100 * collected) / goal} aria-label={t('recognition.request.progress')} />
    </div>
  );
}

export interface ContributeFormProps {
  readonly request: string;
  /** What is still needed. */
  readonly missing: number;
  readonly spendable: number;
  /** The colleague who asked; oneself where it is missing. */
  readonly colleague?: string;
}

/** Gives points of one's own for a request; for some seconds they can be taken back. */
export function ContributeForm({ request, missing, spendable, colleague }: ContributeFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useApolloClient();
  const { act } = useAct();
  const { undoable, isWaiting } = useUndoable();
  const most = Math.min(missing, spendable);
  const [points, setPoints] = useState<number | string>('');
  const [error, setError] = useState<string>();
  if (most < 1) return null;
  const give = async (count: number) => {
    await act(ContributeToRecognitionDocument, { request, points: count });
    await client.refetchQueries({ include: [RecognitionDocument, OwnRequestsDocument] });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const count = Number(points);
    if (points === '' || count < 1 || count > most) return setError(t('userError.OUT_OF_RANGE'));
    undoable({
      message: t('recognition.request.contributed', { count, formatted: format.number(count) }),
      act: () => give(count),
    });
    setError(undefined);
    return setPoints('');
  };
  return (
    <form onSubmit={submit} noValidate>
      <Group align="flex-end" gap="sm">
        <NumberInput
          label={
            colleague === undefined
              ? t('recognition.request.contribute')
              : t('recognition.request.contributeTo', { name: colleague })
          }
          description={t('recognition.request.contributeHint', { count: spendable, formatted: format.number(spendable) })}
          min={1}
          max={most}
          allowDecimal={false}
          clampBehavior="none"
          value={points}
          onChange={setPoints}
          error={error}
          flex="1 1 220px"
        />
        <Button type="submit" variant="default" disabled={isWaiting}>
          {isWaiting ? t('recognition.request.waiting') : t('recognition.request.give')}
        </Button>
      </Group>
    </form>
  );
}
