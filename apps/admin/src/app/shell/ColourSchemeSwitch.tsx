import { Center, type MantineColorScheme, SegmentedControl, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const schemes = [
  { value: 'light', name: 'light', Icon: IconSun },
  { value: 'dark', name: 'dark', Icon: IconMoon },
  { value: 'auto', name: 'system', Icon: IconDeviceDesktop },
] as const;

export function ColourSchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('app.colourScheme')}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as MantineColorScheme)}
      data={schemes.map(({ value, name, Icon }) => ({
        value,
        label: (
          <Center title={t(`app.${name}`)} h={18} w={20}>
            <Icon size={16} aria-hidden="true" />
            <VisuallyHidden>{t(`app.${name}`)}</VisuallyHidden>
          </Center>
        ),
      }))}
    />
  );
}
