import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { betaAbove, gammaAbove, gammaQuantile, logGamma } from '../shared/special-functions.ts';
import { probabilityAlive } from './alive-model.ts';
import { segmentProgramme } from './classify.ts';
import { observe } from './exposure.ts';
import { fitRateModel } from './rate-model.ts';
import { DEFAULT_SEGMENT_OPTIONS, type PostingHistory } from './types.ts';

const TODAY = 20_000;
const options = { ...DEFAULT_SEGMENT_OPTIONS, today: TODAY };

function everyDays(step: number, from: number, to: number): { day: number; posts: number }[] {
  const days = [];
  for (let day = from; day < to; day += step) days.push({ day, posts: 1 });
  return days;
}

function person(id: string, changes: Partial<PostingHistory> = {}): PostingHistory {
  return { id, joinedOn: TODAY - 180, pauses: [], postsByDay: [], ...changes };
}

/** 100 people: most post now and then, a few often, some never. */
function crowd(): PostingHistory[] {
  return Array.from({ length: 100 }, (_, index) => {
    const step = index < 10 ? 2 : index < 60 ? 20 + index : 400;
    const postsByDay = index < 60 ? everyDays(step, TODAY - 180 + (index % 7), TODAY) : [];
    return person(`crowd-${index}`, { postsByDay });
  });
}

function decide(history: PostingHistory) {
  const decision = segmentProgramme([...crowd(), history], options).at(-1);
  if (decision === undefined) throw new Error('nobody was decided');
  return decision;
}

