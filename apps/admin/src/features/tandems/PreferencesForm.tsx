import {
  Button,
  Group,
  Input,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { Channel, ChosenTandemSide, TandemSkill, TandemSlot } from '../../app/graphql/schema.generated.ts';
import { useAct } from '../../ui/use-act.ts';
import { useUserErrors } from '../../ui/use-user-errors.ts';
import { AvailabilityGrid } from './AvailabilityGrid.tsx';
import { ColleagueField } from './ColleagueSelect.tsx';
import {
  DeclareWishesDocument,
  type OwnPreferencesFieldsFragment,
  UpdateTandemPreferencesDocument,
} from './my-tandem.generated.ts';
import { inPlace } from './PersonSelect.tsx';
import { channels, languages, skills, timeZones } from './preference-choices.ts';
import { WishesFields } from './WishesFields.tsx';

export interface PreferencesFormProps {
  readonly id: string;
  readonly preferences: OwnPreferencesFieldsFragment;
  readonly onSaved: () => void;
}

/** What matters to one in a tandem; all of it voluntary. */
export function PreferencesForm({ id, preferences, onSaved }: PreferencesFormProps) {
  const { t, i18n } = useTranslation();
  const wordsOf = useUserErrors();
  const { act, busy } = useAct();
  const form = useForm({ initialValues: valuesOf(preferences) });
  const languageName = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const save = form.onSubmit(async ({ wishes, blocks, side, objective, capacity, experience, timeZone, ...values }) => {
    const words = objective.trim();
    const input = {
      ambassador: id,
      ...values,
      side: side === '' ? null : side,
      timeZone: timeZone === '' ? null : timeZone,
      objective: words === '' ? null : words,
      capacity: Number(capacity),
      experience: Number(experience),
    };
    const saved = await act(UpdateTandemPreferencesDocument, input, { quiet: true });
    const wished = saved && (await act(DeclareWishesDocument, { ambassador: id, wishes, blocks }, { quiet: true }));
    if (!saved || !wished) return;
    const errors = { ...wordsOf(saved.errors), ...wordsOf(wished.errors) };
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    notifications.show({ message: t('tandems.mine.saved'), color: 'petrol' });
    onSaved();
  });
  const skillChoices = skills.map((value) => ({ value, label: t(`tandems.mine.skill.${value}`) }));
  return (
    <section className="fanfare-card">
      <Title order={2}>{t('tandems.mine.preferences')}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {t('tandems.mine.preferencesLead')}
      </Text>
      <form onSubmit={save} noValidate>
        <Stack>
          <Switch label={t('tandems.mine.isOpen')} {...form.getInputProps('isOpen', { type: 'checkbox' })} />
          <div className="tandem-two">
            <NativeSelect
              label={t('tandems.mine.side')}
              data={[
                { value: '', label: t('tandems.mine.sides.auto') },
                { value: 'FREQUENT', label: t('tandems.mine.sides.FREQUENT') },
                { value: 'HESITANT', label: t('tandems.mine.sides.HESITANT') },
              ]}
              {...form.getInputProps('side')}
            />
            <MultiSelect
              comboboxProps={inPlace}
              label={t('tandems.mine.languages')}
              searchable
              data={languages.map((value) => ({ value, label: languageName.of(value) ?? value }))}
              {...form.getInputProps('languages')}
            />
            <MultiSelect
              comboboxProps={inPlace}
              label={t('tandems.mine.channels')}
              data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
              {...form.getInputProps('channels')}
            />
            <TagsInput
              comboboxProps={inPlace}
              label={t('tandems.mine.topics')}
              description={t('tandems.mine.topicsHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              maxTags={20}
              {...form.getInputProps('topics')}
            />
            <MultiSelect
              comboboxProps={inPlace}
              label={t('tandems.mine.strengths')}
              data={skillChoices}
              {...form.getInputProps('strengths')}
            />
            <MultiSelect
              comboboxProps={inPlace}
              label={t('tandems.mine.needs')}
              data={skillChoices}
              {...form.getInputProps('needs')}
            />
            <Select
              comboboxProps={inPlace}
              label={t('tandems.mine.timeZone')}
              description={t('tandems.mine.timeZoneHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              searchable
              limit={50}
              allowDeselect={false}
              data={[{ value: '', label: t('tandems.mine.timeZoneOfProgramme') }, ...timeZones]}
              {...form.getInputProps('timeZone')}
            />
            <ColleagueField
              label={t('tandems.mine.manager')}
              description={t('tandems.mine.managerHint')}
              known={preferences.manager ? [preferences.manager] : []}
              {...form.getInputProps('manager')}
            />
            <NumberInput label={t('tandems.mine.experience')} min={0} max={5} {...form.getInputProps('experience')} />
            <NumberInput label={t('tandems.mine.capacity')} min={0} max={5} {...form.getInputProps('capacity')} />
          </div>
          <Textarea
            label={t('tandems.mine.objective')}
            description={t('tandems.mine.objectiveHint')}
            autosize
            maxLength={500}
            {...form.getInputProps('objective')}
          />
          <Input.Wrapper label={t('tandems.mine.availability')} labelElement="div" error={form.errors['availability']}>
            <AvailabilityGrid
              value={form.values.availability}
              onChange={(availability) => form.setFieldValue('availability', availability)}
            />
          </Input.Wrapper>
          <Switch label={t('tandems.mine.acceptsThird')} {...form.getInputProps('acceptsThird', { type: 'checkbox' })} />
          <WishesFields
            known={[...preferences.wishes, ...preferences.blocks]}
            wishes={form.getInputProps('wishes')}
            blocks={form.getInputProps('blocks')}
          />
          {(form.errors['form'] ?? form.errors['ambassador']) && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {form.errors['form'] ?? form.errors['ambassador']}
            </Text>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={busy}>
              {t('tandems.mine.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}

function valuesOf(preferences: OwnPreferencesFieldsFragment) {
  const { isOpen, experience, capacity, acceptsThird } = preferences;
  return {
    isOpen,
    acceptsThird,
    experience: experience as number | string,
    capacity: capacity as number | string,
    side: (preferences.side ?? '') as ChosenTandemSide | '',
    languages: [...preferences.languages],
    channels: [...preferences.channels] as Channel[],
    topics: [...preferences.topics],
    strengths: [...preferences.strengths] as TandemSkill[],
    needs: [...preferences.needs] as TandemSkill[],
    availability: [...preferences.availability] as TandemSlot[],
    objective: preferences.objective ?? '',
    timeZone: preferences.timeZone ?? '',
    manager: preferences.manager?.id ?? null,
    wishes: preferences.wishes.map(({ id }) => id),
    blocks: preferences.blocks.map(({ id }) => id),
  };
}
