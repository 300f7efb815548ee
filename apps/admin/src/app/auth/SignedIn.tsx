import { Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { FullPageLoader } from '../shell/FullPageLoader.tsx';
import { FullPageMessage } from '../shell/FullPageMessage.tsx';
import { useSession } from './SessionContext.tsx';

/** Where the identity provider comes back to. */
export function SignedIn() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    session.finishSignIn().then(
      (returnTo) => navigate(returnTo, { replace: true }),
      () => setFailed(true),
    );
  }, [session, navigate]);

  if (!failed) return <FullPageLoader label={t('signIn.finishing')} />;
  return (
    <FullPageMessage
      title={t('signIn.failed')}
      action={<Button onClick={() => navigate('/', { replace: true })}>{t('app.retry')}</Button>}
    >
      <Text c="dimmed">{t('signIn.failedLead')}</Text>
    </FullPageMessage>
  );
}
