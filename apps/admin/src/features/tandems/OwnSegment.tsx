import { Badge, Group, NativeSelect, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeclarableSegment } from '../../app/graphql/schema.generated.ts';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { DeclareSegmentDocument, type OwnSegmentFieldsFragment } from './my-tandem.generated.ts';

const own = [
  'FREQUENT',
  'STEADY',
  'OCCASIONAL',
  'HESITANT',
  'SILENT',
  'SEPARATOR',
] as const satisfies readonly DeclarableSegment[];

export interface OwnSegmentProps {
  readonly id: string;
  readonly segment: OwnSegmentFieldsFragment | null;
  readonly onChanged: () => void;
}

/** How one posts, with the reasons; one's own word takes the place of the calculation at once, and can be taken back. */
export function OwnSegment({ id, segment, onChanged }: OwnSegmentProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { act, busy } = useAct();
  const declare = async (value: string) => {
    await act(DeclareSegmentDocument, { ambassador: id, segment: own.find((candidate) => candidate === value) ?? null });
    onChanged();
  };
  return (
    <section className="fanfare-card">
      <Title order={2}>{t('tandems.mine.segment')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('tandems.mine.segmentLead')}
      </Text>
      {segment ? (
        <>
          <Group gap="sm" role="status">
            <Text fw={650} size="lg">
              {t(`tandems.segment.${segment.segment}`)}
            </Text>
            <Badge variant="light" tt="none" fw={550}>
              {segment.declared
                ? t('tandems.mine.ownWord')
                : segment.probability !== null && t('tandems.mine.certain', { share: format.percent(segment.probability) })}
            </Badge>
          </Group>
          <Text size="sm" mt={4}>
            {segment.meaning}
          </Text>
          <Sentences sentences={segment.reasons} />
          {segment.wouldChange.length > 0 && (
            <>
              <Text size="sm" fw={550} mt="sm">
                {t('tandems.mine.wouldChange')}
              </Text>
              <Sentences sentences={segment.wouldChange} />
            </>
          )}
        </>
      ) : (
        <Text>{t('tandems.mine.segmentNone')}</Text>
      )}
      <NativeSelect
        mt="md"
        maw={360}
        label={t('tandems.mine.correct')}
        description={segment?.segment === 'SEPARATOR' ? t('tandems.mine.separatorHint') : undefined}
        value={segment?.declaration?.segment ?? ''}
        disabled={busy}
        onChange={(event) => void declare(event.currentTarget.value)}
        data={[
          { value: '', label: t('tandems.mine.declare.none') },
          ...own.map((value) => ({ value, label: t(`tandems.mine.declare.${value}`) })),
        ]}
      />
    </section>
  );
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="tandem-sentences">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
