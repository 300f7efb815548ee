import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Decision,
  parseContentState,
  parseMemberState,
  type Season,
  serializeContentState,
  serializeMemberState,
} from '../src/index.ts';
import { ledgerHistories, ruleSetDocuments, type Step } from './arbitraries.ts';
import { compiled, DAY, sharedCalendar } from './builders.ts';
import { NaiveEngine, type NaiveEntry } from './naive/naive-engine.ts';
import { WindowSums } from './naive/window-sums.ts';
import { Programme, type Published } from './programme.ts';

const RUNS = { numRuns: 200 };
/** A week before the clocks change in Berlin, two before they change in Auckland. */
const startsAt = Date.parse('2026-03-22T10:00:00Z');
const seasons: readonly Season[] = [
  { key: 'winter', start: startsAt - 60 * DAY, end: startsAt + 5 * DAY },
  { key: 'spring', start: startsAt + 15 * DAY, end: startsAt + 40 * DAY },
];

const programmes = fc.record({
  timeZone: fc.constantFrom('Europe/Berlin', 'Pacific/Auckland', 'America/Sao_Paulo', 'UTC'),
  graceMilliseconds: fc.constantFrom(0, 2 * DAY, 7 * DAY),
  first: ruleSetDocuments(),
  second: ruleSetDocuments(),
  history: ledgerHistories,
});
type Drawn = Parameters<Parameters<typeof programmes.map>[0]>[0];

function programmeOf({ timeZone, graceMilliseconds, first, second }: Drawn, inOneGo = false): Programme {
  const versions: readonly Published[] = [
    { version: 1, effectiveFrom: 0, ruleSet: compiled(first, 1) },
    { version: 2, effectiveFrom: startsAt + 8 * DAY + 7_654_321, ruleSet: compiled(second, 2) },
  ];
  return new Programme({ calendar: sharedCalendar({ timeZone, seasons, graceMilliseconds }), versions, startsAt, inOneGo });
}

/** The parts of a decision in which engine and model must agree. */
function comparable(decision: Decision) {
  const { type, ruleKey, ruleSetVersion, requested, granted, countsAt, reasons } = decision;
  const steps = reasons.map((reason) => {
    if (reason.code === 'LIMIT') return `LIMIT ${reason.limit.scope} ${reason.limit.per}`;
    if (reason.code !== 'BOOST') return reason.code;
    return `BOOST ${reason.boost.type}${reason.boost.type === 'COMEBACK' ? ` ${reason.lastActiveAt}` : ''}`;
  });
  return { type, ruleKey, ruleSetVersion, requested, granted, countsAt, steps };
}

function comparableNaive({ type, rule, version, requested, granted, countsAt, steps }: NaiveEntry) {
  return { type, ruleKey: rule.key, ruleSetVersion: version, requested, granted, countsAt, steps };
}

function naiveStep(model: NaiveEngine, step: Step, fact: NonNullable<ReturnType<Programme['factOf']>>, versioned: Published) {
  const { activity, reading } = fact;
  const { version } = versioned;
  const { recordedAt } = activity;
  if (step.type === 'ENTRY_WITHDRAWAL')
    return { taken: model.withdrawEntry(activity.factId, { place: step.entry, recordedAt }), made: [] };
  const { document } = versioned.ruleSet;
  if (step.type === 'WITHDRAWAL') return { taken: model.withdraw(activity.factId, activity.recordedAt, false), made: [] };
  if (step.type === 'CORRECTION') return model.correct(activity, { version, document });
  const made = reading ? model.engagement(reading, { version, document }) : model.activity(activity, { version, document });
  return { taken: [], made };
}

