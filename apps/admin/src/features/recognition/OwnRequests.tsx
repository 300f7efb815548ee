import { useQuery } from '@apollo/client/react';
import { Anchor, Skeleton } from '@mantine/core';
import { IconGift } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Artwork } from '../../ui/Artwork.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { OwnRequest } from './OwnRequest.tsx';
import { OwnRequestsDocument } from './requests.generated.ts';

/** All that one has asked for and got, newest first. */
export function OwnRequests({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const { programme } = useMembership();
  const { data, error, refetch } = useQuery(OwnRequestsDocument, {
    variables: { id, language: apiLanguage(i18n.language) },
  });
  const me = data?.ambassador;
  if (!me) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={320} radius="lg" aria-busy="true" />;
  }
  if (me.recognitionRequests.length === 0)
    return (
      <div className="fanfare-card">
        <Empty icon={<IconGift />} title={t('recognition.request.none')} lead={t('recognition.request.noneLead')} />
      </div>
    );
  return (
    <ul className="recognition-grid">
      {me.recognitionRequests.map((request) => (
        <li key={request.id} className="fanfare-card recognition-card">
          <Artwork artwork={request.recognition.picture} size={56} />
          <div>
            <Anchor component={Link} to={`/programmes/${programme.key}/recognition/${request.recognition.id}`} fw={600}>
              {request.recognition.name}
            </Anchor>
            <OwnRequest request={request} spendable={me.spendablePoints} />
          </div>
        </li>
      ))}
    </ul>
  );
}
