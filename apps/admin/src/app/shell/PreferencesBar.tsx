import { Group } from '@mantine/core';
import { ColourSchemeSwitch } from './ColourSchemeSwitch.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';

export function PreferencesBar() {
  return (
    <Group gap="md" justify="center">
      <LanguageSwitch />
      <ColourSchemeSwitch />
    </Group>
  );
}
