import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../app/graphql/schema.generated.ts';
import { apiLanguage, type InterfaceLanguage, speak } from '../../app/i18n/index.ts';

/** A screen speaks the language of the programme, until somebody in front of it chooses the other one. */
export function useWallLanguage(ofProgramme: Language | undefined): { readonly change: () => void } {
  const { i18n } = useTranslation();
  const [hasChosen, setChosen] = useState(false);
  const wanted: InterfaceLanguage | undefined = ofProgramme && (ofProgramme === 'GERMAN' ? 'de' : 'en');
  useEffect(() => {
    if (wanted !== undefined && !hasChosen) void speak(wanted);
  }, [wanted, hasChosen]);
  return {
    change: () => {
      setChosen(true);
      void speak(apiLanguage(i18n.language) === 'GERMAN' ? 'en' : 'de');
    },
  };
}
