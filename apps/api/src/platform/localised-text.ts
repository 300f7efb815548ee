import type { Language } from '@fanfare/contracts';

/** A text for people, in every language of the product. */
export type LocalisedText = Readonly<Record<Language, string>>;
