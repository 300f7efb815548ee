import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import type { OwnTandemFieldsFragment } from './my-tandem.generated.ts';

export function PastTandems({ tandems }: { tandems: readonly OwnTandemFieldsFragment[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (tandems.length === 0) return null;
  return (
    <section className="fanfare-card">
      <Title order={2}>{t('tandems.mine.past')}</Title>
      <ul className="tandem-locks">
        {tandems.map(({ id, state, members, proposedAt, endedAt, endReason }) => (
          <li key={id}>
            <span>
              {members
                .filter(({ isViewer }) => !isViewer)
                .map(({ displayName }) => displayName)
                .join(', ')}
            </span>
            <Text size="xs" c="dimmed">
              {t(`tandems.stateOf.${state}`)}
              {endReason && `, ${t(`tandems.endReason.${endReason}`)}`} · {format.date(endedAt ?? proposedAt)}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
