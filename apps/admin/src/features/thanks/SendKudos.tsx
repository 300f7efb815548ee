import { useApolloClient } from '@apollo/client/react';
import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { useUndoable } from '../../ui/use-undoable.tsx';
import type { Person } from '../tandems/run-values.ts';
import { ColleagueSelect } from './ColleagueSelect.tsx';
import { KudosWallDocument, SendKudosDocument } from './thanks.generated.ts';

const longest = 280;

/** Thanks a colleague in a few words. */
export function SendKudos() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const format = useFormat();
  const client = useApolloClient();
  const { act } = useAct();
  const { undoable, isWaiting } = useUndoable();
  const [colleague, setColleague] = useState<Person | null>(null);
  const [text, setText] = useState('');
  const [isChecked, setChecked] = useState(false);
  const send = async ({ id }: Person, words: string) => {
    const payload = await act(SendKudosDocument, { programme: programme.id, colleague: id, text: words });
    if (payload?.kudos) await client.refetchQueries({ include: [KudosWallDocument] });
    else setText((present) => present || words);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = text.trim();
    setChecked(true);
    if (colleague === null || words === '') return;
    undoable({ message: t('thanks.send.sent', { name: colleague.displayName }), act: () => send(colleague, words) });
    setText('');
    setChecked(false);
    setColleague(null);
  };
  return (
    <section className="fanfare-card">
      <Title order={2}>{t('thanks.send.title')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('thanks.send.lead')}
      </Text>
      <form onSubmit={submit} noValidate>
        <Stack>
          <ColleagueSelect
            value={colleague}
            onChange={setColleague}
            error={isChecked && colleague === null && t('userError.REQUIRED')}
          />
          <Textarea
            label={t('thanks.send.text')}
            description={t('thanks.send.textHint', {
              count: longest - text.length,
              formatted: format.number(longest - text.length),
            })}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            required
            autosize
            minRows={3}
            maxLength={longest}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={isChecked && text.trim() === '' && t('userError.REQUIRED')}
          />
          <Group justify="flex-end">
            <Button type="submit" disabled={isWaiting}>
              {isWaiting ? t('thanks.points.waiting') : t('thanks.send.now')}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}
