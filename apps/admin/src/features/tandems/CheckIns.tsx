import { Button, Group, SegmentedControl, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckInMood } from '../../app/graphql/schema.generated.ts';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { useUserErrors } from '../../ui/use-user-errors.ts';
import { CheckInTandemDocument, type OwnTandemFieldsFragment } from './my-tandem.generated.ts';

const moods = ['GOING_WELL', 'NEEDS_TIME', 'STUCK'] as const satisfies readonly CheckInMood[];

/** How it goes, in a word to each other; the first one begins the tandem. */
export function CheckIns({ tandem }: { tandem: OwnTandemFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const wordsOf = useUserErrors();
  const { act, busy } = useAct();
  const [mood, setMood] = useState<CheckInMood>('GOING_WELL');
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const say = async () => {
    const said = note.trim();
    const payload = await act(
      CheckInTandemDocument,
      { tandem: tandem.id, mood, ...(said === '' ? {} : { note: said }) },
      { quiet: true },
    );
    if (payload === undefined) return;
    setErrors(wordsOf(payload.errors));
    if (payload.tandem) setNote('');
  };
  return (
    <Stack gap="sm">
      <div>
        <Title order={3} size="h5">
          {t('tandems.mine.checkIn')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('tandems.mine.checkInLead')}
        </Text>
      </div>
      <SegmentedControl
        aria-label={t('tandems.mine.checkIn')}
        value={mood}
        onChange={(value) => setMood(value as CheckInMood)}
        data={moods.map((value) => ({ value, label: t(`tandems.mine.mood.${value}`) }))}
      />
      <Textarea
        label={t('tandems.mine.note')}
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        error={errors['note'] ?? errors['tandem'] ?? errors['form']}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button variant="default" loading={busy} onClick={() => void say()}>
          {t('tandems.mine.say')}
        </Button>
      </Group>
      {tandem.checkIns.length > 0 && (
        <ul className="tandem-locks" aria-label={t('tandems.mine.checkIns')}>
          {tandem.checkIns.toReversed().map(({ id, mood: said, note: words, madeAt, isOwn }) => (
            <li key={id}>
              <span>
                <strong>{t(isOwn ? 'tandems.mine.you' : 'tandems.mine.partner')}:</strong> {t(`tandems.mine.mood.${said}`)}
                {words && ` – ${words}`}
              </span>
              <Text size="xs" c="dimmed">
                {format.dateTime(madeAt)}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
