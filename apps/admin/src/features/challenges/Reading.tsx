import { useQuery } from '@apollo/client/react';
import { Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useFormat } from '../../ui/format.ts';
import { ChallengePreviewDocument } from './challenge-editor.generated.ts';
import { challengeErrors } from './challenge-errors.ts';
import { type ChallengeValues, documentOf } from './challenge-values.ts';

const pauseMilliseconds = 300;

export interface ReadingProps {
  readonly values: ChallengeValues;
  readonly onErrors: (errors: Record<string, string>) => void;
}

/** How the engine understands what is being written, as it is written, and for whom it would be. */
export function Reading({ values, onErrors }: ReadingProps) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const format = useFormat();
  const { opensOn, closesOn } = values;
  const [asked] = useDebouncedValue(JSON.stringify({ document: documentOf(values), opensOn, closesOn }), pauseMilliseconds);
  const { data, previousData } = useQuery(ChallengePreviewDocument, {
    variables: { key: programme.key, ...JSON.parse(asked) },
    fetchPolicy: 'no-cache',
    skip: opensOn === '' || closesOn === '',
  });
  const preview = (data ?? previousData)?.programme?.challengePreview;
  // Only what the API says anew is told; the form is a new one with every key.
  const tell = useEffectEvent(onErrors);
  const milestones = t('challenges.editor.milestoneWrong');
  useEffect(() => {
    if (data) tell(challengeErrors(data.programme?.challengePreview.errors ?? [], { milestones }));
  }, [data, milestones]);
  return (
    <section className="fanfare-card">
      <Title order={2} mb={4}>
        {t('challenges.editor.reads')}
      </Title>
      <div role="status">
        {!preview?.sentences.length && (
          <Text size="sm" c="dimmed">
            {t(preview ? 'challenges.editor.readsNot' : 'challenges.editor.checking')}
          </Text>
        )}
        {preview?.sentences.map((sentence) => (
          <Text key={sentence} size="sm" mt={4}>
            {sentence}
          </Text>
        ))}
      </div>
      {preview && (
        <>
          <Title order={3} size="h4" mt="md" mb={4}>
            {t('challenges.editor.eligible')}
          </Title>
          <Text size="sm">
            {t(values.entry === 'OPEN' ? 'challenges.editor.eligibleOpen' : 'challenges.editor.eligibleInvitation', {
              count: preview.eligible,
              formatted: format.number(preview.eligible),
            })}
          </Text>
        </>
      )}
    </section>
  );
}
