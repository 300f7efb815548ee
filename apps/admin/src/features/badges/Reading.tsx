import { useLazyQuery, useQuery } from '@apollo/client/react';
import { Button, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { fieldErrors } from '../../ui/field-errors.ts';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { BadgeCountDocument, BadgePreviewDocument } from './badge-editor.generated.ts';
import { type BadgeValues, documentOf } from './badge-values.ts';

const pauseMilliseconds = 300;

export interface ReadingProps {
  readonly values: BadgeValues;
  readonly onErrors: (errors: Record<string, string>) => void;
}

/** How the engine understands what is being written, as it is written. */
export function Reading({ values, onErrors }: ReadingProps) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const [text] = useDebouncedValue(JSON.stringify(documentOf(values)), pauseMilliseconds);
  const document: object = JSON.parse(text);
  const { data, previousData } = useQuery(BadgePreviewDocument, {
    variables: { key: programme.key, document },
    fetchPolicy: 'no-cache',
  });
  const preview = (data ?? previousData)?.programme?.badgePreview;
  // Only what the API says anew is told; the form is a new one with every key.
  const tell = useEffectEvent(onErrors);
  useEffect(() => {
    if (data) tell(fieldErrors(data.programme?.badgePreview.errors ?? []));
  }, [data]);
  return (
    <section className="fanfare-card">
      <Title order={2} mb={4}>
        {t('badges.editor.reads')}
      </Title>
      <Text role="status" {...(preview?.sentence ? {} : { c: 'dimmed', size: 'sm' })}>
        {preview === undefined ? t('badges.editor.checking') : (preview.sentence ?? t('badges.editor.readsNot'))}
      </Text>
      {preview?.sentence && <Count key={text} document={document} />}
    </section>
  );
}

/** Everybody's history is read for it, so it is counted when somebody wants to know. */
function Count({ document }: { document: object }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const format = useFormat();
  const [ask, { data, loading, error }] = useLazyQuery(BadgeCountDocument, { fetchPolicy: 'no-cache' });
  const asked = data?.programme;
  const count = asked?.badgePreview.wouldHold ?? null;
  if (error) return <Problem error={error} />;
  if (!asked)
    return (
      <Button
        mt="md"
        variant="default"
        size="xs"
        loading={loading}
        onClick={() => void ask({ variables: { key: programme.key, document } })}
      >
        {t('badges.editor.count')}
      </Button>
    );
  return (
    <Text mt="md" size="sm" fw={550} role="status">
      {count === null
        ? t('badges.editor.tooFew', { formatted: format.number(asked.privacy.minimumGroupSize) })
        : t('badges.editor.counted', { count, formatted: format.number(count) })}
    </Text>
  );
}
