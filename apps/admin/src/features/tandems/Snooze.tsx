import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { useUserErrors } from '../../ui/use-user-errors.ts';
import { SnoozeTandemsDocument } from './my-tandem.generated.ts';

export interface SnoozeProps {
  readonly id: string;
  readonly until: string | null;
  readonly onChanged: () => void;
}

/** A rest from tandems until a day; it can be ended at any time. */
export function Snooze({ id, until, onChanged }: SnoozeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const wordsOf = useUserErrors();
  const { act, busy } = useAct();
  const [day, setDay] = useState('');
  const [error, setError] = useState<string>();
  const rest = async (last: string | null) => {
    const payload = await act(SnoozeTandemsDocument, { ambassador: id, until: last }, { quiet: true });
    if (payload === undefined) return;
    setError(Object.values(wordsOf(payload.errors))[0]);
    onChanged();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (day === '') setError(t('userError.REQUIRED'));
    else void rest(day);
  };
  return (
    <section className="fanfare-card">
      <Title order={2}>{t('tandems.mine.snooze')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('tandems.mine.snoozeLead')}
      </Text>
      {until ? (
        <Group justify="space-between">
          <Text role="status">{t('tandems.mine.snoozing', { date: format.day(until) })}</Text>
          <Button variant="default" loading={busy} onClick={() => void rest(null)}>
            {t('tandems.mine.snoozeEnd')}
          </Button>
        </Group>
      ) : (
        <form onSubmit={submit} noValidate>
          <Group align="flex-end">
            <TextInput
              type="date"
              label={t('tandems.mine.snoozeUntil')}
              value={day}
              error={error}
              onChange={(event) => setDay(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={busy}>
              {t('tandems.mine.snoozeNow')}
            </Button>
          </Group>
        </form>
      )}
    </section>
  );
}
