import type { Language } from '@fanfare/contracts';
import { WHOLE } from '../rules/document.ts';

const LOCALES: Readonly<Record<Language, string>> = { GERMAN: 'de-DE', ENGLISH: 'en-GB' };

/** "10 points", "1 Punkt". */
export function pointsInWords(points: number, language: Language): string {
  if (language === 'GERMAN') return `${number(points, language)} ${points === 1 ? 'Punkt' : 'Punkte'}`;
  return `${number(points, language)} ${points === 1 ? 'point' : 'points'}`;
}

export function number(value: number, language: Language): string {
  return value.toLocaleString(LOCALES[language]);
}

/** 5,000 basis points are "half", others a percentage. */
export function shareInWords(factor: number, language: Language): string {
  if (factor === 0) return language === 'GERMAN' ? 'nichts' : 'nothing';
  if (factor === WHOLE / 2) return language === 'GERMAN' ? 'die Hälfte' : 'half';
  return percent(factor, language);
}

export function percent(factor: number, language: Language): string {
  return (factor / WHOLE).toLocaleString(LOCALES[language], { style: 'percent', maximumFractionDigits: 2 });
}

/** "a, b and c". */
export function joined(
  items: readonly string[],
  language: Language,
  link: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return new Intl.ListFormat(LOCALES[language], { style: 'long', type: link }).format(items);
}

/** The calendar day of an instant in the programme's zone. */
export function dayInWords(instant: number, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone, dateStyle: 'long' }).format(instant);
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
