import { Button, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useDropzone } from 'react-dropzone';
import { useTranslation } from 'react-i18next';

export function FileChooser({ onChoose }: { onChoose: (file: File) => void }) {
  const { t } = useTranslation();
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    multiple: false,
    noClick: true,
    noKeyboard: true,
    onDrop: ([file]) => {
      if (file) onChoose(file);
    },
  });
  return (
    <div
      {...getRootProps({
        className: `fanfare-card import-drop ${isDragActive ? 'import-drop-active' : ''}`,
        role: 'presentation',
      })}
    >
      <input {...getInputProps({ accept: '.csv,.ndjson,.jsonl,.json,text/csv', 'aria-label': t('imports.choose') })} />
      <IconFileUpload size={40} stroke={1.4} aria-hidden="true" />
      <div>
        <Text fw={550}>{t('imports.drop')}</Text>
        <Text size="sm" c="dimmed">
          {t('imports.dropHint')}
        </Text>
      </div>
      <Button onClick={open}>{t('imports.choose')}</Button>
    </div>
  );
}
