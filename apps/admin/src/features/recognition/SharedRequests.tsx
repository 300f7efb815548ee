import { useQuery } from '@apollo/client/react';
import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { MemberName } from '../../ui/MemberName.tsx';
import { Collected, ContributeForm } from './Contribute.tsx';
import type { RecognitionDetails } from './RecognitionDetailPage.tsx';
import { OwnRequestsDocument } from './requests.generated.ts';

/** Colleagues who ask for points for the same thank-you. */
export function SharedRequests({ recognition, goal }: { recognition: RecognitionDetails; goal: number }) {
  const { t, i18n } = useTranslation();
  const { ambassador } = useMembership();
  const { data } = useQuery(OwnRequestsDocument, {
    variables: { id: ambassador?.id ?? '', language: apiLanguage(i18n.language) },
    skip: ambassador === null,
  });
  const spendable = data?.ambassador?.spendablePoints ?? 0;
  const ofOthers = recognition.sharedRequests.filter((request) => request.ambassador.id !== ambassador?.id);
  if (ofOthers.length === 0) return null;
  return (
    <section className="fanfare-card">
      <Title order={2}>{t('recognition.request.shared')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('recognition.request.sharedLead')}
      </Text>
      <ul className="recognition-list">
        {ofOthers.map(({ id, ambassador: colleague, pointsCollected }) => (
          <li key={id}>
            <MemberName member={colleague} />
            <Collected collected={pointsCollected} goal={goal} />
            <ContributeForm
              request={id}
              missing={goal - pointsCollected}
              spendable={spendable}
              colleague={colleague.displayName}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
