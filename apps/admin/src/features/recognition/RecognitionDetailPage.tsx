import { useQuery } from '@apollo/client/react';
import { Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconGift } from '@tabler/icons-react';
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
import { Places } from './Catalogue.tsx';
import { Draws } from './Draws.tsx';
import { OwnPart } from './OwnPart.tsx';
import { RecognitionActs } from './RecognitionActs.tsx';
import { RecognitionDocument, type RecognitionQuery } from './recognition.generated.ts';
import './recognition.css';
import { SharedRequests } from './SharedRequests.tsx';

export type RecognitionDetails = NonNullable<RecognitionQuery['recognition']>;
export type Seasons = NonNullable<RecognitionQuery['programme']>['seasons'];

export function RecognitionDetailPage() {
  const { recognitionId = '' } = useParams();
  return (
    <Guard area="recognition">
      <RecognitionView id={recognitionId} />
    </Guard>
  );
}

function RecognitionView({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const { programme, roles, ambassador } = useMembership();
  const { data, error, refetch } = useQuery(RecognitionDocument, {
    variables: { id, key: programme.key, language: apiLanguage(i18n.language) },
  });
  const recognition = data?.recognition;
  const seasons = data?.programme?.seasons ?? [];
  const back = { to: `/programmes/${programme.key}/recognition`, label: t('recognition.back') };
  if (recognition === null)
    return (
      <Page title={t('recognition.notFound')} back={back}>
        <Empty icon={<IconGift />} lead={t('recognition.notFoundLead')} />
      </Page>
    );
  return (
    <Page
      title={recognition?.name ?? t('recognition.title')}
      back={back}
      actions={roles.includes('ADMIN') && recognition && <RecognitionActs recognition={recognition} seasons={seasons} />}
    >
      {!recognition &&
        (error ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={420} radius="lg" aria-busy="true" />
        ))}
      {recognition && (
        <div className="recognition-columns">
          <About recognition={recognition} seasons={seasons} />
          <Stack>
            {ambassador && <OwnPart ambassadorId={ambassador.id} recognition={recognition} />}
            {recognition.pointsGoal !== null && <SharedRequests recognition={recognition} goal={recognition.pointsGoal} />}
            <Draws draws={recognition.draws} seasons={seasons} />
          </Stack>
        </div>
      )}
    </Page>
  );
}

function About({ recognition, seasons }: { recognition: RecognitionDetails; seasons: Seasons }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { picture, description, eligibility, capacity, seasonId, isArchived, isMonetary } = recognition;
  return (
    <section className="fanfare-card">
      <Artwork artwork={picture} size={128} />
      <Group gap={6} mt="md">
        <Places recognition={recognition} />
      </Group>
      <Text mt="md" className="recognition-words">
        {description}
      </Text>
      <Title order={2} mt="lg">
        {t('recognition.who')}
      </Title>
      <Text size="sm" mt={4} className="recognition-words">
        {eligibility}
      </Text>
      <FactList>
        <Fact label={t('recognition.places')}>{capacity === null ? t('recognition.unlimited') : format.number(capacity)}</Fact>
        <Fact label={t('recognition.season')}>
          {seasons.find(({ id }) => id === seasonId)?.name ?? t('recognition.everySeason')}
        </Fact>
      </FactList>
      {(isArchived || isMonetary) && (
        <Text size="sm" mt="md" fw={550}>
          {isArchived ? t('recognition.archived') : t('recognition.monetary')}
        </Text>
      )}
    </section>
  );
}
