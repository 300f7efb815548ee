import { useQuery } from '@apollo/client/react';
import { Button, Group, Modal, MultiSelect, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useAct } from '../../ui/use-act.ts';
import { InviteToChallengeDocument, PeopleToInviteDocument } from './challenges.generated.ts';

const pause = 200;
const most = 1000;

interface Person {
  readonly id: string;
  readonly displayName: string;
}

export function InviteDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  const invite = async () => {
    const payload = await act(InviteToChallengeDocument, { id, ambassadors: chosen.map((person) => person.id) });
    if (payload?.invited == null) return;
    const message = payload.invited === 0 ? t('challenges.invitedBefore') : t('challenges.invited', { count: payload.invited });
    notifications.show({ message, color: 'petrol' });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('challenges.inviteTitle')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <Stack>
        <Text size="sm">{t('challenges.inviteLead')}</Text>
        <PeopleField value={chosen} onChange={setChosen} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button loading={busy} disabled={chosen.length === 0} onClick={() => void invite()}>
            {t('challenges.inviteNow')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface PeopleFieldProps {
  readonly value: readonly Person[];
  readonly onChange: (people: readonly Person[]) => void;
}

/** People who take part, found by name on the server; whoever is chosen stays among the choices. */
function PeopleField({ value, onChange }: PeopleFieldProps) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), pause);
  const { data, previousData } = useQuery(PeopleToInviteDocument, { variables: { key: programme.key, search: asked } });
  const found = (data ?? previousData)?.programme?.ambassadors.nodes ?? [];
  const people = [...value, ...found.filter((one) => !value.some(({ id }) => id === one.id))];
  return (
    <MultiSelect
      label={t('challenges.invitees')}
      placeholder={t('challenges.inviteSearch')}
      comboboxProps={{ withinPortal: false }}
      data-autofocus
      searchable
      hidePickedOptions
      maxValues={most}
      data={people.map(({ id, displayName }) => ({ value: id, label: displayName }))}
      filter={({ options }) => options}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={t('challenges.nobodyFound')}
      value={value.map(({ id }) => id)}
      onChange={(ids) => onChange(people.filter(({ id }) => ids.includes(id)))}
    />
  );
}
