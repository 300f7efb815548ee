import { useQuery } from '@apollo/client/react';
import { Badge, Group, Skeleton, Text, Title } from '@mantine/core';
import { IconAwardOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { Artwork } from '../../ui/Artwork.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Fact, FactList } from '../../ui/Fact.tsx';
import { useFormat } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { BadgeActs } from './BadgeActs.tsx';
import { BadgeDocument, type BadgeQuery } from './badges.generated.ts';
import './badges.css';
import { type Award, Holders } from './Holders.tsx';
import { stateColours } from './state-colours.ts';

export type BadgeDetails = NonNullable<BadgeQuery['badge']>;

/** Awards are counted a moment after what they follow from. */
const lookMilliseconds = 2_000;
const freshMilliseconds = 60_000;

/** Just published, so that whoever has earned it is being awarded it. */
const isFresh = ({ state, publishedAt }: BadgeDetails) =>
  state === 'PUBLISHED' && publishedAt !== null && Date.now() - Date.parse(publishedAt) < freshMilliseconds;

export function BadgePage() {
  const { badgeId = '' } = useParams();
  return (
    <Guard area="badges">
      <BadgeView id={badgeId} />
    </Guard>
  );
}

function BadgeView({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const { programme, roles } = useMembership();
  const mayChange = roles.includes('ADMIN');
  const variables = { id, language: apiLanguage(i18n.language), mayChange };
  const [takenBack, setTakenBack] = useState<Award>();
  const { data, error, refetch, fetchMore, startPolling, stopPolling } = useQuery(BadgeDocument, { variables });
  const badge = data?.badge;
  // Counted anew the award is gone, or was earned by another activity.
  const counting = badge?.awards.nodes.find(
    ({ id, activityId }) => id === takenBack?.id && activityId === takenBack.activityId,
  );
  const isCounting = counting !== undefined || (badge != null && isFresh(badge));
  useEffect(() => {
    if (isCounting) startPolling(lookMilliseconds);
    return stopPolling;
  }, [isCounting, startPolling, stopPolling]);
  const back = { to: `/programmes/${programme.key}/badges`, label: t('badges.back') };
  if (data?.badge === null)
    return (
      <Page title={t('badges.notFound')} back={back}>
        <Empty icon={<IconAwardOff />} lead={t('badges.notFoundLead')} />
      </Page>
    );
  return (
    <Page
      title={badge?.name ?? t('badges.title')}
      back={back}
      actions={mayChange && badge && <BadgeActs badge={badge} />}
      heading={
        badge && (
          <Group component="span" gap="sm">
            {badge.name}
            <Badge variant="light" color={stateColours[badge.state]} tt="none" fw={550}>
              {t(`badges.state.${badge.state}`)}
            </Badge>
          </Group>
        )
      }
    >
      {!badge &&
        (error ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={420} radius="lg" aria-busy="true" />
        ))}
      {badge && (
        <div className="badge-columns">
          <AboutBadge badge={badge} />
          {badge.state !== 'DRAFT' && (
            <Holders
              badge={badge}
              counting={counting}
              onTakenBack={setTakenBack}
              onMore={() => fetchMore({ variables: { ...variables, after: badge.awards.pageInfo.endCursor } })}
            />
          )}
        </div>
      )}
    </Page>
  );
}

function AboutBadge({ badge }: { badge: BadgeDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className="fanfare-card">
      <Artwork artwork={badge.artwork} size={128} />
      <Text mt="md">{badge.about}</Text>
      <Title order={2} mt="lg">
        {t('badges.earnedHow')}
      </Title>
      <Text size="sm" mt={4}>
        {badge.sentence}
      </Text>
      <FactList>
        <Fact label={t('badges.period')}>{t(badge.isPerSeason ? 'badges.perSeason' : 'badges.onceEver')}</Fact>
        {badge.publishedAt && <Fact label={t('badges.publishedAt')}>{format.date(badge.publishedAt)}</Fact>}
        {badge.retiredAt && <Fact label={t('badges.retiredAt')}>{format.date(badge.retiredAt)}</Fact>}
      </FactList>
    </section>
  );
}
