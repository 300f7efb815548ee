import type { CheckName, SubjectKind } from '../modules/audit/index.ts';
import type { CliLanguage } from './language.ts';

/** Everything that `fanfare verify` and `fanfare replay` say. */
export interface AuditWords {
  readonly verify: string;
  readonly replay: string;
  readonly programmeOption: readonly [flags: string, description: string];
  readonly jsonOption: string;
  readonly checkpointOption: readonly [flags: string, description: string];
  readonly checks: Readonly<Record<CheckName, string>>;
  readonly subjects: Readonly<Record<SubjectKind, string>>;
  readonly headers: readonly [check: string, checked: string, result: string];
  readonly fine: string;
  readonly broken: (count: string) => string;
  readonly nothing: string;
  readonly difference: (expected: string, found: string) => string;
  readonly more: (count: string) => string;
  readonly clean: (programmes: string, seconds: string) => string;
  readonly notClean: (broken: string, seconds: string) => string;
  /** What a replay takes as given or does not compare. */
  readonly replayLimits: string;
  readonly noDatabase: readonly string[];
  readonly wrongDatabase: string;
  readonly unreachable: (why: string) => readonly string[];
  readonly noSchema: readonly string[];
  readonly unknownProgramme: (key: string) => readonly string[];
  readonly wrongNumber: string;
}

const german: AuditWords = {
  verify: 'Prüft an der laufenden Datenbank (DATABASE_URL) alle Invarianten von Punkten und Ranglisten. Ändert nichts.',
  replay:
    'Rechnet aus Fakten und Regeln alles Abgeleitete neu aus (Buchungen, Gedächtnis der Regeln, Punktestände, Ranglisten) und vergleicht es mit der Datenbank (DATABASE_URL): Beträge, Gründe und Gedächtnis Byte für Byte.',
  programmeOption: ['--programme <schlüssel>', 'nur dieses Programm, nach seinem Schlüssel'],
  jsonOption: 'Bericht als JSON auf der Standardausgabe',
  checkpointOption: [
    '--checkpoint-every <fakten>',
    'nach so vielen Fakten einer Person jeweils aus dem gespeicherten Zustand weiterrechnen',
  ],
  checks: {
    GUARDS: 'Geschichte ist gegen Änderungen geschützt',
    FACT_SEQUENCE: 'Fakten sind lückenlos nummeriert',
    FACT_IDENTITIES: 'Jeder Fakt steht einmal da',
    LEDGER_SEQUENCE: 'Buchungen sind lückenlos nummeriert',
    LEDGER_CHAIN: 'Die Hashkette der Buchungen stimmt',
    LEDGER_KEYS: 'Je Fakt und Regel gibt es eine Buchung',
    LEDGER_LINKS: 'Buchungen gehören zu ihren Fakten',
    REVERSALS: 'Stornos heben ihre Buchung genau einmal auf',
    AMOUNTS: 'Beträge sind sichere ganze Zahlen in ihren Grenzen',
    RULE_VERSIONS: 'Es gilt die Fassung der Regeln von damals',
    CAPS: 'Keine Obergrenze ist überschritten',
    BALANCES: 'Punktestände sind die Summe der Buchungen',
    EXCHANGES: 'Verschenkte Punkte stehen als Paare im Hauptbuch',
    RESCORINGS: 'Neuwertungen sind, wie sie verlangt wurden, und ihre Vorschauen die Summe ihrer Personen',
    PERIODS: 'Zeiträume überlappen sich nicht',
    STANDINGS: 'Ranglisten sind die Summe der Buchungen',
    BOARD_MEMBERS: 'Auf Ranglisten steht, wer dort stehen darf',
    FINAL_STANDINGS: 'Endstände sind, wie sie genommen wurden',
    BADGE_AWARDS: 'Abzeichen und Stufen hat, wer sie nach den Aktivitäten verdient',
    DECISIONS: 'Buchungen folgen aus Fakten und Regeln',
    MEMBER_STATES: 'Das Gedächtnis der Regeln zu Personen stimmt',
    CONTENT_STATES: 'Das Gedächtnis der Regeln zu Beiträgen stimmt',
  },
  subjects: {
    ...{ PROGRAMME: 'Programm', TABLE: 'Tabelle', FACT: 'Fakt', ENTRY: 'Buchung', MEMBER: 'Botschafter:in', POST: 'Beitrag' },
    ...{ BOARD: 'Rangliste', SEASON: 'Saison', RULE_SET: 'Regelwerk', STANDING: 'Stand', AWARD: 'Auszeichnung' },
    RESCORING: 'Neuwertung',
  },
  headers: ['Geprüft', 'Anzahl', 'Ergebnis'],
  fine: 'in Ordnung',
  broken: (count) => `${count} verletzt`,
  nothing: 'nichts',
  difference: (expected, found) => `erwartet ${expected}, gefunden ${found}`,
  more: (count) => `… und ${count} weitere`,
  clean: (programmes, seconds) => `Alles in Ordnung (Programme: ${programmes}; ${seconds} s).`,
  notClean: (broken, seconds) => `Nicht in Ordnung: ${broken} Abweichungen (${seconds} s).`,
  replayLimits:
    'Aus den Buchungen übernommen: ihre Nummern und die Gründe, die Menschen angegeben haben. Nicht verglichen: Kennungen und Hashes der Buchungen, die Reihenfolge zwischen Personen, wer auf Ranglisten gezeigt wird, eingefrorene Ranglisten (dafür: verify).',
  noDatabase: ['DATABASE_URL ist nicht gesetzt.', 'Richtig wäre: postgresql://benutzer:passwort@host:5432/fanfare'],
  wrongDatabase: 'DATABASE_URL ist keine Adresse einer PostgreSQL-Datenbank.',
  unreachable: (why) => [`Die Datenbank kann nicht gelesen werden: ${why}`, 'Stimmt DATABASE_URL, und läuft PostgreSQL?'],
  noSchema: [
    'In dieser Datenbank fehlen Tabellen oder Spalten dieser Fassung von Fanfare.',
    'Stimmt DATABASE_URL? Der Start der API bringt das Schema auf den Stand.',
  ],
  unknownProgramme: (key) => [`Es gibt kein Programm „${key}“.`],
  wrongNumber: 'Richtig ist eine ganze Zahl ab 1.',
};

