import type { Weighted } from './randomness.ts';

/**
 * The invented employer of the demo, its departments, hashtags and campaigns. No company of this name is known to the authors; every
 * web address lies under the reserved top-level domain "example" (RFC 2606).
 */
export const company = {
  name: 'Halvenstein Gebäudetechnik SE',
  programmeName: 'Halvenstein Stimmen',
  programmeKey: 'halvenstein',
  domain: 'halvenstein.example',
  timeZone: 'Europe/Berlin',
  hashtags: ['TeamHalvenstein', 'WaermeVonMorgen', 'HalvensteinInside'],
} as const;

/** A department in the programme's language and in English. */
export interface GeneratedDepartment {
  readonly key: string;
  readonly name: string;
  readonly nameEnglish: string;
}

export const departments = [
  { key: 'vertrieb', name: 'Vertrieb', nameEnglish: 'Sales' },
  { key: 'entwicklung', name: 'Forschung und Entwicklung', nameEnglish: 'Research and Development' },
  { key: 'produktion', name: 'Produktion', nameEnglish: 'Production' },
  { key: 'kundendienst', name: 'Kundendienst', nameEnglish: 'Customer Service' },
  { key: 'personal', name: 'Personal', nameEnglish: 'People' },
  { key: 'kommunikation', name: 'Kommunikation und Marketing', nameEnglish: 'Communications and Marketing' },
  { key: 'einkauf', name: 'Einkauf', nameEnglish: 'Procurement' },
  { key: 'logistik', name: 'Logistik', nameEnglish: 'Logistics' },
  { key: 'it', name: 'Informationstechnik', nameEnglish: 'Information Technology' },
  { key: 'finanzen', name: 'Finanzen', nameEnglish: 'Finance' },
  { key: 'qualitaet', name: 'Qualität und Arbeitssicherheit', nameEnglish: 'Quality and Safety' },
  { key: 'nachhaltigkeit', name: 'Nachhaltigkeit', nameEnglish: 'Sustainability' },
] as const satisfies readonly GeneratedDepartment[];

export type DepartmentKey = (typeof departments)[number]['key'];

/** Sustainability is small on purpose, yet above the usual minimum group size in a demo of 240. */
export const departmentShares: Weighted<DepartmentKey> = [
  ['vertrieb', 16],
  ['entwicklung', 14],
  ['produktion', 13],
  ['kundendienst', 11],
  ['personal', 8],
  ['kommunikation', 9],
  ['einkauf', 5],
  ['logistik', 6],
  ['it', 7],
  ['finanzen', 4],
  ['qualitaet', 4],
  ['nachhaltigkeit', 4],
];

/** A campaign with its window in days before now; it shifts posting towards its opening days. */
export interface GeneratedCampaign {
  readonly key: string;
  readonly name: string;
  readonly hashtag: string;
  readonly opensDaysAgo: number;
  readonly closesDaysAgo: number;
}

export const campaigns = [
  { key: 'waermewochen', name: 'Wärmewochen', hashtag: 'Waermewochen', opensDaysAgo: 58, closesDaysAgo: 44 },
  { key: 'ausbildung-zeigen', name: 'Ausbildung zeigen', hashtag: 'AusbildungMitZukunft', opensDaysAgo: 37, closesDaysAgo: 23 },
  { key: 'werkstour', name: 'Werkstour', hashtag: 'Werkstour', opensDaysAgo: 12, closesDaysAgo: 0 },
] as const satisfies readonly GeneratedCampaign[];

/** What people tag beside the programme's own hashtags, work and private life mixed as in credible voices. */
export const topicHashtags: readonly [string, ...string[]] = [
  'Waermepumpe',
  'Energiewende',
  'Handwerk',
  'HeatPumps',
  'Ausbildung',
  'NewWork',
  'WomenInTech',
  'Nachhaltigkeit',
  'BuildingTech',
  'Sicherheit',
  'Teamgeist',
  'Lauftreff',
  'Ehrenamt',
  'LifeAtWork',
];
