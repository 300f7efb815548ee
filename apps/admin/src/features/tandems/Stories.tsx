import { useQuery } from '@apollo/client/react';
import { Button, Checkbox, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { useUserErrors } from '../../ui/use-user-errors.ts';
import {
  ConfirmStoryDocument,
  MyTandemDocument,
  OwnRecentActivitiesDocument,
  type OwnTandemFieldsFragment,
  TakeBackStoryDocument,
  TellStoryDocument,
} from './my-tandem.generated.ts';

/** What the two tell together: told by one, confirmed by all. */
export function Stories({ tandem }: { tandem: OwnTandemFieldsFragment }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <div>
        <Title order={3} size="h5">
          {t('tandems.mine.story')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('tandems.mine.storyLead')}
        </Text>
      </div>
      {tandem.stories.length > 0 && (
        <ul className="tandem-locks">
          {tandem.stories.map((story) => (
            <StoryLine key={story.id} story={story} />
          ))}
        </ul>
      )}
      <TellStory tandem={tandem} />
    </Stack>
  );
}

function StoryLine({ story }: { story: OwnTandemFieldsFragment['stories'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { act, busy } = useAct(MyTandemDocument);
  const { id, title, confirmedAt, awaitsViewer } = story;
  return (
    <li>
      <span>
        <strong>{title ?? t('tandems.mine.untitled')}</strong>{' '}
        <Text component="span" size="xs" c="dimmed">
          {confirmedAt
            ? t('tandems.mine.storyCounted', { date: format.date(confirmedAt) })
            : t(awaitsViewer ? 'tandems.mine.storyWaitsForYou' : 'tandems.mine.storyWaits')}
        </Text>
      </span>
      {awaitsViewer && (
        <Button size="xs" loading={busy} onClick={() => void act(ConfirmStoryDocument, { story: id })}>
          {t('tandems.mine.confirm')}
        </Button>
      )}
      {confirmedAt === null && (
        <Button size="xs" variant="default" loading={busy} onClick={() => void act(TakeBackStoryDocument, { story: id })}>
          {t(awaitsViewer ? 'tandems.mine.refuseStory' : 'tandems.mine.takeBack')}
        </Button>
      )}
    </li>
  );
}

function TellStory({ tandem }: { tandem: OwnTandemFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { ambassador } = useMembership();
  const wordsOf = useUserErrors();
  const { act, busy } = useAct(MyTandemDocument);
  const { data } = useQuery(OwnRecentActivitiesDocument, { variables: { id: ambassador?.id ?? '' }, skip: !ambassador });
  const since = tandem.acceptedAt ?? tandem.proposedAt;
  const activities = (data?.ambassador?.recent.nodes ?? []).filter(({ occurredAt }) => occurredAt >= since);
  const form = useForm({
    initialValues: { title: '', activities: [] as string[] },
    validate: {
      title: (value) => (value.trim() === '' ? t('userError.REQUIRED') : null),
      activities: (value) => (value.length === 0 ? t('tandems.mine.chooseActivities') : null),
    },
  });
  const submit = form.onSubmit(async ({ title, activities: chosen }) => {
    const payload = await act(
      TellStoryDocument,
      { tandem: tandem.id, title: title.trim(), activities: chosen },
      { quiet: true },
    );
    if (payload?.story) {
      form.reset();
      notifications.show({ message: t('tandems.mine.told'), color: 'petrol' });
    } else if (payload) form.setErrors(wordsOf(payload.errors));
  });
  if (activities.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('tandems.mine.noActivities')}
      </Text>
    );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput label={t('tandems.mine.storyTitle')} required maxLength={200} {...form.getInputProps('title')} />
        <Checkbox.Group label={t('tandems.mine.storyActivities')} {...form.getInputProps('activities')}>
          <Stack gap={6} mt={6}>
            {activities.map(({ id, kind, channel, occurredAt }) => (
              <Checkbox
                key={id}
                value={id}
                label={`${t(`activityKind.${kind}`)}, ${t(`channel.${channel}`)}, ${format.dateTime(occurredAt)}`}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={busy}>
            {t('tandems.mine.tell')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