const english: AuditWords = {
  verify: 'Checks every invariant of points and boards on the live database (DATABASE_URL). Changes nothing.',
  replay:
    'Computes everything that is derived from facts and rules anew (ledger entries, the memory of the rules, balances, standings) and compares it with the database (DATABASE_URL): amounts, reasons and memory byte for byte.',
  programmeOption: ['--programme <key>', 'this programme only, by its key'],
  jsonOption: 'the report as JSON on the standard output',
  checkpointOption: [
    '--checkpoint-every <facts>',
    'go on from the stored form of the state after every so many facts of a person',
  ],
  checks: {
    GUARDS: 'History is guarded against changes',
    FACT_SEQUENCE: 'Facts are numbered without a gap',
    FACT_IDENTITIES: 'Every fact stands once',
    LEDGER_SEQUENCE: 'Entries are numbered without a gap',
    LEDGER_CHAIN: 'The hash chain of the entries holds',
    LEDGER_KEYS: 'One entry for each fact and rule',
    LEDGER_LINKS: 'Entries belong to their facts',
    REVERSALS: 'Reversals take back their entry exactly once',
    AMOUNTS: 'Amounts are safe integers within their bounds',
    RULE_VERSIONS: 'The rules in force at the time decided',
    CAPS: 'No limit is exceeded',
    BALANCES: 'Balances are the sum of the entries',
    EXCHANGES: 'Points given on stand in the ledger as pairs',
    RESCORINGS: 'Rescorings are as they were asked for, and previews the sums of their people',
    PERIODS: 'Periods do not overlap',
    STANDINGS: 'Standings are the sum of the entries',
    BOARD_MEMBERS: 'On boards stand those who may',
    FINAL_STANDINGS: 'Final standings are as they were taken',
    BADGE_AWARDS: 'Badges and levels are held by whom the activities earned them',
    DECISIONS: 'Entries follow from facts and rules',
    MEMBER_STATES: 'What the rules remember of people is right',
    CONTENT_STATES: 'What the rules remember of posts is right',
  },
  subjects: {
    ...{ PROGRAMME: 'programme', TABLE: 'table', FACT: 'fact', ENTRY: 'entry', MEMBER: 'ambassador', POST: 'post' },
    ...{ BOARD: 'board', SEASON: 'season', RULE_SET: 'rule set', STANDING: 'standing', AWARD: 'award' },
    RESCORING: 'rescoring',
  },
  headers: ['Checked', 'Count', 'Result'],
  fine: 'fine',
  broken: (count) => `${count} broken`,
  nothing: 'nothing',
  difference: (expected, found) => `expected ${expected}, found ${found}`,
  more: (count) => `… and ${count} more`,
  clean: (programmes, seconds) => `All is well (programmes: ${programmes}; ${seconds} s).`,
  notClean: (broken, seconds) => `Not well: ${broken} differences (${seconds} s).`,
  replayLimits:
    'Taken from the ledger: the numbers of entries and the reasons that people gave. Not compared: ids and hashes of entries, their order between people, who is shown on boards, frozen boards (verify does that).',
  noDatabase: ['DATABASE_URL is not set.', 'Would be right: postgresql://user:password@host:5432/fanfare'],
  wrongDatabase: 'DATABASE_URL is not the address of a PostgreSQL database.',
  unreachable: (why) => [`The database cannot be read: ${why}`, 'Is DATABASE_URL right, and does PostgreSQL run?'],
  noSchema: [
    'This database lacks tables or columns of this version of Fanfare.',
    'Is DATABASE_URL right? The start of the API brings the schema up to date.',
  ],
  unknownProgramme: (key) => [`There is no programme "${key}".`],
  wrongNumber: 'A whole number from 1 is right.',
};

export const auditWords: Readonly<Record<CliLanguage, AuditWords>> = { de: german, en: english };
