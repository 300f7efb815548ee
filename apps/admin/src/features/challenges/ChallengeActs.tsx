import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { useUndoable } from '../../ui/use-undoable.tsx';
import { CancelDialog } from './CancelDialog.tsx';
import {
  ChallengesDocument,
  DiscardChallengeDocument,
  ScheduleChallengeDocument,
  UnscheduleChallengeDocument,
} from './challenges.generated.ts';
import { InviteDialog } from './InviteDialog.tsx';
import type { ChallengeDetails } from './use-live-challenge.ts';

/** What admins do with a challenge. */
export function ChallengeActs({ challenge }: { challenge: ChallengeDetails }) {
  const { state, entry } = challenge;
  return (
    <>
      {state === 'DRAFT' && <DraftActs challenge={challenge} />}
      {state === 'SCHEDULED' && <Unschedule challenge={challenge} />}
      {(state === 'SCHEDULED' || state === 'RUNNING' || state === 'GRACE') && <Cancel id={challenge.id} />}
      {entry === 'INVITATION' && state !== 'COMPLETED' && state !== 'CANCELLED' && <Invite id={challenge.id} />}
    </>
  );
}

/** Announced for later, a challenge can become a draft again; discarded, or opening at once, it cannot: that waits for some seconds. */
function DraftActs({ challenge: { id, revision, opensOn } }: { challenge: ChallengeDetails }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const format = useFormat();
  const navigate = useNavigate();
  const { act, busy } = useAct();
  const { act: actInList } = useAct(ChallengesDocument);
  const { undoable, isWaiting } = useUndoable();
  const base = `/programmes/${programme.key}/challenges`;
  const input = { id, revision };
  const schedule = async () => {
    const payload = await act(ScheduleChallengeDocument, input);
    return payload?.challenge != null;
  };
  const announce = async () => {
    if (opensOn <= today(programme.timeZone)) undoable({ message: t('challenges.opensNow'), act: schedule });
    else if (await schedule())
      notifications.show({ message: t('challenges.scheduled', { date: format.day(opensOn) }), color: 'petrol' });
  };
  const discard = () => {
    undoable({ message: t('challenges.discarded'), act: () => actInList(DiscardChallengeDocument, input) });
    void navigate(base);
  };
  const common = { disabled: isWaiting, loading: busy };
  return (
    <>
      <Button variant="subtle" color="red" {...common} onClick={discard}>
        {t('challenges.discard')}
      </Button>
      <Button component={Link} to={`${base}/${id}/edit`} variant="default" leftSection={<IconPencil size={18} />}>
        {t('challenges.edit')}
      </Button>
      <Button {...common} onClick={() => void announce()}>
        {t(isWaiting ? 'challenges.waiting' : 'challenges.schedule')}
      </Button>
    </>
  );
}

function Unschedule({ challenge: { id, revision } }: { challenge: ChallengeDetails }) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const unschedule = async () => {
    const payload = await act(UnscheduleChallengeDocument, { id, revision });
    if (payload?.challenge) notifications.show({ message: t('challenges.unscheduled'), color: 'petrol' });
  };
  return (
    <Button variant="default" loading={busy} onClick={() => void unschedule()}>
      {t('challenges.unschedule')}
    </Button>
  );
}

function Cancel({ id }: { id: string }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsks(true)}>
        {t('challenges.cancel')}
      </Button>
      {asks && <CancelDialog id={id} onClose={() => setAsks(false)} />}
    </>
  );
}

function Invite({ id }: { id: string }) {
  const { t } = useTranslation();
  const [invites, setInvites] = useState(false);
  return (
    <>
      <Button onClick={() => setInvites(true)}>{t('challenges.invite')}</Button>
      {invites && <InviteDialog id={id} onClose={() => setInvites(false)} />}
    </>
  );
}

/** The calendar day that it is in a time zone, as YYYY-MM-DD. */
function today(timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());
}
