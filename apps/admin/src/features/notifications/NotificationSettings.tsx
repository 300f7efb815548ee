import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Checkbox, Group, Skeleton, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { NotificationTopic } from '../../app/graphql/schema.generated.ts';
import { Problem } from '../../ui/Problem.tsx';
import { useUserErrors } from '../../ui/use-user-errors.ts';
import {
  type NotificationSettingsFieldsFragment,
  OwnNotificationSettingsDocument,
  UpdateNotificationSettingsDocument,
} from './notifications.generated.ts';
import './notifications.css';

const topics: readonly NotificationTopic[] = [
  'POINTS',
  'BADGES',
  'CHALLENGES',
  'TANDEMS',
  'RECOGNITION',
  'SEASONS',
  'ADMINISTRATION',
];

export function NotificationSettings({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(OwnNotificationSettingsDocument, { variables: { id } });
  const settings = data?.ambassador?.notificationSettings;
  if (settings) return <SettingsForm id={id} settings={settings} />;
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  return <Skeleton height={480} radius="lg" aria-busy="true" />;
}

interface FormProps {
  readonly id: string;
  readonly settings: NotificationSettingsFieldsFragment;
}

function SettingsForm({ id, settings }: FormProps) {
  const { t } = useTranslation();
  const wordsOf = useUserErrors();
  const [update, { loading, error }] = useMutation(UpdateNotificationSettingsDocument, {
    refetchQueries: [OwnNotificationSettingsDocument],
  });
  const form = useForm({
    initialValues: { ...settings, quietFrom: clockOf(settings.quietFrom), quietUntil: clockOf(settings.quietUntil) },
  });
  const save = form.onSubmit(
    async ({ feedTopics, mailTopics, wantsDigest, timeZone, quietFrom, quietUntil, restsOnWeekends }) => {
      const { data } = await update({
        variables: {
          input: {
            ...{ ambassador: id, feedTopics, mailTopics, wantsDigest, restsOnWeekends },
            timeZone: timeZone.trim(),
            quietFrom: minutesOf(quietFrom),
            quietUntil: minutesOf(quietUntil),
          },
        },
      });
      const errors = wordsOf(data?.updateNotificationSettings.errors ?? []);
      form.setErrors(errors);
      if (data && Object.keys(errors).length === 0)
        notifications.show({ message: t('notifications.settings.saved'), color: 'petrol' });
    },
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {!settings.hasMailAddress && <Alert color="brass">{t('notifications.settings.noAddress')}</Alert>}
        <section className="fanfare-card">
          <Title order={2}>{t('notifications.settings.topics')}</Title>
          <Text size="sm" c="dimmed" mb="md">
            {t('notifications.settings.topicsLead')}
          </Text>
          <Topics values={form.values} onChange={(feedTopics, mailTopics) => form.setValues({ feedTopics, mailTopics })} />
        </section>
        <section className="fanfare-card">
          <Title order={2}>{t('notifications.settings.mails')}</Title>
          <Text size="sm" c="dimmed" mb="md">
            {t('notifications.settings.mailsLead')}
          </Text>
          <Stack>
            <Switch
              label={t('notifications.settings.digest')}
              description={t('notifications.settings.digestHint')}
              {...form.getInputProps('wantsDigest', { type: 'checkbox' })}
            />
            <Switch
              label={t('notifications.settings.weekends')}
              {...form.getInputProps('restsOnWeekends', { type: 'checkbox' })}
            />
            <Group align="flex-start">
              <TextInput type="time" label={t('notifications.settings.quietFrom')} {...form.getInputProps('quietFrom')} />
              <TextInput type="time" label={t('notifications.settings.quietUntil')} {...form.getInputProps('quietUntil')} />
              <TextInput
                label={t('notifications.settings.timeZone')}
                list="notification-time-zones"
                {...form.getInputProps('timeZone')}
              />
              <datalist id="notification-time-zones">
                {Intl.supportedValuesOf('timeZone').map((zone) => (
                  <option key={zone} value={zone} />
                ))}
              </datalist>
            </Group>
          </Stack>
        </section>
        {error && <Problem error={error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={loading}>
            {t('notifications.settings.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface TopicsProps {
  readonly values: Pick<NotificationSettingsFieldsFragment, 'feedTopics' | 'mailTopics'>;
  readonly onChange: (feedTopics: NotificationTopic[], mailTopics: NotificationTopic[]) => void;
}

/** What is not in the feed is not mailed either. */
function Topics({ values: { feedTopics, mailTopics }, onChange }: TopicsProps) {
  const { t } = useTranslation();
  const set = (list: readonly NotificationTopic[], topic: NotificationTopic, on: boolean) =>
    topics.filter((known) => (known === topic ? on : list.includes(known)));
  return (
    <table className="notification-topics">
      <caption className="fanfare-unseen">{t('notifications.settings.topics')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('notifications.settings.topic')}</th>
          <th scope="col">{t('notifications.settings.inFeed')}</th>
          <th scope="col">{t('notifications.settings.byMail')}</th>
        </tr>
      </thead>
      <tbody>
        {topics.map((topic) => {
          const name = t(`notifications.topic.${topic}`);
          const isFed = feedTopics.includes(topic);
          return (
            <tr key={topic}>
              <th scope="row">{name}</th>
              <td>
                <Checkbox
                  aria-label={`${name}: ${t('notifications.settings.inFeed')}`}
                  checked={isFed}
                  onChange={({ currentTarget: { checked } }) =>
                    onChange(set(feedTopics, topic, checked), checked ? [...mailTopics] : set(mailTopics, topic, false))
                  }
                />
              </td>
              <td>
                <Checkbox
                  aria-label={`${name}: ${t('notifications.settings.byMail')}`}
                  checked={isFed && mailTopics.includes(topic)}
                  disabled={!isFed}
                  onChange={({ currentTarget: { checked } }) => onChange([...feedTopics], set(mailTopics, topic, checked))}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function clockOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
