/** What an audit looks at, each an invariant of the points and boards; in the order in which they are told. */
export const verifyChecks = [
  'GUARDS',
  'FACT_SEQUENCE',
  'FACT_IDENTITIES',
  'LEDGER_SEQUENCE',
  'LEDGER_CHAIN',
  'LEDGER_KEYS',
  'LEDGER_LINKS',
  'REVERSALS',
  'AMOUNTS',
  'RULE_VERSIONS',
  'CAPS',
  'BALANCES',
  'EXCHANGES',
  'RESCORINGS',
  'PERIODS',
  'STANDINGS',
  'BOARD_MEMBERS',
  'FINAL_STANDINGS',
  'BADGE_AWARDS',
] as const;
export type VerifyCheck = (typeof verifyChecks)[number];

/** What a replay compares with the live state. */
export const replayChecks = ['DECISIONS', 'MEMBER_STATES', 'CONTENT_STATES', 'BALANCES', 'STANDINGS'] as const;
export type ReplayCheck = (typeof replayChecks)[number];

export type CheckName = VerifyCheck | ReplayCheck;

/** What a finding is about. */
export type SubjectKind =
  | 'PROGRAMME'
  | 'TABLE'
  | 'FACT'
  | 'ENTRY'
  | 'MEMBER'
  | 'POST'
  | 'BOARD'
  | 'SEASON'
  | 'RULE_SET'
  | 'STANDING'
  | 'AWARD'
  | 'RESCORING';

/** What a finding compares; null where there is nothing. */
export type FindingValue = string | number | boolean | null;

/** One broken invariant: what it is about, which of its fields, what is right and what stands there. */
export interface Finding {
  readonly check: CheckName;
  /** Key of the programme; null for what concerns the whole installation. */
  readonly programme: string | null;
  readonly subject: SubjectKind;
  /** The entry's number, the fact's sequence, or the id of anything else. */
  readonly id: string;
  /** The property, as the ledger line or the table calls it. */
  readonly field: string;
  readonly expected: FindingValue;
  readonly found: FindingValue;
}

export interface CheckResult {
  readonly check: CheckName;
  /** How many things were looked at. */
  readonly checked: number;
  /** How many of them are broken. */
  readonly broken: number;
  /** The first of the broken ones. */
  readonly findings: readonly Finding[];
}

export interface AuditReport {
  readonly programmes: readonly string[];
  readonly checks: readonly CheckResult[];
  readonly isClean: boolean;
  readonly milliseconds: number;
}

/** How far an audit is. `total` is an estimate until the end. */
export interface AuditProgress {
  readonly programme: string;
  readonly done: number;
  readonly total: number;
}

/** Of each check so many findings are kept; all are counted. */
const keptFindings = 20;

/** Collects what the checks of one run see. */
export class Findings {
  readonly #results: Map<CheckName, { checked: number; broken: number; findings: Finding[] }>;

  constructor(checks: readonly CheckName[]) {
    this.#results = new Map(checks.map((check) => [check, { checked: 0, broken: 0, findings: [] }]));
  }

  /** Counts things that were looked at. */
  checked(check: CheckName, count = 1): void {
    this.#of(check).checked += count;
  }

  broken(finding: Finding): void {
    const result = this.#of(finding.check);
    result.broken += 1;
    if (result.findings.length < keptFindings) result.findings.push(finding);
  }

  /** Notes a finding where the two differ. */
  compare(finding: Finding): void {
    if (finding.expected !== finding.found) this.broken(finding);
  }

  results(): readonly CheckResult[] {
    return [...this.#results].map(([check, result]) => ({ check, ...result }));
  }

  #of(check: CheckName) {
    const result = this.#results.get(check);
    if (result === undefined) throw new Error(`this run has no check ${check}`);
    return result;
  }
}
