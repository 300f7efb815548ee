import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Refused } from '../../app/shell/Refused.tsx';
import { Page } from '../../ui/Page.tsx';
import { FeedList } from './FeedList.tsx';
import { Mailbox } from './Mailbox.tsx';
import { NotificationSettings } from './NotificationSettings.tsx';

const parts = ['news', 'settings', 'mailbox'] as const;
type Part = (typeof parts)[number];

/** What is new for one, what one wants to hear of, and in a demonstration the mails that would have been sent. */
export function FeedPage() {
  const { t } = useTranslation();
  const { ambassador } = useMembership();
  const [parameters, setParameters] = useSearchParams();
  const part = parts.find((known) => known === parameters.get('show')) ?? 'news';
  if (!ambassador) return <Refused />;
  const show = (wanted: string | null) => setParameters(wanted === 'news' || wanted === null ? {} : { show: wanted });
  const views: Readonly<Record<Part, React.ReactNode>> = {
    news: <FeedList id={ambassador.id} />,
    settings: <NotificationSettings id={ambassador.id} />,
    mailbox: <Mailbox id={ambassador.id} />,
  };
  return (
    <Page title={t('notifications.title')} lead={t('notifications.lead')}>
      <Tabs value={part} onChange={show} keepMounted={false}>
        <Tabs.List mb="lg">
          {parts.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`notifications.part.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map((name) => (
          <Tabs.Panel key={name} value={name}>
            {views[name]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
