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
    <Alert role="alert" color="brass" title={t('badges.editor.conflict')}>
      <Text size="sm" mb="sm">
        {t('badges.editor.conflictLead')}
      </Text>
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={onLoad}>
          {t('badges.editor.load')}
        </Button>
        <Button variant="default" size="xs" onClick={onOverwrite}>
          {t('badges.editor.overwrite')}
        </Button>
      </Group>
    </Alert>
  );
}
