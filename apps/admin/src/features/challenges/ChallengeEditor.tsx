import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ArtworkField } from '../../ui/ArtworkField.tsx';
import { DraftConflict } from '../../ui/DraftConflict.tsx';
import { keptInputAt } from '../../ui/kept-input.ts';
import { WordsFields } from '../../ui/WordsFields.tsx';
import { type ChallengeSource, type ChallengeValues, valuesOf } from './challenge-values.ts';
import { GoalFields } from './GoalFields.tsx';
import { Reading } from './Reading.tsx';
import { Rehearsals } from './Rehearsals.tsx';
import { ScheduleFields } from './ScheduleFields.tsx';
import { type Draft, useSaving } from './use-saving.ts';

export interface ChallengeEditorProps {
  /** The draft that is changed; a new one is made without it. */
  readonly draft?: Draft;
  /** What the form begins with. */
  readonly source: ChallengeSource;
  /** Under which name unsaved input is kept. */
  readonly keptAt: string;
}

export function ChallengeEditor({ draft, source, keptAt }: ChallengeEditorProps) {
  const { t } = useTranslation();
  const shelf = keptInputAt<ChallengeValues>(keptAt);
  const [kept, setKept] = useState(shelf.read);
  const saving = useSaving({
    draft,
    revision: kept?.revision ?? draft?.revision ?? 0,
    onErrors: (errors) => form.setErrors(errors),
    onSaved: shelf.forget,
  });
  const required = (text: string) => (text === '' ? t('userError.REQUIRED') : null);
  const form = useForm<ChallengeValues>({
    initialValues: kept?.values ?? valuesOf(source),
    validate: { opensOn: required, closesOn: required },
    onValuesChange: (values) => shelf.keep({ values, revision: saving.revision }),
  });
  const begin = (from: ChallengeSource) => {
    form.setValues(valuesOf(from));
    form.clearErrors();
    shelf.forget();
    setKept(undefined);
  };
  return (
    <form onSubmit={form.onSubmit((values) => void saving.save(values))} noValidate>
      <div className="challenge-editor">
        <Stack>
          {kept && (
            <Restored
              onStartOver={() => {
                begin(source);
                saving.readAnew(draft?.revision ?? 0);
              }}
            />
          )}
          <section className="fanfare-card">
            <Title order={2} mb="sm">
              {t('challenges.editor.words')}
            </Title>
            <Stack>
              <WordsFields form={form} path="name" label={t('challenges.editor.name')} maxLength={120} />
              <WordsFields form={form} path="call" label={t('challenges.editor.call')} maxLength={2000} rows={3} />
            </Stack>
          </section>
          <GoalFields form={form} />
          <ScheduleFields form={form} />
          <section className="fanfare-card">
            <Title order={2} mb="md">
              {t('challenges.editor.picture')}
            </Title>
            <ArtworkField value={form.values.picture} onChange={(picture) => form.setFieldValue('picture', picture)} />
          </section>
        </Stack>
        <div className="challenge-editor-aside">
          <Stack>
            <Reading values={form.values} onErrors={(errors) => form.setErrors(seen(errors, form))} />
            <Rehearsals values={form.values} />
            {saving.conflict && (
              <DraftConflict
                onLoad={() => {
                  if (saving.conflict) begin(saving.conflict);
                  saving.readAnew(saving.conflict?.revision ?? 0);
                }}
                onOverwrite={() => void saving.save(form.values, saving.conflict?.revision)}
              />
            )}
            {Object.keys(form.errors).length > 0 && (
              <Alert role="alert" color="red">
                {form.errors['form'] ?? t('challenges.editor.incomplete')}
              </Alert>
            )}
            <Group justify="flex-end">
              <Button type="submit" loading={saving.busy}>
                {t('challenges.editor.save')}
              </Button>
            </Group>
          </Stack>
        </div>
      </div>
    </form>
  );
}

function Restored({ onStartOver }: { onStartOver: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert role="status" title={t('challenges.editor.restored')}>
      <Group justify="space-between">
        <Text size="sm">{t('challenges.editor.restoredLead')}</Text>
        <Button variant="default" size="xs" onClick={onStartOver}>
          {t('challenges.editor.startOver')}
        </Button>
      </Group>
    </Alert>
  );
}

interface Seen {
  readonly values: ChallengeValues;
  readonly isTouched: (path: string) => boolean;
}

/** Nobody is told what is missing in a field that they have not come to yet; what contradicts what they said they are told at once. */
function seen(errors: Record<string, string>, { values, isTouched }: Seen): Record<string, string> {
  const valueAt = (path: string) =>
    path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values);
  return Object.fromEntries(Object.entries(errors).filter(([field]) => isTouched(field) || valueAt(field) !== ''));
}
