import { reportedActivityKinds } from '@fanfare/contracts';
import { MultiSelect, NativeSelect, NumberInput, Stack, TagsInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { ActivityKind, Channel, EvidenceTier } from '../../app/graphql/schema.generated.ts';
import { type BadgeValues, badgeMeasures } from './badge-values.ts';

const kinds: readonly ActivityKind[] = [...reportedActivityKinds, 'STORY', 'CHALLENGE_REACHED'];
const channels: readonly Channel[] = [
  ...(['LINKEDIN', 'MASTODON', 'BLUESKY', 'INSTAGRAM', 'XING', 'X', 'FACEBOOK', 'THREADS'] as const),
  ...(['YOUTUBE', 'TIKTOK', 'BLOG', 'IN_PERSON', 'OTHER'] as const),
];
const tiers: readonly EvidenceTier[] = ['SELF_REPORTED', 'PEER_CONFIRMED', 'CHANNEL_VERIFIED'];
const inPlace = { withinPortal: false };
const below = ['label', 'input', 'description', 'error'] as const;

/** What earns a badge. */
export function CriterionFields({ form }: { form: UseFormReturnType<BadgeValues> }) {
  const { t } = useTranslation();
  const { measure } = form.values.criterion;
  return (
    <section className="fanfare-card">
      <Title order={2} mb="sm">
        {t('badges.editor.criterion')}
      </Title>
      <Stack>
        <div className="badge-two">
          <NativeSelect
            label={t('badges.editor.measure')}
            data={badgeMeasures.map((value) => ({ value, label: t(`badges.editor.measures.${value}`) }))}
            {...form.getInputProps('criterion.measure')}
          />
          <NumberInput
            label={t('badges.editor.target')}
            min={1}
            required
            allowDecimal={false}
            clampBehavior="none"
            {...form.getInputProps('criterion.target')}
          />
          <NativeSelect
            label={t('badges.editor.per')}
            data={(['EVER', 'SEASON'] as const).map((value) => ({ value, label: t(`badges.editor.pers.${value}`) }))}
            {...form.getInputProps('criterion.per')}
          />
          {measure === 'FACTS' && (
            <NumberInput
              label={t('badges.editor.mostPerWeek')}
              description={t('badges.editor.mostPerWeekHint')}
              inputWrapperOrder={[...below]}
              min={1}
              max={100}
              required
              allowDecimal={false}
              clampBehavior="none"
              {...form.getInputProps('criterion.mostPerWeek')}
            />
          )}
        </div>
        <Filters form={form} />
      </Stack>
    </section>
  );
}

function Filters({ form }: { form: UseFormReturnType<BadgeValues> }) {
  const { t } = useTranslation();
  const { filter } = form.values.criterion;
  return (
    <div className="badge-two">
      <MultiSelect
        label={t('badges.editor.kinds')}
        comboboxProps={inPlace}
        {...(filter.kinds.length === 0 ? { placeholder: t('badges.editor.all') } : {})}
        data={kinds.map((value) => ({ value, label: t(`activityKind.${value}`) }))}
        {...form.getInputProps('criterion.filter.kinds')}
      />
      <MultiSelect
        label={t('badges.editor.channels')}
        comboboxProps={inPlace}
        {...(filter.channels.length === 0 ? { placeholder: t('badges.editor.all') } : {})}
        data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
        {...form.getInputProps('criterion.filter.channels')}
      />
      <TagsInput
        label={t('badges.editor.hashtags')}
        description={t('badges.editor.hashtagsHint')}
        inputWrapperOrder={[...below]}
        {...form.getInputProps('criterion.filter.hashtags')}
      />
      <NativeSelect
        label={t('badges.editor.evidence')}
        data={[
          { value: '', label: t('badges.editor.anyEvidence') },
          ...tiers.map((value) => ({ value, label: t(`evidence.${value}`) })),
        ]}
        {...form.getInputProps('criterion.filter.minimumEvidence')}
      />
    </div>
  );
}
