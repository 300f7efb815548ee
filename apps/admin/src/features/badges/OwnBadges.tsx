import { useQuery, useSubscription } from '@apollo/client/react';
import { Anchor, Button, Progress, Skeleton, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAward, IconFlame } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { SvgPicture } from '../../ui/Artwork.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { CredentialDialog } from './CredentialDialog.tsx';
import {
  type OwnAwardFieldsFragment,
  OwnAwardsUpdatedDocument,
  OwnBadgesDocument,
  type OwnBadgesQuery,
} from './own-badges.generated.ts';

type Me = NonNullable<OwnBadgesQuery['ambassador']>;

/** What somebody holds themselves, how far they are, and the way to take a badge along. */
export function OwnBadges({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const { programme } = useMembership();
  const variables = { id, language: apiLanguage(i18n.language) };
  const { data, error, refetch, fetchMore } = useQuery(OwnBadgesDocument, { variables });
  useSubscription(OwnAwardsUpdatedDocument, {
    variables: { programme: programme.id },
    onData: ({ data: { data: update } }) => {
      if (!update) return;
      const { isHeld, name } = update.awardsUpdated;
      notifications.show({ message: t(isHeld ? 'badges.mine.new' : 'badges.mine.gone', { name }), color: 'petrol' });
      void refetch();
    },
  });
  const me = data?.ambassador;
  if (!me) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={420} radius="lg" aria-busy="true" />;
  }
  return (
    <Stack>
      <div className="badge-own">
        {me.streak && <StreakCard streak={me.streak} />}
        {me.level && <LevelCard level={me.level} />}
      </div>
      <Awards me={me} onMore={() => fetchMore({ variables: { ...variables, after: me.badges.pageInfo.endCursor } })} />
    </Stack>
  );
}

function StreakCard({ streak: { weeks, longest, isPaused } }: { streak: NonNullable<Me['streak']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className="fanfare-card badge-card">
      <IconFlame size={56} stroke={1.2} aria-hidden="true" color="var(--fanfare-chart-second)" />
      <div>
        <Title order={2}>{t('badges.mine.streak')}</Title>
        <Text fw={650} size="xl">
          {t('badges.mine.streakWeeks', { count: weeks, formatted: format.number(weeks) })}
        </Text>
        <Text size="sm" c="dimmed">
          {isPaused
            ? t('badges.mine.paused')
            : t('badges.mine.streakLongest', { count: longest, formatted: format.number(longest) })}
        </Text>
      </div>
    </section>
  );
}

function LevelCard({ level: { name, artworkSvg, points, toNext } }: { level: NonNullable<Me['level']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className="fanfare-card badge-card">
      {artworkSvg !== null && <SvgPicture svg={artworkSvg} size={56} />}
      <div>
        <Title order={2}>{t('badges.mine.level')}</Title>
        <Text fw={650} size="xl">
          {name ?? t('badges.mine.levelNone')}
        </Text>
        {toNext === null ? (
          <Text size="sm" c="dimmed">
            {t('badges.mine.top')}
          </Text>
        ) : (
          <>
            <Text size="sm" c="dimmed" mb={6}>
              {t('badges.mine.toNext', { count: toNext, formatted: format.number(toNext) })}
            </Text>
            <Progress value={(100 * points) / (points + toNext)} aria-label={t('badges.mine.progress')} />
          </>
        )}
      </div>
    </section>
  );
}

function Awards({ me, onMore }: { me: Me; onMore: () => Promise<unknown> }) {
  const { t } = useTranslation();
  const [taking, setTaking] = useState<string>();
  const { nodes, pageInfo, totalCount } = me.badges;
  const taken = nodes.find(({ id }) => id === taking);
  if (nodes.length === 0)
    return (
      <div className="fanfare-card">
        <Empty icon={<IconAward />} title={t('badges.mine.empty')} lead={t('badges.mine.emptyLead')} />
      </div>
    );
  return (
    <section>
      <Title order={2} mb="sm">
        {t('badges.mine.badges')}
      </Title>
      <ul className="badge-grid">
        {nodes.map((award) => (
          <AwardCard key={award.id} award={award} onTake={() => setTaking(award.id)} />
        ))}
      </ul>
      <LoadMore shown={nodes.length} total={totalCount} hasMore={pageInfo.hasNextPage} onMore={onMore} />
      {taken && <CredentialDialog award={taken} ownName={me.displayName} onClose={() => setTaking(undefined)} />}
    </section>
  );
}

function AwardCard({ award, onTake }: { award: OwnAwardFieldsFragment; onTake: () => void }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const format = useFormat();
  const { name, artworkSvg, explanation, earnedAt, badge, credential } = award;
  return (
    <li className="fanfare-card badge-card">
      <SvgPicture svg={artworkSvg} size={72} />
      <div>
        {badge ? (
          <Anchor component={Link} to={`/programmes/${programme.key}/badges/${badge.id}`} fw={600}>
            {name}
          </Anchor>
        ) : (
          <Text fw={600}>{name}</Text>
        )}
        <Text size="xs" c="dimmed">
          {t('badges.mine.earned', { date: format.date(earnedAt) })}
          {credential && ` · ${t('badges.mine.certified')}`}
        </Text>
        <Text size="sm" mt={6}>
          {explanation}
        </Text>
        <Button mt="sm" size="xs" variant="default" onClick={onTake} aria-label={`${t('badges.mine.takeAlong')}: ${name}`}>
          {t('badges.mine.takeAlong')}
        </Button>
      </div>
    </li>
  );
}
