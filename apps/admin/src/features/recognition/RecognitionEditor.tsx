import { useApolloClient, useQuery } from '@apollo/client/react';
import { Alert, Button, Group, NativeSelect, NumberInput, Stack, Switch, Text, Title } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { ArtworkField } from '../../ui/ArtworkField.tsx';
import { useAct } from '../../ui/use-act.ts';
import { WordsFields } from '../../ui/WordsFields.tsx';
import {
  CreateRecognitionDocument,
  RecognitionFrameDocument,
  RecognitionToEditDocument,
  UpdateRecognitionDocument,
} from './recognition.generated.ts';
import {
  changedInput,
  createdInput,
  emptyValues,
  fieldOf,
  type RecognitionToEdit,
  type RecognitionValues,
  valuesOf,
} from './recognition-values.ts';

export function RecognitionEditor({ kept }: { kept?: RecognitionToEdit }) {
  const { t } = useTranslation();
  const required = (value: string) => (value.trim() === '' ? t('userError.REQUIRED') : null);
  const words = { german: required, english: required };
  const form = useForm<RecognitionValues>({
    initialValues: kept ? valuesOf(kept) : emptyValues,
    validate: { name: words, description: words, eligibility: words },
  });
  const { save, busy, conflict, settle } = useSaving(kept, form);
  return (
    <form onSubmit={form.onSubmit((values) => void save(values))} noValidate>
      <Stack>
        <section className="fanfare-card">
          <Title order={2} mb="sm">
            {t('recognition.editor.words')}
          </Title>
          <Stack>
            <WordsFields form={form} path="name" label={t('recognition.editor.name')} maxLength={100} />
            <WordsFields form={form} path="description" label={t('recognition.editor.description')} maxLength={2000} rows={3} />
            <WordsFields form={form} path="eligibility" label={t('recognition.editor.eligibility')} maxLength={500} rows={2} />
          </Stack>
        </section>
        <FrameFields form={form} isNew={kept === undefined} hadCapacity={(kept?.capacity ?? null) !== null} />
        <section className="fanfare-card">
          <Title order={2} mb="md">
            {t('recognition.editor.picture')}
          </Title>
          <ArtworkField value={form.values.picture} onChange={(picture) => form.setFieldValue('picture', picture)} />
        </section>
        {conflict && (
          <Alert role="alert" color="brass" title={t('recognition.editor.conflict')}>
            <Text size="sm" mb="sm">
              {t('recognition.editor.conflictLead')}
            </Text>
            <Group gap="xs">
              <Button variant="default" size="xs" onClick={settle}>
                {t('recognition.editor.load')}
              </Button>
              <Button variant="default" size="xs" onClick={() => void save(form.values, conflict.version)}>
                {t('recognition.editor.overwrite')}
              </Button>
            </Group>
          </Alert>
        )}
        {Object.keys(form.errors).length > 0 && (
          <Alert role="alert" color="red">
            {form.errors['form'] ?? form.errors['isMonetary'] ?? t('recognition.editor.incomplete')}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {t(kept ? 'recognition.editor.save' : 'recognition.editor.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const below = ['label', 'input', 'description', 'error'] as const;

interface FrameFieldsProps {
  readonly form: UseFormReturnType<RecognitionValues>;
  readonly isNew: boolean;
  readonly hadCapacity: boolean;
}

/** How many places there are; the rest is said once, when it comes into the catalogue. */
function FrameFields({ form, isNew, hadCapacity }: FrameFieldsProps) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data } = useQuery(RecognitionFrameDocument, { variables: { key: programme.key }, skip: !isNew });
  const seasons = data?.programme?.seasons ?? [];
  const isMonetaryAllowed = data?.programme?.reward.monetary ?? false;
  const today = new Date().toISOString().slice(0, 10);
  return (
    <section className="fanfare-card">
      <Title order={2} mb="sm">
        {t('recognition.editor.frame')}
      </Title>
      <div className="recognition-two">
        <NumberInput
          label={t('recognition.editor.capacity')}
          inputWrapperOrder={[...below]}
          description={t(hadCapacity ? 'recognition.editor.capacityKept' : 'recognition.editor.capacityHint')}
          min={1}
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps('capacity')}
        />
        {isNew && (
          <>
            <NumberInput
              label={t('recognition.editor.pointsGoal')}
              inputWrapperOrder={[...below]}
              description={t('recognition.editor.pointsGoalHint')}
              min={1}
              allowDecimal={false}
              clampBehavior="none"
              {...form.getInputProps('pointsGoal')}
            />
            <NativeSelect
              label={t('recognition.editor.season')}
              data={[
                { value: '', label: t('recognition.everySeason') },
                ...seasons.filter(({ endsOn }) => endsOn >= today).map(({ id, name }) => ({ value: id, label: name })),
              ]}
              {...form.getInputProps('season')}
            />
            <Switch
              label={t('recognition.editor.monetary')}
              {...(isMonetaryAllowed ? {} : { description: t('recognition.editor.monetaryOff') })}
              disabled={!isMonetaryAllowed}
              {...form.getInputProps('isMonetary', { type: 'checkbox' })}
            />
          </>
        )}
      </div>
    </section>
  );
}

/** Saves of the version that was read; where somebody else was faster, the person decides whose words stay. */
function useSaving(kept: RecognitionToEdit | undefined, form: UseFormReturnType<RecognitionValues>) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const client = useApolloClient();
  const navigate = useNavigate();
  const { act, busy } = useAct();
  const [version, setVersion] = useState(kept?.version ?? 0);
  const [conflict, setConflict] = useState<RecognitionToEdit>();
  const send = (values: RecognitionValues, of: number) =>
    kept === undefined
      ? act(CreateRecognitionDocument, { programme: programme.id, ...createdInput(values) }, { quiet: true })
      : act(UpdateRecognitionDocument, { id: kept.id, version: of, ...changedInput(values) }, { quiet: true });
  const save = async (values: RecognitionValues, of = version) => {
    const payload = await send(values, of);
    if (payload === undefined) return;
    if (kept !== undefined && payload.errors.some(({ code }) => code === 'CONFLICT')) {
      const query = { query: RecognitionToEditDocument, variables: { id: kept.id }, fetchPolicy: 'network-only' } as const;
      setConflict((await client.query(query)).data?.recognition ?? undefined);
      return;
    }
    form.setErrors(Object.fromEntries(payload.errors.map(({ path, message }) => [fieldOf(path), message])));
    if (payload.recognition === null) return;
    notifications.show({ message: t(kept ? 'recognition.editor.saved' : 'recognition.editor.created'), color: 'petrol' });
    await navigate(`/programmes/${programme.key}/recognition/${payload.recognition.id}`);
  };
  const settle = () => {
    if (conflict === undefined) return;
    form.setValues(valuesOf(conflict));
    setVersion(conflict.version);
    setConflict(undefined);
  };
  return { save, busy, conflict, settle };
}
