import { ActivityGenerator } from '../harness/activities.ts';
import type { BenchContext, Benchmark } from '../harness/context.ts';
import type { BenchEnvironment } from '../harness/environment.ts';
import { fillLedger } from '../harness/long-ledger.ts';
import { median } from '../harness/measurement.ts';
import { createProgramme } from '../harness/scene.ts';
import { recordBatches } from './bulk-writes.ts';

const members = 2000;
const rounds = 7;
const sizes = {
  quick: { small: 10_000, large: 500_000 },
  full: { small: 100_000, large: 10_000_000 },
};

/** What a fact costs behind a long ledger and behind a short one: the same batches to two APIs, each on a database of its own, in turns. */
export const ledgerSize: Benchmark = async (context) => {
  const { small, large } = context.full ? sizes.full : sizes.quick;
  const short = await openWithLedger(context, { name: 'ledger_short', entries: small });
  const long = await openWithLedger(context, { name: 'ledger_long', entries: large });
  try {
    const costs = { short: [] as number[], long: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const shortCost = 1_000_000 / (await recordBatches(short));
      const longCost = 1_000_000 / (await recordBatches(long));
      // The first round warms both sides up.
      if (round === 0) continue;
      costs.short.push(shortCost);
      costs.long.push(longCost);
    }
    return [
      {
        name: `A fact behind ${large.toLocaleString('en')} ledger entries, batches of 1,000`,
        unit: 'µs',
        value: median(costs.long),
        reference: { name: `behind ${small.toLocaleString('en')}`, value: median(costs.short) },
        target: { bound: 'at most', ratio: 1.3 },
      },
    ];
  } finally {
    await short.environment.stop();
    await long.environment.stop();
  }
};

type LedgerContext = Pick<BenchContext, 'programme' | 'activities'> & { readonly environment: BenchEnvironment };

async function openWithLedger(
  { environment: main, say }: BenchContext,
  { name, entries }: { readonly name: string; readonly entries: number },
): Promise<LedgerContext> {
  const environment = await main.beside(name);
  const programme = await createProgramme(environment, { key: 'ledger', members, rules: { preset: 'BALANCED' } });
  const activities = new ActivityGenerator({ name: 'activity', members });
  say(`Filling a ledger with ${entries.toLocaleString('en')} entries`);
  await fillLedger(environment.databaseUrl, { programmeId: programme.id, entries, say });
  return { environment, programme, activities };
}
