import { Alert, Button, Paper, Stack, Text, Title } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { Logo } from '../../ui/Logo.tsx';
import { PreferencesBar } from '../shell/PreferencesBar.tsx';
import { useSession } from './SessionContext.tsx';

export function SignInPage() {
  const { t } = useTranslation();
  const session = useSession();
  const { pathname, search } = useLocation();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');

  const signIn = () => {
    setState('busy');
    session.signIn(pathname + search).catch(() => setState('failed'));
  };

  return (
    <main className="fanfare-centre" id="main">
      <title>{`${t('signIn.title')} · Fanfare`}</title>
      <Paper className="fanfare-sign-in" p={{ base: 'xl', xs: 40 }} radius="lg" withBorder>
        <Stack gap="lg">
          <Logo size={36} />
          <Stack gap="xs">
            <Title order={1}>{t('signIn.title')}</Title>
            <Text c="dimmed">{t('signIn.lead')}</Text>
          </Stack>
          {state === 'failed' && (
            <Alert color="red" variant="light" role="alert">
              {t('signIn.unreachable')}
            </Alert>
          )}
          <Button size="md" leftSection={<IconLogin2 size={20} />} onClick={signIn} loading={state === 'busy'}>
            {t('signIn.action')}
          </Button>
        </Stack>
      </Paper>
      <PreferencesBar />
    </main>
  );
}
