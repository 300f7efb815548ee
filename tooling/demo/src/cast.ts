import type { Language, ProgrammeRole, Segment, Visibility } from '@fanfare/contracts';
import type { DepartmentKey } from './generator/company.ts';

/** What somebody is in the demo: a part in its programme, or the operator who runs the installation and has none. */
export type CastRole = ProgrammeRole | 'OPERATOR';

/** A person who can sign in to the demo. */
export interface CastMember {
  /** Short and stable; the subject at the identity provider follows from it. */
  readonly key: string;
  readonly name: string;
  readonly language: Language;
  readonly role: CastRole;
  readonly department: DepartmentKey;
  /** Where an ambassador stands in the spread of posting, in [0, 1); absent for those who did not join. */
  readonly position?: number;
  readonly segment?: Segment;
  readonly visibility?: Visibility;
  /** An own decision during the window; a pause without end lasts until further notice. */
  readonly absence?: { readonly kind: 'PAUSED' | 'LEFT'; readonly daysAgo: number };
  /** What a visitor of the demo can try as this person. */
  readonly about: { readonly de: string; readonly en: string };
}

/** The cast in the order of the sign-in page. Ambassadors take the first indices of the generated programme. */
export const cast: readonly CastMember[] = [
  {
    key: 'admin',
    name: 'Katharina Ebersbach',
    language: 'GERMAN',
    role: 'ADMIN',
    department: 'kommunikation',
    position: 0.82,
    visibility: 'NAMED',
    about: {
      de: 'leitet das Programm: Regeln, Importe, Ranglisten, alle Botschafter:innen',
      en: 'leads the programme: rules, imports, leaderboards, all ambassadors',
    },
  },
  {
    key: 'communicator',
    name: 'Murat Aksoylu',
    language: 'GERMAN',
    role: 'COMMUNICATOR',
    department: 'vertrieb',
    position: 0.9,
    visibility: 'NAMED',
    about: {
      de: 'trägt das Programm in den Vertrieb und sieht nur diesen',
      en: 'carries the programme into Sales and sees only Sales',
    },
  },
  {
    key: 'ambassador',
    name: 'Linh Brandes',
    language: 'GERMAN',
    role: 'AMBASSADOR',
    department: 'entwicklung',
    position: 0.93,
    visibility: 'NAMED',
    about: { de: 'schreibt jede Woche aus der Entwicklung', en: 'writes every week about research and development' },
  },
  {
    key: 'auditor',
    name: 'Jolanta Wieczorek',
    language: 'GERMAN',
    role: 'AUDITOR',
    department: 'produktion',
    about: {
      de: 'prüft für den Betriebsrat: darf alles lesen, nichts ändern',
      en: 'audits for the works council: may read everything, change nothing',
    },
  },
  {
    key: 'frequent',
    name: 'Torben Kesselring',
    language: 'GERMAN',
    role: 'AMBASSADOR',
    department: 'vertrieb',
    position: 0.985,
    visibility: 'NAMED',
    about: { de: 'schreibt täglich und wird von der Quote gebremst', en: 'posts daily and is slowed by the quota' },
  },
  {
    key: 'hesitant',
    name: 'Oksana Melnyk',
    language: 'GERMAN',
    role: 'AMBASSADOR',
    department: 'produktion',
    position: 0.45,
    segment: 'HESITANT',
    visibility: 'PSEUDONYM',
    about: {
      de: 'möchte gern, zögert noch; tritt unter Pseudonym auf',
      en: 'would like to, but hesitates; appears under a pseudonym',
    },
  },
  {
    key: 'newcomer',
    name: 'Priya Deshmukh',
    language: 'ENGLISH',
    role: 'AMBASSADOR',
    department: 'it',
    position: 0.18,
    segment: 'NEW',
    visibility: 'NAMED',
    about: { de: 'ist neu dabei und liest Fanfare auf Englisch', en: 'has just joined and reads Fanfare in English' },
  },
  {
    key: 'hidden',
    name: 'Chiara Fontanesi',
    language: 'ENGLISH',
    role: 'AMBASSADOR',
    department: 'personal',
    position: 0.75,
    visibility: 'HIDDEN',
    about: { de: 'sammelt Punkte, steht aber auf keiner Rangliste', en: 'earns points, yet stands on no leaderboard' },
  },
  {
    key: 'separator',
    name: 'Henrik Manthey',
    language: 'GERMAN',
    role: 'AMBASSADOR',
    department: 'finanzen',
    position: 0.14,
    segment: 'SEPARATOR',
    visibility: 'PSEUDONYM',
    about: {
      de: 'trennt Beruf und Privates und wird nie angestupst',
      en: 'keeps work and private life apart and is never nudged',
    },
  },
  {
    key: 'paused',
    name: 'Emre Demirtaş',
    language: 'GERMAN',
    role: 'AMBASSADOR',
    department: 'logistik',
    position: 0.86,
    visibility: 'NAMED',
    absence: { kind: 'PAUSED', daysAgo: 19 },
    about: { de: 'ist in Elternzeit und pausiert', en: 'is on parental leave and pauses' },
  },
  {
    key: 'left',
    name: 'Greta Sommerkamp',
    language: 'GERMAN',
    role: 'AMBASSADOR',
    department: 'einkauf',
    position: 0.8,
    visibility: 'PSEUDONYM',
    absence: { kind: 'LEFT', daysAgo: 12 },
    about: { de: 'ist ausgetreten und kann wieder beitreten', en: 'has left and can join again' },
  },
  {
    key: 'operator',
    name: 'Dana Okonjo',
    language: 'ENGLISH',
    role: 'OPERATOR',
    department: 'it',
    about: { de: 'betreibt die Installation und legt Programme an', en: 'runs the installation and creates programmes' },
  },
];

/** Those of the cast who joined the programme. */
export const castAmbassadors: readonly CastMember[] = cast.filter(({ position }) => position !== undefined);

/** The subject (`sub`) that the demo's identity provider vouches for. */
export function subjectOf({ key }: CastMember): string {
  return `demo-${key}`;
}

/** Finds a member by key. */
export function castMember(key: string): CastMember | undefined {
  return cast.find((member) => member.key === key);
}