describe('segments', () => {
  test('[SG1] pauses and the time before joining are no exposure, and their posts do not count', () => {
    const history = person('anna', {
      joinedOn: TODAY - 100,
      pauses: [
        { from: TODAY - 50, to: TODAY - 30 },
        { from: TODAY - 40, to: TODAY - 20 },
      ],
      postsByDay: [
        { day: TODAY - 120, posts: 2 },
        { day: TODAY - 45, posts: 2 },
        { day: TODAY - 10, posts: 2 },
      ],
    });
    expect(observe(history, options)).toMatchObject({ posts: 2, exposureDays: 70, activeDays: 1 });
  });

  test('[SG2] one burst does not make a frequent poster', () => {
    const burst = decide(person('burst', { postsByDay: [{ day: TODAY - 3, posts: 60 }] }));
    expect(burst.segment).not.toBe('frequent');
    expect(decide(person('often', { postsByDay: everyDays(2, TODAY - 180, TODAY) })).segment).toBe('frequent');
  });

  test('[SG3] the fitted spread of rates is the one the counts were drawn from', () => {
    let state = 1;
    const random = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return (state + 0.5) / 4_294_967_296;
    };
    const observations = Array.from({ length: 4000 }, (_, index) => {
      const rate = (-Math.log(random()) - Math.log(random())) / 40;
      const exposureDays = 60 + (index % 120);
      let posts = -1;
      for (let time = 0; time < exposureDays; posts += 1) time += -Math.log(random()) / rate;
      return { id: `${index}`, posts, exposureDays, activeDays: posts, lastActiveAt: 0, lifetimeDays: exposureDays };
    });
    const model = fitRateModel(observations);
    expect(model.shape).toBeGreaterThan(1.8);
    expect(model.shape).toBeLessThan(2.2);
    expect(model.shape / model.rate).toBeCloseTo(0.05, 2);
  });

  test('[SG4] somebody who stopped posting has lapsed; somebody slow has not', () => {
    const stopped = decide(person('stopped', { joinedOn: TODAY - 400, postsByDay: everyDays(5, TODAY - 400, TODAY - 200) }));
    expect(stopped.segment).toBe('lapsed');
    expect(stopped.probabilities.alive).toBeLessThan(0.3);
    const slow = decide(person('slow', { joinedOn: TODAY - 400, postsByDay: everyDays(45, TODAY - 380, TODAY) }));
    expect(slow.segment).not.toBe('lapsed');
  });

  test('[SG4] the probability of being active is that of the published model', () => {
    const model = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
    const customer = { id: '', posts: 0, exposureDays: 0, activeDays: 2, lastActiveAt: 30.43, lifetimeDays: 38.86 };
    expect(probabilityAlive(model, customer)).toBeCloseTo(0.7266, 3);
  });

  test('[SG5] hesitant takes intent without output, and only from those who opted in', () => {
    const intent = [{ kind: 'draft' as const, opportunities: 8, followedThrough: 0 }];
    expect(decide(person('drafts', { intent })).segment).toBe('hesitant');
    expect(decide(person('quiet')).segment).toBe('silent');
    expect(decide(person('busy', { intent, postsByDay: everyDays(2, TODAY - 180, TODAY) })).segment).toBe('frequent');
  });

  test('[SG6] somebody who stopped posting but keeps beginning is hesitant, not lapsed', () => {
    const postsByDay = everyDays(5, TODAY - 400, TODAY - 200);
    const intent = [{ kind: 'draft' as const, opportunities: 12, followedThrough: 0 }];
    expect(decide(person('stuck', { joinedOn: TODAY - 400, postsByDay, intent })).segment).toBe('hesitant');
  });

  test('[SG7] a newcomer is not judged', () => {
    const newcomer = decide(person('newcomer', { joinedOn: TODAY - 5 }));
    expect(newcomer).toMatchObject({ segment: 'new', decidedBy: 'abstention' });
  });

  test('[SG8] a person’s own word wins over any evidence', () => {
    const declaration = 'separator' as const;
    const own = decide(person('own', { declaration, postsByDay: everyDays(2, TODAY - 180, TODAY) }));
    expect(own).toMatchObject({ segment: 'separator', decidedBy: 'declaration' });
    expect(decide(person('shy', { declaration: 'hesitant' })).segment).toBe('hesitant');
  });

  test('[SG9] every decision says why and what would change it, in German and English', () => {
    for (const decision of segmentProgramme(crowd(), options)) {
      for (const text of [...decision.reasons, ...decision.wouldChange]) {
        expect(text.de).toMatch(/\S/);
        expect(text.en).toMatch(/\S/);
      }
      expect(decision.reasons.length * decision.wouldChange.length).toBeGreaterThan(0);
    }
  });

  test('[SG9] the number of posts named as missing for frequent is the number that is missing', () => {
    const before = decide(person('steady', { postsByDay: everyDays(15, TODAY - 180, TODAY) }));
    const more = Number(/(\d+) more posts/.exec(before.wouldChange[0]?.en ?? '')?.[1]);
    const days = new Map(everyDays(15, TODAY - 180, TODAY).map(({ day, posts }) => [day, posts]));
    const withMore = (count: number) => {
      const all = new Map(days);
      for (let day = TODAY - 179, left = count; left > 0; day += 1) {
        if (all.has(day)) continue;
        all.set(day, 1);
        left -= 1;
      }
      return decide(
        person('steady', { postsByDay: [...all].map(([day, posts]) => ({ day, posts })).sort((a, b) => a.day - b.day) }),
      );
    };
    expect(more).toBeGreaterThan(0);
    expect(withMore(more + 1).segment).toBe('frequent');
    expect(withMore(Math.floor(more / 2)).segment).not.toBe('frequent');
  });

  test('an empty programme and a programme of one are no error', () => {
    expect(segmentProgramme([], options)).toEqual([]);
    expect(segmentProgramme([person('alone')], options)).toHaveLength(1);
  });
});

describe('special functions', () => {
  test('agree with closed forms', () => {
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(gammaAbove(1, 2)).toBeCloseTo(Math.exp(-2), 12);
    expect(gammaAbove(3, 10)).toBeCloseTo(Math.exp(-10) * (1 + 10 + 50), 12);
    expect(betaAbove(1, 1, 0.3)).toBeCloseTo(0.7, 12);
    expect(betaAbove(2, 5, 0.4)).toBeCloseTo(0.6 ** 6 + 6 * 0.4 * 0.6 ** 5, 12);
  });

  test('a quantile is where the probability is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 50, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (shape, probability) => {
          expect(gammaAbove(shape, gammaQuantile(shape, 1, probability))).toBeCloseTo(1 - probability, 6);
        },
      ),
      { numRuns: 200 },
    );
  });
});
