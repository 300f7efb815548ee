import { useQuery } from '@apollo/client/react';
import { Accordion, Skeleton, Text } from '@mantine/core';
import { IconMail, IconMailOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { MailboxDocument } from './notifications.generated.ts';
import './notifications.css';

/** The mails to oneself on an installation that shows mails instead of sending them. */
export function Mailbox({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useQuery(MailboxDocument, { variables: { id }, fetchPolicy: 'cache-and-network' });
  const mailbox = data?.ambassador?.mailbox;
  if (data === undefined) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={240} radius="lg" aria-busy="true" />;
  }
  if (!mailbox || mailbox.length === 0)
    return (
      <div className="fanfare-card">
        {mailbox ? (
          <Empty icon={<IconMail />} title={t('notifications.mailbox.empty')} lead={t('notifications.mailbox.emptyLead')} />
        ) : (
          <Empty icon={<IconMailOff />} title={t('notifications.mailbox.none')} lead={t('notifications.mailbox.noneLead')} />
        )}
      </div>
    );
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('notifications.mailbox.lead')}
      </Text>
      <Accordion variant="separated" order={2}>
        {mailbox.map(({ id: mail, subject, sentAt, text }) => (
          <Accordion.Item key={mail} value={mail}>
            <Accordion.Control>
              <Text fw={550}>{subject}</Text>
              <Text size="xs" c="dimmed">
                {format.dateTime(sentAt)}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <pre className="mail-text">{text}</pre>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </>
  );
}
