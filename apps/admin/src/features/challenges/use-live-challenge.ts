import { useQuery, useSubscription } from '@apollo/client/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionStatus } from '../../app/auth/SessionContext.tsx';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { ChallengeDocument, type ChallengeQuery, ChallengeUpdatedDocument } from './challenges.generated.ts';

export type ChallengeDetails = NonNullable<ChallengeQuery['challenge']>;

/** A challenge as it goes on: what changes arrives in the cache under its id, from where the query shows it. */
export function useLiveChallenge(id: string) {
  const { i18n } = useTranslation();
  const takesPart = useMembership().ambassador !== null;
  const status = useSessionStatus();
  const variables = { id, takesPart };
  const query = useQuery(ChallengeDocument, { variables: { ...variables, language: apiLanguage(i18n.language) } });
  const { data, error, restart } = useSubscription(ChallengeUpdatedDocument, { variables, skip: !query.data?.challenge });
  // A subscription that the server ended, for instance with the session, is taken up again once there is a session.
  useEffect(() => {
    if (error === undefined || status !== 'signedIn') return;
    const timer = setTimeout(restart, 3_000);
    return () => clearTimeout(timer);
  }, [error, status, restart]);
  return {
    challenge: query.data?.challenge ?? undefined,
    missing: query.data?.challenge === null,
    error: query.error,
    refetch: () => void query.refetch(),
    following: data !== undefined && error === undefined,
  };
}
