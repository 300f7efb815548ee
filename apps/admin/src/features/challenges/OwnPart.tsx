import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { EnterChallengeDocument, LeaveChallengeDocument } from './challenges.generated.ts';
import { ProgressBar } from './ProgressBar.tsx';
import { useAmount } from './use-amount.ts';
import type { ChallengeDetails } from './use-live-challenge.ts';

const open: readonly string[] = ['SCHEDULED', 'RUNNING', 'GRACE'];

/** The reader's own part: nobody else sees it. */
export function OwnPart({ challenge }: { challenge: ChallengeDetails }) {
  const { t } = useTranslation();
  const amount = useAmount(challenge);
  const { scope, target, ownProgress = [] } = challenge;
  const goals = ownProgress.map((progress, index) => ({ progress, key: `${scope} ${index}` }));
  return (
    <section className="fanfare-card">
      <Title order={2} mb="xs">
        {t('challenges.own.title')}
      </Title>
      <TakingPart challenge={challenge} />
      {goals.length > 0 && (
        <Stack gap="sm" mt="md">
          {goals.map(({ key, progress }) => (
            <div key={key}>
              <Text size="sm" fw={550} mb={6} role="status">
                {t(scope === 'EACH_TANDEM' ? 'challenges.own.tandem' : 'challenges.own.progress')}:{' '}
                {amount.of(progress.value, target)}
              </Text>
              <ProgressBar progress={progress} counted={challenge} label={t('challenges.own.progress')} />
            </div>
          ))}
        </Stack>
      )}
      <Contributions challenge={challenge} />
    </section>
  );
}

function TakingPart({ challenge: { id, state, entry, entrance } }: { challenge: ChallengeDetails }) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const isIn = entrance?.isIn === true;
  const mayEnter = entry === 'OPEN' || entrance?.invitedAt != null;
  const words = isIn ? 'isIn' : !mayEnter ? 'byInvitation' : entry === 'OPEN' ? 'out' : 'invited';
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm">{t(`challenges.own.${words}`)}</Text>
      {open.includes(state) && isIn && (
        <Button
          variant="default"
          size="xs"
          loading={busy}
          title={t('challenges.own.leaveHint')}
          onClick={() => void act(LeaveChallengeDocument, { id })}
        >
          {t('challenges.own.leave')}
        </Button>
      )}
      {open.includes(state) && !isIn && mayEnter && (
        <Button size="xs" loading={busy} onClick={() => void act(EnterChallengeDocument, { id })}>
          {t('challenges.own.enter')}
        </Button>
      )}
    </Group>
  );
}

function Contributions({ challenge }: { challenge: ChallengeDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = useAmount({ scope: 'EACH_PERSON', measure: challenge.measure });
  const { ownContributions = [], state } = challenge;
  if (state === 'SCHEDULED' || state === 'CANCELLED') return null;
  // Of different people or weeks each counts once, however many activities there are.
  const addsUp = challenge.measure !== 'DISTINCT_PEOPLE' && challenge.measure !== 'DISTINCT_WEEKS';
  return (
    <>
      <Title order={3} size="h4" mt="lg" mb="xs">
        {t('challenges.own.contributions')}
      </Title>
      {ownContributions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('challenges.own.none')}
        </Text>
      )}
      <ul className="challenge-contributions">
        {ownContributions.map(({ activityId, occurredAt, sentence, value }) => (
          <li key={activityId}>
            <Text component="span" size="sm" c="dimmed">
              {format.dateTime(occurredAt)}
            </Text>
            <Text component="span" size="sm">
              {sentence}
            </Text>
            {value > 0 && addsUp && (
              <Text component="span" size="sm" fw={600}>
                {t('challenges.own.counts', { amount: amount(value) })}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