describe('the engine against a model that adds everything up from the whole history', () => {
  test('[EV1] [EV4] [LI2] [LI4] [LI6] [DR2] [BO1] [MX2] [EN2] [PE4] [PE5] [RV2] [RV5] [RV6] [RV7] [RV9] decides the same', () => {
    fc.assert(
      fc.property(programmes, (drawn) => {
        const programme = programmeOf(drawn);
        const model = new NaiveEngine({ timeZone: drawn.timeZone, seasons, graceMilliseconds: drawn.graceMilliseconds });
        for (const step of drawn.history) {
          const fact = programme.factOf(step);
          if (!fact) continue;
          const expected = naiveStep(model, step, fact, programme.versionAt(fact.activity));
          const { decisions, reversals } = programme.apply(step, fact);
          expect(decisions.map(comparable)).toEqual(expected.made.map(comparableNaive));
          expect(reversals.map(({ granted, countsAt }) => ({ granted, countsAt }))).toEqual(expected.taken);
        }
      }),
      RUNS,
    );
  });

  test('[EV10] [IN4] replay from any checkpoint equals replay from zero, byte for byte', () => {
    fc.assert(
      fc.property(programmes, fc.nat(), (drawn, at) => {
        const whole = programmeOf(drawn);
        const resumed = programmeOf(drawn);
        const inOneGo = programmeOf(drawn, true);
        const checkpoint = at % (drawn.history.length + 1);
        drawn.history.forEach((step, index) => {
          if (index === checkpoint) storeAndLoad(resumed);
          const outcomes = [whole, resumed, inOneGo].map((programme) => {
            const fact = programme.factOf(step);
            return fact && programme.apply(step, fact);
          });
          expect(outcomes[1]).toEqual(outcomes[0]);
          expect(outcomes[2]).toEqual(outcomes[0]);
        });
        expect(stateText(resumed)).toBe(stateText(whole));
        expect(stateText(inOneGo)).toBe(stateText(whole));
      }),
      RUNS,
    );
  });

  test('[IN3] after everything was withdrawn the sum is 0, and windows that were never closed are as if nothing had been granted', () => {
    fc.assert(
      fc.property(programmes, fc.boolean(), (drawn, isOpen) => {
        const programme = programmeOf(isOpen ? { ...drawn, graceMilliseconds: 4000 * DAY } : drawn);
        let balance = 0;
        const run = (step: Step) => {
          const fact = programme.factOf(step);
          const outcome = fact ? programme.apply(step, fact) : { decisions: [], reversals: [] };
          for (const { granted } of [...outcome.decisions, ...outcome.reversals]) balance += granted;
        };
        drawn.history.forEach(run);
        for (const of of programme.activities.keys()) run({ type: 'WITHDRAWAL', wait: 0, lag: 0, of });
        expect(balance).toBe(0);
        if (isOpen) expect(programme.memberState.windows).toEqual([]);
      }),
      RUNS,
    );
  });
});

test('[IN5] [LI7] [RV2] what is granted less what is taken back in a window of a limit never exceeds it, at no moment', () => {
  fc.assert(
    fc.property(programmes, (drawn) => {
      const programme = programmeOf({ ...drawn, second: drawn.first });
      const windows = new WindowSums(compiled(drawn.first, 1).document, { timeZone: drawn.timeZone, seasons });
      for (const step of drawn.history) {
        const fact = programme.factOf(step);
        if (!fact) continue;
        const before = programme.activities.find(({ factId }) => factId === fact.activity.factId) ?? fact.activity;
        const { decisions, reversals } = programme.apply(step, fact);
        for (const reversal of reversals) windows.add(reversal, before);
        for (const decision of decisions) windows.add(decision, fact.activity);
        expect(windows.exceeded()).toEqual([]);
      }
    }),
    RUNS,
  );
});

test('[RV9] a correction grants an activity, or its readings, no more than stood when something of it was taken back, and what later readings earned', () => {
  fc.assert(
    fc.property(programmes, (drawn) => {
      const programme = programmeOf(drawn);
      const most = new Map<string, number>();
      for (const step of drawn.history) {
        const fact = programme.factOf(step);
        if (!fact) continue;
        const { factId } = fact.activity;
        const { decisions, reversals } = programme.apply(step, fact);
        for (const type of ['ACTIVITY', 'ENGAGEMENT'] as const) {
          const name = `${factId} ${type}`;
          const known = most.get(name);
          const granted = pointsOf(type, decisions);
          if (step.type === 'ENTRY_WITHDRAWAL' && reversals.length > 0)
            most.set(name, pointsOf(type, programme.standing.get(factId) ?? []));
          else if (step.type === 'READING' && known !== undefined) most.set(name, known + granted);
          else if (step.type === 'CORRECTION' && known !== undefined) expect(granted).toBeLessThanOrEqual(known);
        }
      }
    }),
    RUNS,
  );
});

function pointsOf(type: Decision['type'], decisions: readonly Decision[]): number {
  return decisions.reduce((sum, decision) => (decision.type === type ? sum + decision.granted : sum), 0);
}

/** What a database does to a state: text, or what a JSON column gives back. */
function storeAndLoad(programme: Programme): void {
  programme.memberState = parseMemberState(JSON.parse(serializeMemberState(programme.memberState)));
  for (const [factId, content] of programme.contents) {
    if (content) programme.contents.set(factId, parseContentState(serializeContentState(content)));
  }
}

function stateText(programme: Programme): string {
  const contents = [...programme.contents.values()].map((content) => (content ? serializeContentState(content) : 'null'));
  return [serializeMemberState(programme.memberState), ...contents, JSON.stringify([...programme.standing])].join('\n');
}
