import { Loader, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function FullPageLoader({ label }: { label?: string }) {
  const { t } = useTranslation();
  return (
    <main className="fanfare-centre" id="main" aria-busy="true">
      <title>Fanfare</title>
      <h1 className="fanfare-unseen">Fanfare</h1>
      <div role="status" className="fanfare-loader">
        <Loader aria-hidden="true" />
        <Text c="dimmed">{label ?? t('app.loading')}</Text>
      </div>
    </main>
  );
}
