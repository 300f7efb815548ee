import { useQuery } from '@apollo/client/react';
import { Skeleton, Stack, Switch } from '@mantine/core';
import { IconHeartHandshake } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../ui/Empty.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useAct } from '../../ui/use-act.ts';
import { KudosList } from './KudosList.tsx';
import { ChooseKudosDocument, ReceivedKudosDocument } from './thanks.generated.ts';

/** What one is thanked for oneself, and whether one wants to be. */
export function ReceivedKudos({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(ReceivedKudosDocument, { variables: { id } });
  const { act, busy } = useAct(ReceivedKudosDocument);
  const me = data?.ambassador;
  if (!me) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={320} radius="lg" aria-busy="true" />;
  }
  return (
    <Stack>
      <section className="fanfare-card">
        <Switch
          label={t('thanks.received.accepts')}
          description={t('thanks.received.acceptsHint')}
          checked={me.acceptsKudos}
          disabled={busy}
          onChange={(event) => void act(ChooseKudosDocument, { ambassador: id, accepts: event.currentTarget.checked })}
        />
      </section>
      {me.receivedKudos.length === 0 ? (
        <div className="fanfare-card">
          <Empty icon={<IconHeartHandshake />} title={t('thanks.received.empty')} lead={t('thanks.received.emptyLead')} />
        </div>
      ) : (
        <KudosList label={t('thanks.received.title')} kudos={me.receivedKudos} />
      )}
    </Stack>
  );
}
