/** A sentence for people, in both languages of the product. German is formal and gender-neutral. */
export interface Bilingual {
  readonly de: string;
  readonly en: string;
}
