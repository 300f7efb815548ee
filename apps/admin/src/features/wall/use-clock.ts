import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Looks at the clock often enough to be right to the minute, and writes times as the language of the screen does. */
export function useClock() {
  const { i18n } = useTranslation();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 5_000);
    return () => clearInterval(timer);
  }, []);
  return useMemo(() => {
    const locale = i18n.language === 'de' ? 'de-DE' : 'en-GB';
    const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
    // A calendar day has no time zone.
    const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
    return {
      time: (moment: Date) => time.format(moment),
      month: (calendarDay: string) => month.format(new Date(calendarDay)),
    };
  }, [i18n.language]);
}
