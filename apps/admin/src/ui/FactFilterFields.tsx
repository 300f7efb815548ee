import { reportedActivityKinds } from '@fanfare/contracts';
import { MultiSelect, NativeSelect, TagsInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { ActivityKind, Channel, EvidenceTier } from '../app/graphql/schema.generated.ts';
import type { FactFilterValues } from './fact-filter.ts';

const kinds: readonly ActivityKind[] = [...reportedActivityKinds, 'STORY', 'CHALLENGE_REACHED'];
const channels: readonly Channel[] = [
  ...(['LINKEDIN', 'MASTODON', 'BLUESKY', 'INSTAGRAM', 'XING', 'X', 'FACEBOOK', 'THREADS'] as const),
  ...(['YOUTUBE', 'TIKTOK', 'BLOG', 'IN_PERSON', 'OTHER'] as const),
];
const tiers: readonly EvidenceTier[] = ['SELF_REPORTED', 'PEER_CONFIRMED', 'CHANNEL_VERIFIED'];
const inPlace = { withinPortal: false };
const below = ['label', 'input', 'description', 'error'] as const;

export interface FactFilterFieldsProps<Values> {
  readonly form: UseFormReturnType<Values>;
  /** Where the filter lies in the form. */
  readonly path: string;
  readonly value: FactFilterValues;
  /** Keys of the programme's campaigns with their names; without them campaigns are left as they are. */
  readonly campaigns?: readonly { readonly key: string; readonly name: string }[];
}

/** Which activities are counted: all of them unless told. */
export function FactFilterFields<Values extends Record<string, unknown>>(props: FactFilterFieldsProps<Values>) {
  const { form, path, value, campaigns = [] } = props;
  const { t } = useTranslation();
  const many = (name: 'kinds' | 'channels' | 'campaigns', data: { value: string; label: string }[]) => (
    <MultiSelect
      label={t(`factFilter.${name}`)}
      comboboxProps={inPlace}
      {...(value[name].length === 0 ? { placeholder: t('factFilter.all') } : {})}
      data={data}
      {...form.getInputProps(`${path}.${name}`)}
    />
  );
  return (
    <div className="form-columns">
      {many(
        'kinds',
        kinds.map((kind) => ({ value: kind, label: t(`activityKind.${kind}`) })),
      )}
      {many(
        'channels',
        channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) })),
      )}
      {campaigns.length > 0 &&
        many(
          'campaigns',
          campaigns.map(({ key, name }) => ({ value: key, label: name })),
        )}
      <TagsInput
        label={t('factFilter.hashtags')}
        description={t('factFilter.hashtagsHint')}
        inputWrapperOrder={[...below]}
        {...form.getInputProps(`${path}.hashtags`)}
      />
      <NativeSelect
        label={t('factFilter.evidence')}
        data={[
          { value: '', label: t('factFilter.anyEvidence') },
          ...tiers.map((tier) => ({ value: tier, label: t(`evidence.${tier}`) })),
        ]}
        {...form.getInputProps(`${path}.minimumEvidence`)}
      />
    </div>
  );
}
