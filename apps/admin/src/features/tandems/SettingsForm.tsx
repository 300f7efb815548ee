import {
  Alert,
  Button,
  Group,
  NativeSelect,
  NumberInput,
  Radio,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { useUserErrors } from '../../ui/use-user-errors.ts';
import { FloorSlider } from './FloorSlider.tsx';
import { LocksField } from './LocksField.tsx';
import {
  DraftTandemRunDocument,
  StartTandemRunDocument,
  type TandemRunFieldsFragment,
  UpdateTandemRunDocument,
} from './run.generated.ts';
import { areGrades, type RunValues, settingsInput, valuesOf } from './run-values.ts';
import { WeightSliders } from './WeightSliders.tsx';

export interface SettingsFormProps {
  /** A draft that is being changed. */
  readonly draft?: TandemRunFieldsFragment;
  /** A computed run whose people the new one looks at. */
  readonly basedOn?: TandemRunFieldsFragment;
}

/** What a run is told. Every setting has a default that suits most programmes, and says what it does. */
export function SettingsForm({ draft, basedOn }: SettingsFormProps) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const format = useFormat();
  const navigate = useNavigate();
  const wordsOf = useUserErrors();
  const { act, busy } = useAct();
  const proposedName = basedOn
    ? t('tandems.variantName', { name: basedOn.name })
    : t('tandems.roundName', { date: format.date(new Date().toISOString()) });
  const form = useForm<RunValues>({
    initialValues: valuesOf(draft ?? basedOn, draft?.name ?? proposedName),
    validate: {
      name: (value) => (value.trim() === '' ? t('userError.REQUIRED') : null),
      weights: (weights) => (Object.values(weights).some((weight) => weight > 0) ? null : t('tandems.weightsMissing')),
      answerWithinDays: (value) => (Number(value) >= 1 && Number(value) <= 60 ? null : t('userError.OUT_OF_RANGE')),
      grades: (grades) => (areGrades(grades) ? null : t('tandems.gradesWrong')),
      runningBonus: (value) => (Number(value) >= 0 && Number(value) <= 100 ? null : t('userError.OUT_OF_RANGE')),
    },
  });

  const save = async (values: RunValues) => {
    const input = {
      name: values.name.trim(),
      settings: settingsInput(values),
      locks: values.locks.map(({ hesitant, frequent }) => ({ hesitant: hesitant.id, frequent: frequent.id })),
    };
    const payload = draft
      ? await act(UpdateTandemRunDocument, { run: draft.id, ...input }, { quiet: true })
      : await act(
          DraftTandemRunDocument,
          { programme: programme.id, ...input, ...(basedOn ? { basedOn: basedOn.id } : {}) },
          { quiet: true },
        );
    if (payload && payload.errors.length > 0) form.setErrors(wordsOf(payload.errors));
    return payload?.tandemRun ?? undefined;
  };
  const submit = form.onSubmit(async (values) => {
    const run = await save(values);
    if (run === undefined) return;
    const started = await act(StartTandemRunDocument, { run: run.id });
    if (started === undefined) return;
    await navigate(`/programmes/${programme.key}/tandems/${run.id}${basedOn ? `?with=${basedOn.id}` : ''}`);
  });
  const keep = form.onSubmit(async (values) => {
    const run = await save(values);
    if (run && !draft) await navigate(`/programmes/${programme.key}/tandems/${run.id}`);
  });

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <section className="fanfare-card">
          <Stack>
            <TextInput label={t('tandems.name')} required maxLength={200} maw={480} {...form.getInputProps('name')} />
            <Radio.Group label={t('tandems.objective')} {...form.getInputProps('objective')}>
              <Stack gap="xs" mt="xs">
                {(['MOST_PEOPLE', 'BEST_FIT'] as const).map((value) => (
                  <Radio
                    key={value}
                    value={value}
                    label={t(`tandems.objectives.${value}`)}
                    description={t(`tandems.objectiveHint.${value}`)}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <FloorSlider {...form.getInputProps('floor')} />
          </Stack>
        </section>
        <WeightSliders
          value={form.values.weights}
          onChange={(weights) => form.setFieldValue('weights', weights)}
          error={form.errors['weights']}
        />
        <section className="fanfare-card">
          <Title order={2} mb="sm">
            {t('tandems.conditions')}
          </Title>
          <div className="tandem-two">
            <NativeSelect
              label={t('tandems.groupRule')}
              description={t('tandems.groupRuleHint')}
              data={(['ANY', 'ACROSS', 'WITHIN'] as const).map((value) => ({ value, label: t(`tandems.groupRules.${value}`) }))}
              {...form.getInputProps('groupRule')}
            />
            <NumberInput
              label={t('tandems.answerWithinDays')}
              description={t('tandems.answerWithinDaysHint')}
              min={1}
              max={60}
              clampBehavior="none"
              {...form.getInputProps('answerWithinDays')}
            />
            <Switch
              label={t('tandems.rematchRunning')}
              description={t('tandems.rematchRunningHint')}
              {...form.getInputProps('rematchRunning', { type: 'checkbox' })}
            />
            <NumberInput
              label={t('tandems.runningBonus')}
              description={t('tandems.runningBonusHint')}
              min={0}
              max={100}
              decimalScale={2}
              clampBehavior="none"
              {...form.getInputProps('runningBonus')}
            />
            <TagsInput
              label={t('tandems.grades')}
              description={t('tandems.gradesHint')}
              maxTags={20}
              {...form.getInputProps('grades')}
            />
          </div>
        </section>
        <LocksField
          value={form.values.locks}
          onChange={(locks) => form.setFieldValue('locks', locks)}
          error={form.errors['hesitant'] ?? form.errors['frequent']}
        />
        {(form.errors['form'] ?? form.errors['run'] ?? form.errors['programme']) && (
          <Alert role="alert" color="red">
            {form.errors['form'] ?? form.errors['run'] ?? form.errors['programme']}
          </Alert>
        )}
        <Group justify="space-between">
          <Text size="sm" c="dimmed" maw={520}>
            {t('tandems.startLead')}
          </Text>
          <Group>
            <Button variant="default" onClick={() => void keep()} disabled={busy}>
              {t('tandems.keepDraft')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('tandems.compute')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
