import { type HistoryEvent, simulateMember } from '@fanfare/gamification';
import { type Query, readHistories } from './history-reader.ts';
import { SimulatedSegments } from './simulated-segments.ts';
import { batchSize, membersOf, type SimulatedMember, sampleOf } from './simulation-members.ts';
import { isActive, SimulationTally } from './simulation-tally.ts';
import { type MemberRow, type SimulationResult, type SimulationTask, simulationOf } from './simulation-task.ts';

/** Segments are learnt from so many people at most. */
const segmentSample = 500;

/** How far a simulation has come with one batch of people. */
export interface SimulationBatch {
  readonly members: readonly MemberRow[];
  /** How many people were looked at; of these `members` did something in the window. */
  readonly looked: number;
  readonly facts: number;
}

/**
 * Plays everybody's history, a batch of people at a time: memory does not grow with the history, only by two numbers a person. `onBatch`
 * is waited for before the next batch is handed over.
 */
export async function runSimulation(
  task: SimulationTask,
  context: { readonly query: Query; readonly onBatch: (batch: SimulationBatch) => Promise<void> },
): Promise<SimulationResult> {
  const { query, onBatch } = context;
  const simulation = simulationOf(task);
  const tally = new SimulationTally();
  const segments = await learnFrom(task, query);
  let written = Promise.resolve();
  for await (const members of membersOf(query, task.programmeId)) {
    const histories = await historiesOf(members, task, query);
    const rows: MemberRow[] = [];
    let facts = 0;
    for (const member of members) {
      const events = histories.get(member.id) ?? [];
      facts += events.length;
      const outcome = simulateMember(simulation, events);
      tally.add(outcome, { departmentId: member.departmentId, segment: segments.of(member, events) });
      if (!isActive(outcome)) continue;
      rows.push({ ambassadorId: member.id, facts: outcome.facts, before: outcome.before, after: outcome.after });
    }
    await written;
    written = onBatch({ members: rows, looked: members.length, facts });
  }
  await written;
  return tally.result();
}

async function historiesOf(
  members: readonly SimulatedMember[],
  { factSequence }: SimulationTask,
  query: Query,
): Promise<ReadonlyMap<string, readonly HistoryEvent[]>> {
  return readHistories(query, { ambassadorIds: members.map(({ id }) => id), factSequence });
}

async function learnFrom(task: SimulationTask, query: Query): Promise<SimulatedSegments> {
  const people = await sampleOf(query, task.programmeId, segmentSample);
  const segments = new SimulatedSegments({ timeZone: task.calendar.timeZone, to: task.to });
  for (let at = 0; at < people.length; at += batchSize) {
    const members = people.slice(at, at + batchSize);
    const histories = await historiesOf(members, task, query);
    for (const member of members) segments.learn(member, histories.get(member.id) ?? []);
  }
  return segments;
}
