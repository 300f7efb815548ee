import { Button, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { type Area, mayOpen } from '../access.ts';
import { useMembership } from '../ProgrammeContext.tsx';

export function Refused() {
  const { t } = useTranslation();
  const { programme, roles } = useMembership();
  return (
    <Page title={t('refused.title')}>
      <Empty
        icon={<IconLock />}
        lead={
          <>
            {t('refused.lead')}
            <Text component="span" display="block" mt="xs" size="sm">
              {t('refused.yourRoles', { roles: roles.map((role) => t(`role.${role}`)).join(', ') })}
            </Text>
          </>
        }
        action={
          <Button component={Link} to={`/programmes/${programme.key}/leaderboard`}>
            {t('refused.action')}
          </Button>
        }
      />
    </Page>
  );
}

/** Shows an area to those whose roles open it, and to others a page that says why not. */
export function Guard({ area, children }: { area: Area; children: ReactNode }) {
  const { roles } = useMembership();
  return mayOpen(area, roles) ? children : <Refused />;
}
