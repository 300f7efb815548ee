import { readProgramme, readProgrammes } from './audited-programme.ts';
import { checkBadgeAwards } from './check-badge-awards.ts';
import { checkExchanges } from './check-exchanges.ts';
import { checkFactIdentities, checkFactSequence } from './check-facts.ts';
import { checkFinalStandings } from './check-final-standings.ts';
import { checkGuards } from './check-guards.ts';
import { checkPeriods } from './check-periods.ts';
import { checkRescorings } from './check-rescorings.ts';
import { type AuditProgress, type AuditReport, Findings, verifyChecks } from './findings.ts';
import { checkLedger } from './ledger-pass.ts';
import { checkMembers } from './member-pass.ts';
import { Snapshot } from './snapshot.ts';

export interface AuditOptions {
  /** PostgreSQL's connection string. */
  readonly databaseUrl: string;
  /** The key of the one programme to look at; all of them unless told. */
  readonly programme?: string | undefined;
  readonly onProgress?: (progress: AuditProgress) => void;
}

/** There is no programme with that key. */
export class UnknownProgramme extends Error {}

/**
 * Checks every invariant that the database can show, on one consistent snapshot of it, while others write. Changes nothing. Throws
 * UnknownProgramme, and the driver's error where the database cannot be read.
 */
export async function verifyDatabase(options: AuditOptions): Promise<AuditReport> {
  const begun = performance.now();
  const findings = new Findings(verifyChecks);
  const snapshot = await Snapshot.open(options.databaseUrl);
  try {
    const programmes = await selectProgrammes(snapshot, options.programme);
    await checkGuards(snapshot, findings);
    for (const programme of programmes)
      await verifyProgramme(snapshot, { programme, findings, onProgress: options.onProgress });
    return reportOf({ programmes, findings, begun });
  } finally {
    await snapshot.close();
  }
}

/** The programmes to look at. Throws UnknownProgramme for a key that none has. */
export async function selectProgrammes(snapshot: Snapshot, key: string | undefined) {
  const programmes = await readProgrammes(snapshot, key);
  if (key !== undefined && programmes.length === 0) throw new UnknownProgramme(key);
  return programmes;
}

export function reportOf(run: {
  readonly programmes: readonly { readonly key: string }[];
  readonly findings: Findings;
  readonly begun: number;
}): AuditReport {
  const checks = run.findings.results();
  return {
    programmes: run.programmes.map(({ key }) => key),
    checks,
    isClean: checks.every(({ broken }) => broken === 0),
    milliseconds: Math.round(performance.now() - run.begun),
  };
}

async function verifyProgramme(
  snapshot: Snapshot,
  run: {
    readonly programme: { readonly id: string; readonly key: string };
    readonly findings: Findings;
    readonly onProgress: AuditOptions['onProgress'];
  },
): Promise<void> {
  const { findings } = run;
  const programme = await readProgramme(snapshot, run.programme, findings);
  const { factSequence, ledgerNumber } = programme.head;
  let done = 0;
  const advance = (count: number) => {
    done += count;
    run.onProgress?.({ programme: programme.key, done, total: Math.max(done, factSequence + 2 * ledgerNumber) });
  };
  await checkFactSequence(snapshot, { programme, findings, onFacts: advance });
  await checkFactIdentities(snapshot, { programme, findings });
  await checkLedger(snapshot, { programme, findings, onLines: advance });
  await checkExchanges(snapshot, { programme, findings });
  await checkRescorings(snapshot, { programme, findings });
  await checkPeriods(snapshot, { programme, findings });
  await checkMembers(snapshot, { programme, findings, onLines: advance });
  await checkFinalStandings(snapshot, { programme, findings });
  await checkBadgeAwards(snapshot, { programme, findings });
}
