import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NO_EDGE } from '../matching/types.ts';
import { AffinityModel } from './affinity-model.ts';
import { buildAffinities } from './build.ts';
import { type AffinityOptions, DEFAULT_WEIGHTS, FACTORS, type TandemProfile } from './types.ts';

const options: AffinityOptions = { weights: DEFAULT_WEIGHTS, groupRule: 'any' };

function profile(id: string, changes: Partial<TandemProfile> = {}): TandemProfile {
  return {
    id,
    programmeId: 'programme',
    languages: ['de'],
    channels: ['linkedin'],
    topics: [],
    strengths: [],
    needs: [],
    departmentId: 'sales',
    utcOffsetMinutes: 60,
    availability: 0,
    seniority: 0,
    wishes: [],
    blocks: [],
    optedOut: false,
    metIds: [],
    ...changes,
  };
}

function between(
  seeker: Partial<TandemProfile>,
  partner: Partial<TandemProfile>,
  changes: Partial<AffinityOptions> = {},
): AffinityModel {
  return new AffinityModel([profile('seeker', seeker)], [profile('partner', partner)], { ...options, ...changes });
}

const tokens = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 });
const anyProfile = fc.record({
  topics: tokens,
  channels: tokens,
  strengths: tokens,
  needs: tokens,
  departmentId: fc.constantFrom('sales', 'research'),
  utcOffsetMinutes: fc.integer({ min: -720, max: 840 }),
  availability: fc.nat({ max: 2 ** 21 - 1 }),
  seniority: fc.nat({ max: 9 }),
  wishes: fc.constantFrom([], ['seeker'], ['partner']),
});

describe('affinity', () => {
  test('[AF1] [AF2] is an integer from 0 to 10000 and exactly the sum of its factors', () => {
    const weight = fc.nat({ max: 1000 });
    const weights = fc.record({
      topics: weight,
      channels: weight,
      strengths: weight,
      department: weight,
      timeZone: weight,
      availability: weight,
      seniority: weight,
      wishes: weight,
    });
    fc.assert(
      fc.property(anyProfile, anyProfile, weights, (seeker, partner, drawn) => {
        fc.pre(FACTORS.some((factor) => drawn[factor] > 0));
        const model = between(seeker, partner, { weights: drawn });
        const affinity = model.affinity(0, 0);
        expect(Number.isInteger(affinity)).toBe(true);
        expect(affinity).toBeGreaterThanOrEqual(0);
        expect(affinity).toBeLessThanOrEqual(10_000);
        expect(model.contributions(0, 0).reduce((sum, { points }) => sum + points, 0)).toBe(affinity);
      }),
    );
  });

  test.each([
    ['SAME_PERSON', { id: 'partner' }, {}],
    ['OTHER_PROGRAMME', {}, { programmeId: 'other' }],
    ['OPTED_OUT', { optedOut: true }, {}],
    ['BLOCKED', {}, { blocks: ['seeker'] }],
    ['REPORTING_LINE', { managerId: 'partner' }, {}],
    ['REPORTING_LINE', {}, { managerId: 'seeker' }],
    ['NO_COMMON_LANGUAGE', { languages: ['fr'] }, {}],
    ['NO_COMMON_CHANNEL', { channels: ['mastodon'] }, {}],
    ['NO_COMMON_TIME', { availability: 0b01 }, { availability: 0b10 }],
  ])('[AF3] %s makes a pair impossible', (code, seeker, partner) => {
    expect(between(seeker, partner).hindrance(0, 0)).toBe(code);
    expect(buildAffinities(between(seeker, partner)).affinity).toHaveLength(0);
  });

  test('[AF3] nothing said about time hinders nobody', () => {
    expect(between({ availability: 0 }, { availability: 0b10 }).hindrance(0, 0)).toBeUndefined();
  });

  test('[AF4] across pairs departments, within stays inside one', () => {
    expect(between({}, {}, { groupRule: 'across' }).hindrance(0, 0)).toBe('GROUP_RULE');
    expect(between({}, { departmentId: 'research' }, { groupRule: 'across' }).hindrance(0, 0)).toBeUndefined();
    expect(between({}, { departmentId: 'research' }, { groupRule: 'within' }).hindrance(0, 0)).toBe('GROUP_RULE');
  });

  test('[AF5] a met need, a shared topic and a wish raise the affinity', () => {
    const plain = between({ topics: ['ai'], needs: ['video'] }, {}).affinity(0, 0);
    expect(between({ topics: ['ai'], needs: ['video'] }, { strengths: ['video'] }).affinity(0, 0)).toBeGreaterThan(plain);
    expect(between({ topics: ['ai'], needs: ['video'] }, { topics: ['ai'] }).affinity(0, 0)).toBeGreaterThan(plain);
    expect(between({ topics: ['ai'], needs: ['video'], wishes: ['partner'] }, {}).affinity(0, 0)).toBeGreaterThan(plain);
  });

  test('[AF5] time zones are measured round the clock', () => {
    const near = between({ utcOffsetMinutes: 720 }, { utcOffsetMinutes: -720 }).affinity(0, 0);
    expect(near).toBe(between({ utcOffsetMinutes: 0 }, { utcOffsetMinutes: 0 }).affinity(0, 0));
  });

  test('[AF6] a past tandem is impossible until everybody possible was met', () => {
    const partners = [profile('p1'), profile('p2')];
    const affinityAfter = (metIds: string[]) =>
      buildAffinities(new AffinityModel([profile('seeker', { metIds })], partners, options)).affinity;
    expect(affinityAfter(['p1'])[0]).toBe(NO_EDGE);
    expect(affinityAfter(['p1'])[1]).toBeGreaterThan(NO_EDGE);
    expect(affinityAfter(['p1', 'p2'])).not.toContain(NO_EDGE);
    expect(affinityAfter(['p1', 'p2', 'p2'])[1]).toBe(NO_EDGE);
  });

  test('[AF7] few possible pairs come as lists, many as a matrix, with the same values', () => {
    const partners = Array.from({ length: 40 }, (_, index) => profile(`p${index}`, { languages: index < 4 ? ['de'] : ['fr'] }));
    const model = new AffinityModel([profile('seeker')], partners, options);
    const lists = buildAffinities(model);
    expect(lists).toMatchObject({ kind: 'sparse', partner: Int32Array.of(0, 1, 2, 3) });
    expect(lists.affinity[2]).toBe(model.affinity(0, 2));
  });

  test('[AF1] weights that are no weights are refused', () => {
    expect(() => between({}, {}, { weights: { ...DEFAULT_WEIGHTS, topics: 0.5 } })).toThrow(RangeError);
  });
});
