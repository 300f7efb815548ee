import { Anchor, Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Artwork } from '../../ui/Artwork.tsx';
import { useFormat } from '../../ui/format.ts';
import type { ChallengesQuery } from './challenges.generated.ts';
import { ProgressBar } from './ProgressBar.tsx';
import { stateColours } from './state-colours.ts';
import { useAmount } from './use-amount.ts';

export type ChallengeInList = NonNullable<ChallengesQuery['programme']>['challenges']['nodes'][number];

export function ChallengeCard({ challenge }: { challenge: ChallengeInList }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const format = useFormat();
  const amount = useAmount(challenge);
  const { id, name, state, scope, target, opensOn, closesOn, picture, progress } = challenge;
  return (
    <li className="fanfare-card challenge-card">
      <Artwork artwork={picture} size={72} />
      <div>
        <Group gap="xs">
          <Anchor component={Link} to={`/programmes/${programme.key}/challenges/${id}`} fw={600}>
            {name}
          </Anchor>
          <Badge variant="light" color={stateColours[state]} tt="none" fw={550}>
            {t(`challenges.state.${state}`)}
          </Badge>
        </Group>
        <Text size="sm" mt={4}>
          {t(`challenges.scope.${scope}`)}: {amount(target)}
        </Text>
        <Text size="xs" c="dimmed" mt={4}>
          {t('challenges.days', { from: format.day(opensOn), until: format.day(closesOn) })}
        </Text>
        <Standing challenge={challenge} />
        {progress && <ProgressBar progress={progress} counted={challenge} label={name} slim />}
      </div>
    </li>
  );
}

function Standing({ challenge: { progress, summary, target, scope, measure } }: { challenge: ChallengeInList }) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = useAmount({ scope, measure });
  if (progress)
    return (
      <Text size="xs" fw={550} mt={8}>
        {amount.of(progress.value, target)}
      </Text>
    );
  if (!summary) return null;
  return (
    <Text size="xs" fw={550} mt={8}>
      {summary.begun === 0
        ? t('challenges.nobodyBegan')
        : t('challenges.begunReached', { begun: format.number(summary.begun), reached: format.number(summary.reached) })}
    </Text>
  );
}
