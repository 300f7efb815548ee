import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Guard } from '../../app/shell/Refused.tsx';
import { Page } from '../../ui/Page.tsx';
import { JobList } from './JobList.tsx';
import { WebhookList } from './WebhookList.tsx';

/** What works beside the requests of people: endpoints of other systems, and scheduled work. */
export function WebhooksPage() {
  const { t } = useTranslation();
  return (
    <Guard area="webhooks">
      <Page title={t('webhooks.title')} lead={t('webhooks.lead')}>
        <Stack gap="xl">
          <WebhookList />
          <section>
            <Title order={2} mb="sm">
              {t('webhooks.jobs.title')}
            </Title>
            <JobList />
          </section>
        </Stack>
      </Page>
    </Guard>
  );
}
