import { Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconChevronsLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from './format.ts';
import type { CursorPage } from './use-cursor-page.ts';

export interface CursorPagingProps {
  readonly page: CursorPage;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount?: number | null;
}

/** Walks a list that the server pages; where one is stands in the address. */
export function CursorPaging({ page, pageInfo, totalCount }: CursorPagingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const hasPrevious = pageInfo.hasPreviousPage || page.after !== null;
  return (
    <Group justify="space-between" mt="md" gap="sm">
      <Text size="sm" c="dimmed" role="status">
        {typeof totalCount === 'number' && t('paging.total', { count: totalCount, formatted: format.number(totalCount) })}
      </Text>
      {(hasPrevious || pageInfo.hasNextPage) && (
        <Group gap="xs" component="nav" aria-label={t('paging.label')}>
          <Button
            variant="default"
            size="sm"
            px="xs"
            disabled={!hasPrevious}
            onClick={page.first}
            aria-label={t('paging.first')}
            title={t('paging.first')}
          >
            <IconChevronsLeft size={18} />
          </Button>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconChevronLeft size={18} />}
            disabled={!hasPrevious}
            onClick={() => page.previous(pageInfo.startCursor)}
          >
            {t('paging.previous')}
          </Button>
          <Button
            variant="default"
            size="sm"
            rightSection={<IconChevronRight size={18} />}
            disabled={!pageInfo.hasNextPage}
            onClick={() => page.next(pageInfo.endCursor)}
          >
            {t('paging.next')}
          </Button>
        </Group>
      )}
    </Group>
  );
}
