import { Alert, Badge, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconTargetOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { Artwork } from '../../ui/Artwork.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Fact, FactList } from '../../ui/Fact.tsx';
import { useFormat } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { ChallengeActs } from './ChallengeActs.tsx';
import { ChallengeProgress } from './ChallengeProgress.tsx';
import './challenges.css';
import { OwnPart } from './OwnPart.tsx';
import { stateColours } from './state-colours.ts';
import { type ChallengeDetails, useLiveChallenge } from './use-live-challenge.ts';

export function ChallengePage() {
  const { challengeId = '' } = useParams();
  return (
    <Guard area="challenges">
      <ChallengeView id={challengeId} />
    </Guard>
  );
}

function ChallengeView({ id }: { id: string }) {
  const { t } = useTranslation();
  const { programme, roles } = useMembership();
  const { challenge, missing, error, refetch, following } = useLiveChallenge(id);
  const back = { to: `/programmes/${programme.key}/challenges`, label: t('challenges.back') };
  if (missing)
    return (
      <Page title={t('challenges.notFound')} back={back}>
        <Empty icon={<IconTargetOff />} lead={t('challenges.notFoundLead')} />
      </Page>
    );
  if (!challenge)
    return (
      <Page title={t('challenges.title')} back={back}>
        {error ? <Problem error={error} onRetry={refetch} /> : <Skeleton height={420} radius="lg" aria-busy="true" />}
      </Page>
    );
  const { name, state } = challenge;
  return (
    <Page
      title={name}
      back={back}
      actions={roles.includes('ADMIN') && <ChallengeActs challenge={challenge} />}
      heading={
        <Group component="span" gap="sm">
          {name}
          <Badge variant="light" color={stateColours[state]} tt="none" fw={550}>
            {t(`challenges.state.${state}`)}
          </Badge>
        </Group>
      }
    >
      <div className="challenge-columns">
        <Stack>
          <Announcement challenge={challenge} />
          <ChallengeProgress challenge={challenge} following={following} />
          {challenge.entrance && state !== 'DRAFT' && <OwnPart challenge={challenge} />}
        </Stack>
        <About challenge={challenge} />
      </div>
    </Page>
  );
}

/** What there is to know before anything else. */
function Announcement({ challenge: { state, cancelledAt, cancelReason, graceUntil } }: { challenge: ChallengeDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (state === 'DRAFT') return <Alert color="brass">{t('challenges.draftLead')}</Alert>;
  if (state === 'GRACE' && graceUntil) return <Alert>{t('challenges.graceNow', { date: format.dateTime(graceUntil) })}</Alert>;
  if (state !== 'CANCELLED' || !cancelledAt) return null;
  return (
    <Alert color="red" title={t('challenges.cancelled', { date: format.dateTime(cancelledAt) })}>
      <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
        {cancelReason}
      </Text>
      <Text size="sm" c="dimmed" mt="xs">
        {t('challenges.cancelledLead')}
      </Text>
    </Alert>
  );
}

function About({ challenge }: { challenge: ChallengeDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { picture, callText, sentences, opensOn, closesOn, graceUntil, entry } = challenge;
  return (
    <section className="fanfare-card">
      <Artwork artwork={picture} size={112} />
      <Title order={2} mt="md">
        {t('challenges.asks')}
      </Title>
      <Text mt={4} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
        {callText}
      </Text>
      <Title order={2} mt="lg">
        {t('challenges.rules')}
      </Title>
      <ul className="challenge-sentences">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <FactList>
        <Fact label={t('challenges.window')}>
          {t('challenges.days', { from: format.day(opensOn), until: format.day(closesOn) })}
        </Fact>
        {graceUntil && <Fact label={t('challenges.graceUntil')}>{format.dateTime(graceUntil)}</Fact>}
        <Fact label={t('challenges.who')}>{t(`challenges.entry.${entry}`)}</Fact>
        <Fact label={t('challenges.again')}>
          <Recurrence recurrence={challenge.recurrence} />
        </Fact>
      </FactList>
    </section>
  );
}

function Recurrence({ recurrence }: { recurrence: ChallengeDetails['recurrence'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (recurrence === null) return t('challenges.once');
  const often = t(`challenges.recurs.${recurrence.unit}`, { count: recurrence.every });
  return recurrence.until ? t('challenges.recursUntil', { often, date: format.day(recurrence.until) }) : often;
}
