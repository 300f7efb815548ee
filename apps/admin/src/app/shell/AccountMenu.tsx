import { Avatar, Button, Divider, Group, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconLogout2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../auth/SessionContext.tsx';
import { ColourSchemeSwitch } from './ColourSchemeSwitch.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';

export function AccountMenu() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Popover position="bottom-end" width={280} shadow="md" trapFocus returnFocus withRoles>
      <Popover.Target>
        <UnstyledButton className="fanfare-account" aria-label={`${t('app.account')}: ${session.name ?? ''}`}>
          <Avatar size={32} color="petrol" name={session.name ?? ''} aria-hidden="true" />
          <Text size="sm" visibleFrom="sm" fw={500}>
            {session.name}
          </Text>
          <IconChevronDown size={16} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('app.account')}>
        <Stack gap="sm">
          <Text fw={600} truncate>
            {session.name}
          </Text>
          <Group justify="space-between">
            <Text size="sm">{t('app.language')}</Text>
            <LanguageSwitch />
          </Group>
          <Group justify="space-between">
            <Text size="sm">{t('app.colourScheme')}</Text>
            <ColourSchemeSwitch />
          </Group>
          <Divider />
          <Button variant="default" leftSection={<IconLogout2 size={18} />} onClick={() => void session.signOut()}>
            {t('app.signOut')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
