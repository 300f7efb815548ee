import { useQuery, useSubscription } from '@apollo/client/react';
import { Skeleton, Stack } from '@mantine/core';
import { IconUserHeart } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Refused } from '../../app/shell/Refused.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { MyTandemDocument, TandemUpdatedDocument } from './my-tandem.generated.ts';
import { OwnSegment } from './OwnSegment.tsx';
import { OwnTandem } from './OwnTandem.tsx';
import { PastTandems } from './PastTandems.tsx';
import { PreferencesForm } from './PreferencesForm.tsx';
import { Snooze } from './Snooze.tsx';
import './tandems.css';

const openStates = new Set(['PROPOSED', 'ACCEPTED', 'ACTIVE', 'SUSPENDED']);

export function MyTandemPage() {
  const { ambassador } = useMembership();
  return ambassador ? <MyTandem id={ambassador.id} /> : <Refused />;
}

function MyTandem({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const { programme } = useMembership();
  const { data, error, refetch } = useQuery(MyTandemDocument, {
    variables: { id, language: apiLanguage(i18n.language) },
    // What is read again after a change must not share the answer of a reading that began before it.
    context: { queryDeduplication: false },
  });
  const me = data?.ambassador;
  // What changes arrives in the cache under its id; a new proposal is not in the list yet, which is why it is asked for again.
  useSubscription(TandemUpdatedDocument, {
    variables: { programme: programme.id },
    onData: ({ data: { data: update } }) => {
      if (update && !me?.tandems.some((tandem) => tandem.id === update.tandemUpdated.id)) void refetch();
    },
  });
  const open = me?.tandems.filter(({ state }) => openStates.has(state)) ?? [];
  const past = me?.tandems.filter(({ state }) => !openStates.has(state)) ?? [];
  return (
    <Page title={t('tandems.mine.title')} lead={t('tandems.mine.lead')}>
      {!me &&
        (error ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={420} radius="lg" aria-busy="true" />
        ))}
      {me && (
        <Stack>
          <div role="status">
            {open.length === 0 && (
              <div className="fanfare-card">
                <Empty icon={<IconUserHeart />} title={t('tandems.mine.noneTitle')} lead={t('tandems.mine.noneLead')} />
              </div>
            )}
          </div>
          {open.map((tandem) => (
            <OwnTandem key={tandem.id} tandem={tandem} />
          ))}
          <OwnSegment id={me.id} segment={me.segment} onChanged={() => void refetch()} />
          <PreferencesForm id={me.id} preferences={me.tandemPreferences} onSaved={() => void refetch()} />
          <Snooze id={me.id} until={me.tandemPreferences.snoozedUntil} onChanged={() => void refetch()} />
          <PastTandems tandems={past} />
        </Stack>
      )}
    </Page>
  );
}
