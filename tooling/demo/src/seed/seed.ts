import { castAmbassadors } from '../cast.ts';
import { company } from '../generator/company.ts';
import { generateHistory } from '../generator/history.ts';
import { InterruptedError } from '../launch/closing.ts';
import { announceChallenges } from './challenges.ts';
import { goAbsent, type Life, liveThrough } from './days.ts';
import { DemoApi } from './demo-api.ts';
import type { DemoClock } from './demo-clock.ts';
import {
  completeProgramme,
  createProgramme,
  type DemoProgramme,
  findProgramme,
  furnishProgramme,
  isComplete,
} from './programme.ts';
import { formTandems } from './tandems.ts';
import { sayThanks } from './thanks.ts';
import { daysOf } from './timeline.ts';

export interface DemoSize {
  readonly ambassadors: number;
  readonly weeks: number;
}

export interface SeedOptions {
  /** Where the API answers. */
  readonly url: string;
  /** The API's own clock. */
  readonly clock: DemoClock;
  readonly size: DemoSize;
  readonly onProgress: (line: string) => void;
  readonly interrupted: () => boolean;
}

const minuteLength = 60_000;
const hourLength = 60 * minuteLength;
const weekLength = 7 * 24 * hourLength;

/**
 * Makes the demo programme through the API's own doors, unless it is there. The API's clock goes through the weeks of the history as it
 * is made, so that seasons, grace windows and the times of recording are as they would have been. What was begun and interrupted is
 * completed: every step may be repeated, and the history follows from the time at which the programme was created.
 */
export async function seedDemo(options: SeedOptions): Promise<void> {
  const { url, clock, onProgress } = options;
  const api = new DemoApi(url);
  try {
    const begun = await findProgramme(api);
    if (begun !== undefined && isComplete(begun)) return;
    onProgress(begun === undefined ? 'Making the demo programme, on the first start only' : 'Completing the demo programme');
    await makeProgramme(options, { api, begun });
  } finally {
    clock.returnToPresent();
  }
}

/** The history begins an hour after the programme was created, to the minute. */
function startOf({ createdAt }: Pick<DemoProgramme, 'createdAt'>): Date {
  return new Date(Math.floor(Date.parse(createdAt) / minuteLength) * minuteLength + hourLength);
}

async function makeProgramme(
  { clock, size, onProgress, interrupted }: SeedOptions,
  { api, begun }: { readonly api: DemoApi; readonly begun: DemoProgramme | undefined },
): Promise<void> {
  const presentMinute = Math.floor(clock.now().getTime() / minuteLength) * minuteLength;
  const startsAt = begun === undefined ? new Date(presentMinute - size.weeks * weekLength) : startOf(begun);
  clock.travelTo(new Date(startsAt.getTime() - hourLength));
  if (begun === undefined) await createProgramme(api);
  const programme = begun ?? (await findProgramme(api));
  if (programme === undefined) throw new Error(`The programme ${company.programmeKey} was created and is not there.`);
  const departmentIds = await furnishProgramme(api, programme, startsAt);
  const life: Life = { api, clock, programmeId: programme.id, departmentIds, castIds: new Map(), activityIds: new Map() };
  const now = new Date(startsAt.getTime() + size.weeks * weekLength);
  const days = daysOf(generateHistory({ now, ...size, cast: castAmbassadors }));
  for (const day of days) {
    if (interrupted()) throw new InterruptedError('The demo is completed at the next start.');
    await liveThrough(day, life);
    await announceChallenges(life, { endsAt: day.endsAt, daysBefore: size.weeks * 7 - day.number });
    if (day.number % 7 === 0) onProgress(`  week ${day.number / 7} of ${size.weeks}`);
  }
  await goAbsent(life);
  await formTandems(life);
  await sayThanks(life);
  await completeProgramme(api, programme, startsAt);
}
