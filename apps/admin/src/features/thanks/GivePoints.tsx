import { Button, Group, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { useUndoable } from '../../ui/use-undoable.tsx';
import type { Person } from '../tandems/run-values.ts';
import { ColleagueSelect } from './ColleagueSelect.tsx';
import { ExchangePointsDocument, OwnPointsDocument } from './thanks.generated.ts';

const longestNote = 280;

/** Gives points on. An exchange is never reversed, so it waits for some seconds in which it can be taken back. */
export function GivePoints({ spendable }: { spendable: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className="fanfare-card">
      <Title order={2}>{t('thanks.points.title')}</Title>
      <Text fw={650} size="xl" mt={4}>
        {t('thanks.points.spendable', { count: spendable, formatted: format.number(spendable) })}
      </Text>
      <Text size="sm" c="dimmed" mb="md">
        {spendable === 0 ? t('thanks.points.none') : t('thanks.points.lead')}
      </Text>
      {spendable > 0 && <GiveForm spendable={spendable} />}
    </section>
  );
}

function GiveForm({ spendable }: { spendable: number }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const format = useFormat();
  const { act } = useAct(OwnPointsDocument);
  const { undoable, isWaiting } = useUndoable();
  const [colleague, setColleague] = useState<Person | null>(null);
  const [points, setPoints] = useState<number | string>('');
  const [note, setNote] = useState('');
  const [isChecked, setChecked] = useState(false);
  const count = Number(points);
  const isAmount = points !== '' && count >= 1 && count <= spendable;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (colleague === null || !isAmount) return;
    const input = { programme: programme.id, colleague: colleague.id, points: count };
    const words = note.trim() === '' ? {} : { note: note.trim() };
    undoable({
      message: t('thanks.points.given', { count, formatted: format.number(count), name: colleague.displayName }),
      act: () => act(ExchangePointsDocument, { ...input, ...words }),
    });
    setColleague(null);
    setPoints('');
    setNote('');
    setChecked(false);
  };
  return (
    <form onSubmit={submit} noValidate aria-label={t('thanks.points.give')}>
      <Stack>
        <ColleagueSelect
          value={colleague}
          onChange={setColleague}
          error={isChecked && colleague === null && t('userError.REQUIRED')}
        />
        <NumberInput
          label={t('thanks.points.amount')}
          min={1}
          max={spendable}
          required
          allowDecimal={false}
          clampBehavior="none"
          value={points}
          onChange={setPoints}
          error={isChecked && !isAmount && t(points === '' ? 'userError.REQUIRED' : 'userError.OUT_OF_RANGE')}
        />
        <TextInput
          label={t('thanks.points.note')}
          description={t('thanks.points.noteHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={longestNote}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={isWaiting}>
            {isWaiting ? t('thanks.points.waiting') : t('thanks.points.now')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
