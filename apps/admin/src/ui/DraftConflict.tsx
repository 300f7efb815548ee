import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface DraftConflictProps {
  readonly onLoad: () => void;
  readonly onOverwrite: () => void;
}

/** Somebody else has saved the same draft meanwhile: the person decides whose words stay, and loses none unasked. */
export function DraftConflict({ onLoad, onOverwrite }: DraftConflictProps) {
  const { t } = useTranslation();
  return (
    <Alert role="alert" color="brass" title={t('draft.conflict')}>
      <Text size="sm" mb="sm">
        {t('draft.conflictLead')}
      </Text>
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={onLoad}>
          {t('draft.load')}
        </Button>
        <Button variant="default" size="xs" onClick={onOverwrite}>
          {t('draft.overwrite')}
        </Button>
      </Group>
    </Alert>
  );
}
