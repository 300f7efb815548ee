import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { type NamedBoard, namesOfGroups } from './board-choices.ts';
import { WallChoicesDocument } from './wall-links.generated.ts';

/** Names a board in words: whom it ranks, by what, in which period. */
export function useBoardName(): (board: NamedBoard) => string {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data } = useQuery(WallChoicesDocument, { variables: { key: programme.key } });
  const names = namesOfGroups(data?.programme);
  return ({ scope, scopeId, period, measure }) => {
    const group = scopeId == null ? undefined : (names.get(scopeId) ?? scopeId);
    const whom = group ?? t(`wallLinks.${measure === 'POINTS_PER_ACTIVE_MEMBER' ? 'groups' : 'scope'}.${scope}`);
    return [whom, t(`wallLinks.period.${period}`), ...(measure === 'PERSONAL_BEST' ? [t('wallLinks.personalBest')] : [])].join(
      ' · ',
    );
  };
}
