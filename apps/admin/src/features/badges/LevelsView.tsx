import { useQuery } from '@apollo/client/react';
import { Button, Group, Skeleton, Text } from '@mantine/core';
import { IconStairsUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Artwork } from '../../ui/Artwork.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { useAct } from '../../ui/use-act.ts';
import { DraftLadderDocument, LevelsDocument, type LevelsQuery } from './levels.generated.ts';

type Ladder = NonNullable<NonNullable<LevelsQuery['programme']>['ladder']>;

/** The ladder of levels that is in force. */
export function LevelsView() {
  const { t, i18n } = useTranslation();
  const { programme, roles } = useMembership();
  const mayChange = roles.includes('ADMIN');
  const { data, error, refetch } = useQuery(LevelsDocument, {
    variables: { key: programme.key, language: apiLanguage(i18n.language), mayChange },
  });
  const found = data?.programme;
  if (!found) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={320} radius="lg" aria-busy="true" />;
  }
  const change = mayChange && <ChangeLevels ladder={found.ladder} hasDraft={found.ladderDraft != null} />;
  if (found.ladder === null)
    return (
      <div className="fanfare-card">
        <Empty icon={<IconStairsUp />} title={t('badges.levels.empty')} lead={t('badges.levels.emptyLead')} action={change} />
      </div>
    );
  return (
    <>
      <Group justify="space-between" mb="md">
        <Text size="sm" c="dimmed" maw={640}>
          {t('badges.levels.lead')} {found.ladder.isPerSeason && `${t('badges.levels.perSeason')}.`}
        </Text>
        {change}
      </Group>
      <Rungs ladder={found.ladder} />
    </>
  );
}

function Rungs({ ladder }: { ladder: Ladder }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ol className="badge-ladder">
      {ladder.levels.map(({ level, name, points, artwork }) => (
        <li key={level} className="fanfare-card">
          <Artwork artwork={artwork} size={56} />
          <div>
            <Text fw={600}>{name}</Text>
            <Text size="sm" c="dimmed">
              {t('badges.levels.pointsFrom', { count: points, formatted: format.number(points) })}
            </Text>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Goes on with the draft, or begins one with the levels that are in force. */
function ChangeLevels({ ladder, hasDraft }: { ladder: Ladder | null; hasDraft: boolean }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const navigate = useNavigate();
  const { act, busy } = useAct();
  const editor = `/programmes/${programme.key}/badges/levels`;
  const prepare = async () => {
    const payload = await act(DraftLadderDocument, {
      programme: programme.id,
      ...(ladder === null ? {} : { document: ladder.document }),
    });
    if (payload?.ladder) await navigate(editor);
  };
  if (hasDraft)
    return (
      <Button component={Link} to={editor} variant="default">
        {t('badges.levels.goOn')}
      </Button>
    );
  return (
    <Button variant="default" loading={busy} onClick={() => void prepare()}>
      {t(ladder === null ? 'badges.levels.prepare' : 'badges.levels.change')}
    </Button>
  );
}
