import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Group, Skeleton, Text } from '@mantine/core';
import { IconAward } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Artwork } from '../../ui/Artwork.tsx';
import { CursorPaging } from '../../ui/CursorPaging.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { useForwardPage } from '../../ui/use-forward-page.ts';
import { type BadgeFieldsFragment, BadgesDocument } from './badges.generated.ts';
import { stateColours } from './state-colours.ts';

const pageSize = 24;

/** What can be earned in the programme; for those who write badges their drafts too. */
export function BadgeCatalogue() {
  const { t, i18n } = useTranslation();
  const { programme } = useMembership();
  const page = useForwardPage(pageSize);
  const { data, previousData, error, refetch } = useQuery(BadgesDocument, {
    variables: { key: programme.key, language: apiLanguage(i18n.language), ...page.variables },
  });
  const badges = (data ?? previousData)?.programme?.badges;
  if (!badges) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={320} radius="lg" aria-busy="true" />;
  }
  if (badges.nodes.length === 0)
    return (
      <div className="fanfare-card">
        <Empty icon={<IconAward />} title={t('badges.empty')} lead={t('badges.emptyLead')} />
      </div>
    );
  return (
    <>
      <ul className="badge-grid">
        {badges.nodes.map((badge) => (
          <BadgeCard key={badge.id} badge={badge} />
        ))}
      </ul>
      <CursorPaging page={page} pageInfo={badges.pageInfo} totalCount={badges.totalCount} />
    </>
  );
}

function BadgeCard({ badge }: { badge: BadgeFieldsFragment }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const format = useFormat();
  const { id, name, sentence, state, holders, artwork } = badge;
  return (
    <li className="fanfare-card badge-card">
      <Artwork artwork={artwork} size={72} />
      <div>
        <Group gap="xs">
          <Anchor component={Link} to={`/programmes/${programme.key}/badges/${id}`} fw={600}>
            {name}
          </Anchor>
          {state !== 'PUBLISHED' && (
            <Badge variant="light" color={stateColours[state]} tt="none" fw={550}>
              {t(`badges.state.${state}`)}
            </Badge>
          )}
        </Group>
        <Text size="sm" mt={4}>
          {sentence}
        </Text>
        {holders !== null && (
          <Text size="xs" c="dimmed" mt={6}>
            {t('badges.holders', { count: holders, formatted: format.number(holders) })}
          </Text>
        )}
      </div>
    </li>
  );
}
