import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDice5, IconGift, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useAct } from '../../ui/use-act.ts';
import { DrawDialog } from './DrawDialog.tsx';
import { GiveDialog } from './GiveDialog.tsx';
import type { RecognitionDetails, Seasons } from './RecognitionDetailPage.tsx';
import { UpdateRecognitionDocument } from './recognition.generated.ts';

export interface RecognitionActsProps {
  readonly recognition: RecognitionDetails;
  readonly seasons: Seasons;
}

/** What admins do with a thank-you. */
export function RecognitionActs({ recognition, seasons }: RecognitionActsProps) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const [opened, setOpened] = useState<'give' | 'draw'>();
  const { act, busy } = useAct();
  const { id, version, isArchived } = recognition;
  const archive = async () => {
    const payload = await act(UpdateRecognitionDocument, { id, version, isArchived: !isArchived });
    if (payload?.recognition)
      notifications.show({ message: t(isArchived ? 'recognition.restored' : 'recognition.archivedNow'), color: 'petrol' });
  };
  return (
    <>
      <Button variant="subtle" loading={busy} onClick={() => void archive()}>
        {t(isArchived ? 'recognition.restore' : 'recognition.archive')}
      </Button>
      {!isArchived && (
        <>
          <Button
            component={Link}
            to={`/programmes/${programme.key}/recognition/${id}/edit`}
            variant="default"
            leftSection={<IconPencil size={18} />}
          >
            {t('recognition.edit')}
          </Button>
          <Button variant="default" leftSection={<IconDice5 size={18} />} onClick={() => setOpened('draw')}>
            {t('recognition.draw.open')}
          </Button>
          <Button leftSection={<IconGift size={18} />} onClick={() => setOpened('give')}>
            {t('recognition.give.open')}
          </Button>
        </>
      )}
      {opened === 'give' && <GiveDialog recognition={recognition} onClose={() => setOpened(undefined)} />}
      {opened === 'draw' && <DrawDialog recognition={recognition} seasons={seasons} onClose={() => setOpened(undefined)} />}
    </>
  );
}
