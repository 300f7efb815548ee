import { useQuery } from '@apollo/client/react';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { departmentsToOffer, offeredBy, withChoice } from './board-choices.ts';
import { BoardChoicesDocument } from './leaderboard.generated.ts';
import { type BoardAddress, rankKinds } from './use-board-address.ts';

export function BoardFilters({ address }: { address: BoardAddress }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data } = useQuery(BoardChoicesDocument, { variables: { key: programme.key } });
  const choices = data?.programme;
  const offered = offeredBy(choices?.boards ?? []);
  const choose = (change: Parameters<typeof withChoice>[2]) => address.set(withChoice(offered, address, change));
  const hasDepartments = offered.has('DEPARTMENT', 'SEASON') || offered.has('DEPARTMENT', 'ALL_TIME');
  const hasSeasons = offered.has('PROGRAMME', 'SEASON') || offered.has('DEPARTMENT', 'SEASON');
  const hasAllTime = offered.has('PROGRAMME', 'ALL_TIME') || offered.has('DEPARTMENT', 'ALL_TIME');
  const past = choices?.seasons.filter(
    ({ id, startsOn }) => id !== choices.currentSeason?.id && startsOn < (choices.currentSeason?.startsOn ?? '9'),
  );
  return (
    <div className="board-filters">
      <NativeSelect
        label={t('leaderboards.period')}
        value={address.period}
        onChange={(event) => choose({ period: event.currentTarget.value })}
        data={[
          ...(hasSeasons || choices === undefined
            ? [{ value: 'season', label: choices?.currentSeason?.name ?? t('leaderboards.seasonShort') }]
            : []),
          ...(hasAllTime ? [{ value: 'all-time', label: t('leaderboards.allTime') }] : []),
          ...(hasSeasons ? (past ?? []) : []).map(({ name, startsOn }) => ({
            value: startsOn,
            label: t('leaderboards.pastSeason', { name }),
          })),
        ]}
      />
      <NativeSelect
        label={t('leaderboards.scope')}
        value={address.department}
        onChange={(event) => choose({ department: event.currentTarget.value })}
        data={[
          { value: '', label: t('leaderboards.everybody') },
          ...departmentsToOffer(hasDepartments ? (choices?.departments.nodes ?? []) : [], address.department).map(
            ({ id, name }) => ({
              value: id,
              label: name,
            }),
          ),
        ]}
      />
      <NativeSelect
        label={t('leaderboards.rankKind')}
        value={address.rankKind}
        onChange={(event) => address.set({ ties: event.currentTarget.value })}
        data={rankKinds.map((value) => ({ value, label: t(`leaderboards.rankKinds.${value}`) }))}
      />
    </div>
  );
}
