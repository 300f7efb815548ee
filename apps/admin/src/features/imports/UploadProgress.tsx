import { Alert, Button, Group, Progress, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { type Upload, uploads } from './uploads.ts';

export function UploadProgress({ upload }: { upload: Upload }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (upload.status === 'failed') {
    return (
      <Alert
        role="alert"
        color="red"
        mb="md"
        icon={<IconAlertTriangle />}
        title={t('imports.uploadFailed')}
        withCloseButton
        closeButtonLabel={t('app.close')}
        onClose={() => uploads.dismiss()}
      >
        {upload.reason ? t('imports.uploadRefused', { reason: upload.reason }) : t('imports.uploadFailedLead')}
      </Alert>
    );
  }
  if (upload.status === 'done' || upload.sent >= upload.size) return null;
  const label = t('imports.uploading', { file: upload.fileName });
  return (
    <section className="fanfare-card" style={{ marginBottom: 16 }}>
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <Text fw={550} truncate>
          {label}
        </Text>
        <Button variant="default" size="xs" onClick={() => uploads.stop()}>
          {t('imports.stop')}
        </Button>
      </Group>
      <Progress.Root size="lg">
        <Progress.Section value={(100 * upload.sent) / Math.max(1, upload.size)} aria-label={label} />
      </Progress.Root>
      <Text size="sm" c="dimmed" mt="xs">
        {t('imports.uploadingHint', { sent: format.bytes(upload.sent), total: format.bytes(upload.size) })}
      </Text>
    </section>
  );
}
