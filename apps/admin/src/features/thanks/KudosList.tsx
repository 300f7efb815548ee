import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import type { KudosFieldsFragment } from './thanks.generated.ts';

export interface KudosListProps {
  readonly label: string;
  readonly kudos: readonly KudosFieldsFragment[];
  /** Nobody reports their own words. */
  readonly ownId?: string;
  readonly onReport?: (id: string) => void;
}

export function KudosList({ label, kudos, ownId, onReport }: KudosListProps) {
  const { t } = useTranslation();
  return (
    <ul className="thanks-list" aria-label={label}>
      {kudos.map((one) => (
        <li key={one.id} className="fanfare-card">
          <KudosWords kudos={one}>
            {onReport && one.giver?.id !== ownId && (
              <Button
                variant="subtle"
                size="compact-xs"
                color="gray"
                onClick={() => onReport(one.id)}
                aria-label={t('thanks.report.openOf', { name: one.giver?.displayName ?? t('thanks.somebody') })}
              >
                {t('thanks.report.open')}
              </Button>
            )}
          </KudosWords>
        </li>
      ))}
    </ul>
  );
}

export interface KudosWordsProps {
  readonly kudos: KudosFieldsFragment;
  /** What can be done with it. */
  readonly children?: ReactNode;
}

/** Who thanks whom, when, and what for. */
export function KudosWords({ kudos: { giver, receiver, text, sentAt }, children }: KudosWordsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Text size="sm" fw={600}>
        {t('thanks.toWhom', {
          giver: giver?.displayName ?? t('thanks.somebody'),
          receiver: receiver?.displayName ?? t('thanks.somebody'),
        })}
      </Text>
      <Text mt={4} className="thanks-words">
        {text}
      </Text>
      <Group justify="space-between" mt={4}>
        <Text size="xs" c="dimmed" component="time" dateTime={sentAt} title={format.dateTime(sentAt)}>
          {format.relative(sentAt, new Date())}
        </Text>
        {children}
      </Group>
    </>
  );
}
