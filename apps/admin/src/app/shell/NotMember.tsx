import { Button } from '@mantine/core';
import { IconDoor } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';

export function NotMember() {
  const { t } = useTranslation();
  return (
    <Page title={t('refused.notMember')}>
      <Empty
        icon={<IconDoor />}
        lead={t('refused.notMemberLead')}
        action={
          <Button component={Link} to="/">
            {t('notFound.action')}
          </Button>
        }
      />
    </Page>
  );
}
