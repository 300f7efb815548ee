import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeLanguage, type InterfaceLanguage } from '../i18n/index.ts';

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('app.language')}
      value={i18n.language}
      onChange={(language) => void changeLanguage(language as InterfaceLanguage)}
      data={[
        { value: 'de', label: <span lang="de">{t('app.german')}</span> },
        { value: 'en', label: <span lang="en">{t('app.english')}</span> },
      ]}
    />
  );
}
