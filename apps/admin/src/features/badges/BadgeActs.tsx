import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useUndoable } from '../../ui/use-undoable.tsx';
import {
  BadgeDocument,
  type BadgeFieldsFragment,
  BadgesDocument,
  DiscardBadgeDocument,
  PublishBadgeDocument,
  RetireBadgeDocument,
} from './badges.generated.ts';

/** What admins do with a badge. What cannot be taken back afterwards waits for some seconds in which it can. */
export function BadgeActs({ badge }: { badge: Pick<BadgeFieldsFragment, 'id' | 'revision' | 'state'> }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const navigate = useNavigate();
  const { act, busy } = useAct(BadgeDocument);
  const { act: actInList } = useAct(BadgesDocument);
  const { undoable, isWaiting } = useUndoable();
  const base = `/programmes/${programme.key}/badges`;
  const input = { id: badge.id, revision: badge.revision };
  const publish = () => undoable({ message: t('badges.published'), act: () => act(PublishBadgeDocument, input) });
  const retire = () => undoable({ message: t('badges.retired'), act: () => act(RetireBadgeDocument, input) });
  const discard = () => {
    undoable({ message: t('badges.discarded'), act: () => actInList(DiscardBadgeDocument, input) });
    void navigate(base);
  };
  const common = { disabled: isWaiting, loading: busy };
  if (badge.state === 'RETIRED') return null;
  if (badge.state === 'PUBLISHED')
    return (
      <Button variant="default" {...common} onClick={retire}>
        {isWaiting ? t('badges.waiting') : t('badges.retire')}
      </Button>
    );
  return (
    <>
      <Button variant="subtle" color="red" {...common} onClick={discard}>
        {t('badges.discard')}
      </Button>
      <Button component={Link} to={`${base}/${badge.id}/edit`} variant="default" leftSection={<IconPencil size={18} />}>
        {t('badges.edit')}
      </Button>
      <Button {...common} onClick={publish} title={t('badges.publishLead')}>
        {isWaiting ? t('badges.waiting') : t('badges.publish')}
      </Button>
    </>
  );
}
