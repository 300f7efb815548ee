import { Alert, AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure, useNetwork } from '@mantine/hooks';
import { IconCloudOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, ScrollRestoration, useNavigation } from 'react-router';
import { Logo } from '../../ui/Logo.tsx';
import { AccountMenu } from './AccountMenu.tsx';

export interface FrameProps {
  readonly children: ReactNode;
  /** The links at the side; is given what closes them again on a phone. */
  readonly navigation?: (close: () => void) => ReactNode;
  /** Stands in the header, before the account. */
  readonly bell?: ReactNode;
}

export function Frame({ children, navigation, bell }: FrameProps) {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure(false);
  const { online } = useNetwork();
  const waiting = useNavigation().state === 'loading';
  const navbar = navigation && { navbar: { width: 248, breakpoint: 'sm' as const, collapsed: { mobile: !opened } } };
  return (
    <AppShell header={{ height: 56 }} padding={{ base: 'md', sm: 'xl' }} {...navbar}>
      <a className="fanfare-skip" href="#main">
        {t('app.skip')}
      </a>
      <AppShell.Header className="fanfare-header">
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          {navigation && (
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t('app.menu')}
              aria-expanded={opened}
              aria-controls="navigation"
            />
          )}
          <Link to="/" className="fanfare-home" aria-label={`Fanfare: ${t('app.otherProgramme')}`}>
            <Logo />
          </Link>
          {bell}
          <AccountMenu />
        </Group>
        {waiting && <div className="fanfare-progress" aria-hidden="true" />}
      </AppShell.Header>
      {navigation && (
        <AppShell.Navbar id="navigation" aria-label={t('app.navigation')} className="fanfare-navbar">
          {navigation(close)}
        </AppShell.Navbar>
      )}
      <AppShell.Main id="main" tabIndex={-1} className="fanfare-main" aria-busy={waiting}>
        <div role="status">
          {!online && (
            <Alert mb="lg" color="brass" icon={<IconCloudOff />} title={t('offline.title')}>
              {t('offline.lead')}
            </Alert>
          )}
        </div>
        <div className="fanfare-content">{children}</div>
      </AppShell.Main>
      <ScrollRestoration />
    </AppShell>
  );
}
