import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Group, Skeleton, Text, Title } from '@mantine/core';
import { IconGift } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Artwork } from '../../ui/Artwork.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { type RecognitionFieldsFragment, RecognitionsDocument } from './recognition.generated.ts';

/** What the programme says thank you with; for admins also what is no longer offered. */
export function Catalogue() {
  const { t, i18n } = useTranslation();
  const { programme } = useMembership();
  const { data, error, refetch } = useQuery(RecognitionsDocument, {
    variables: { key: programme.key, language: apiLanguage(i18n.language) },
  });
  const found = data?.programme;
  if (!found) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={320} radius="lg" aria-busy="true" />;
  }
  const { recognitions, seasons } = found;
  const offered = recognitions.filter(({ isArchived }) => !isArchived);
  const archived = recognitions.filter(({ isArchived }) => isArchived);
  const cardOf = (recognition: RecognitionFieldsFragment) => (
    <Card key={recognition.id} recognition={recognition} season={seasons.find(({ id }) => id === recognition.seasonId)?.name} />
  );
  return (
    <>
      {offered.length === 0 ? (
        <div className="fanfare-card">
          <Empty icon={<IconGift />} title={t('recognition.empty')} lead={t('recognition.emptyLead')} />
        </div>
      ) : (
        <ul className="recognition-grid">{offered.map(cardOf)}</ul>
      )}
      {archived.length > 0 && (
        <>
          <Title order={2} mt="xl" mb="sm">
            {t('recognition.archivedList')}
          </Title>
          <ul className="recognition-grid">{archived.map(cardOf)}</ul>
        </>
      )}
    </>
  );
}

function Card({ recognition, season }: { recognition: RecognitionFieldsFragment; season: string | undefined }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { id, name, description, picture, isMonetary } = recognition;
  return (
    <li className="fanfare-card recognition-card">
      <Artwork artwork={picture} size={72} />
      <div>
        <Anchor component={Link} to={`/programmes/${programme.key}/recognition/${id}`} fw={600}>
          {name}
        </Anchor>
        <Text size="sm" mt={4} lineClamp={3}>
          {description}
        </Text>
        <Group gap={6} mt="sm">
          <Places recognition={recognition} />
          {season !== undefined && (
            <Badge variant="outline" tt="none" fw={550}>
              {season}
            </Badge>
          )}
          {isMonetary && (
            <Badge variant="light" color="brass" tt="none" fw={550}>
              {t('recognition.monetary')}
            </Badge>
          )}
        </Group>
      </div>
    </li>
  );
}

/** How many can still have it, and how many points have to come together for it. */
export function Places({ recognition }: { recognition: RecognitionFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { placesLeft, pointsGoal } = recognition;
  return (
    <>
      {placesLeft !== null && (
        <Badge variant="light" color={placesLeft === 0 ? 'gray' : 'petrol'} tt="none" fw={550}>
          {placesLeft === 0
            ? t('recognition.noPlaces')
            : t('recognition.placesLeft', { count: placesLeft, formatted: format.number(placesLeft) })}
        </Badge>
      )}
      {pointsGoal !== null && (
        <Badge variant="light" color="brass" tt="none" fw={550}>
          {t('recognition.goal', { count: pointsGoal, formatted: format.number(pointsGoal) })}
        </Badge>
      )}
    </>
  );
}
