import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { problems } from '../../test/arbitrary.ts';
import { draw } from '../../test/build-problem.ts';
import { AffinityModel } from '../affinity/affinity-model.ts';
import { buildAffinities } from '../affinity/build.ts';
import { DEFAULT_WEIGHTS, type TandemProfile } from '../affinity/types.ts';
import { runMatching } from '../matching/run.ts';
import { type Matching, type MatchingProblem, NO_EDGE } from '../matching/types.ts';
import { Explainer } from './explain.ts';
import { tryOverride } from './override.ts';

function solve(problem: MatchingProblem): Matching {
  const outcome = runMatching(problem);
  if (outcome.kind !== 'matched') throw new Error(JSON.stringify(outcome));
  return outcome.matching;
}

function explain(problem: MatchingProblem): Explainer {
  return new Explainer(problem, solve(problem));
}

function profile(id: string, changes: Partial<TandemProfile> = {}): TandemProfile {
  const nothing = { topics: [], strengths: [], needs: [], wishes: [], blocks: [], metIds: [] };
  const common = { programmeId: 'p', departmentId: 'd', utcOffsetMinutes: 0, availability: 0, seniority: 0, optedOut: false };
  return { id, languages: ['de'], channels: ['linkedin'], ...nothing, ...common, ...changes };
}

describe('pairs', () => {
  test('[EX1] names the factors with their points, which sum up to the affinity', () => {
    const model = new AffinityModel([profile('s0', { topics: ['ai'] })], [profile('p0', { topics: ['ai'] })], {
      weights: DEFAULT_WEIGHTS,
      groupRule: 'any',
    });
    const problem = { ...draw({ affinities: [[0]] }), affinities: buildAffinities(model) };
    const explanation = new Explainer(problem, solve(problem), model).explainPair('s0', 'p0');
    expect(explanation.factors.reduce((sum, { points }) => sum + points, 0)).toBe(explanation.affinity);
    expect(explanation.words[0]).toEqual({
      de: 'gemeinsame Themen: 2500 von 2500 Punkten.',
      en: 'shared topics: 2500 of 2500 points.',
    });
  });

  test('[EX2] names the next best for both sides and what the pair has over it', () => {
    const problem = draw({
      affinities: [
        [9000, 8600],
        [7000, 9200],
      ],
    });
    const explanation = explain(problem).explainPair('s0', 'p0');
    expect(explanation.nextPartner).toEqual({ id: 'p1', affinity: 8600, gain: 400 });
    expect(explanation.nextSeeker).toEqual({ id: 's1', affinity: 7000, gain: 2000 });
  });

  test('[EX2] without an alternative there is no next best', () => {
    expect(explain(draw({ affinities: [[9000]] })).explainPair('s0', 'p0')).toMatchObject({
      nextPartner: undefined,
      nextSeeker: undefined,
    });
  });
});

describe('overrides', () => {
  test('[EX3] says when somebody who waited longer would have to give way', () => {
    const problem = draw({ affinities: [[9000], [5000]], seekers: [{}, { waitedRounds: 1 }] });
    expect(explain(problem).overrideCost('s0', 'p0')).toEqual({ kind: 'coverage' });
    expect(explain(problem).overrideCost('s1', 'p0')).toEqual({ kind: 'chosen' });
  });

  test('[EX3] says that a pair is impossible or below what all reach', () => {
    const problem = draw({
      affinities: [
        [9000, 900],
        [8600, 9000],
        [NO_EDGE, NO_EDGE],
      ],
    });
    expect(explain(problem).overrideCost('s2', 'p0')).toEqual({ kind: 'impossible', hindrance: undefined });
    expect(explain(problem).overrideCost('s0', 'p1')).toEqual({ kind: 'worst', worstGrade: 8500 });
  });

  test('[EX7] trying it out names exactly who would stay without', () => {
    const problem = draw({
      affinities: [
        [9000, 8000],
        [9000, NO_EDGE],
      ],
    });
    const trial = tryOverride({ problem, matching: solve(problem), lock: { seekerId: 's0', partnerId: 'p0' } });
    expect(trial).toMatchObject({ kind: 'tried', losing: ['s1'] });
    const impossible = tryOverride({ problem, matching: solve(problem), lock: { seekerId: 's1', partnerId: 'p1' } });
    expect(impossible).toMatchObject({ kind: 'rejected', rejection: { code: 'LOCK_IMPOSSIBLE_PAIR' } });
  });

  test('[EX3] says what everybody together loses', () => {
    const problem = draw({
      affinities: [
        [9000, 8600],
        [8700, 9200],
      ],
    });
    expect(explain(problem).overrideCost('s0', 'p1')).toEqual({ kind: 'affinity', points: 900 });
  });
});

describe('people without a partner', () => {
  test('[EX4] the hindrances that keep everybody away, counted', () => {
    const seekers = [profile('s0', { languages: ['fi'] })];
    const partners = [profile('p0'), profile('p1'), profile('p2', { optedOut: true })];
    const model = new AffinityModel(seekers, partners, { weights: DEFAULT_WEIGHTS, groupRule: 'any' });
    const problem = { ...draw({ affinities: [[0, 0, 0]] }), affinities: buildAffinities(model) };
    const [explanation] = new Explainer(problem, solve(problem), model).explainUnmatched();
    expect(explanation?.reason).toEqual({
      code: 'NOBODY_POSSIBLE',
      hindrances: [
        { hindrance: 'NO_COMMON_LANGUAGE', partners: 2 },
        { hindrance: 'OPTED_OUT', partners: 1 },
      ],
    });
    expect(explanation?.words.en).toBe('A tandem is possible with nobody: no common language (2), personal reasons (1).');
  });

  test('[EX4] a block, a reporting line and opting out are told to nobody, and one person is one', () => {
    const hindered = [{ optedOut: true }, { blocks: ['s0'] }, { managerId: 's0' }];
    const words = hindered.map((said) => {
      const model = new AffinityModel([profile('s0')], [profile('p0', said)], { weights: DEFAULT_WEIGHTS, groupRule: 'any' });
      const problem = { ...draw({ affinities: [[0]] }), affinities: buildAffinities(model) };
      return new Explainer(problem, solve(problem), model).explainUnmatched()[0]?.words;
    });
    const same = {
      de: 'Mit der einen anderen Person ist kein Tandem möglich: persönliche Gründe.',
      en: 'No tandem is possible with the one other person: personal reasons.',
    };
    expect(words).toEqual([same, same, same]);
  });

  test('[EX4] every possible fit is below the floor', () => {
    const [explanation] = explain(draw({ affinities: [[900, 400]], options: { floor: 1000 } })).explainUnmatched();
    expect(explanation?.reason).toEqual({ code: 'ALL_BELOW_FLOOR', best: 900, floor: 1000 });
  });

  test('[EX4] nobody possible offers a place', () => {
    const [explanation] = explain(draw({ affinities: [[900, 400]], capacities: [0, 0] })).explainUnmatched();
    expect(explanation?.reason).toEqual({ code: 'NO_PLACES_OFFERED', partners: 2 });
  });

  test('[EX4] who would fit and has no place left counts, though the matching knows nothing of them', () => {
    const reasonWith = (offering: readonly TandemProfile[], taken: readonly TandemProfile[]) => {
      const options = { weights: DEFAULT_WEIGHTS, groupRule: 'any' } as const;
      const model = new AffinityModel([profile('s0')], offering, options);
      const full = new AffinityModel([profile('s0')], taken, options);
      const problem = { ...draw({ affinities: [offering.map(() => 0)] }), affinities: buildAffinities(model) };
      return new Explainer(problem, solve(problem), model, full).explainUnmatched()[0];
    };
    const french = profile('french', { languages: ['fr'] });
    expect(reasonWith([french], [profile('german')])).toMatchObject({
      reason: { code: 'NO_PLACES_OFFERED', partners: 1 },
      words: { en: 'In this round no place is free with the one possible person.' },
    });
    expect(reasonWith([french], [profile('other', { channels: ['blog'] })])?.reason).toEqual({
      code: 'NOBODY_POSSIBLE',
      hindrances: [
        { hindrance: 'NO_COMMON_LANGUAGE', partners: 1 },
        { hindrance: 'NO_COMMON_CHANNEL', partners: 1 },
      ],
    });
  });

  test('[EX4] where every place is locked, everybody possible is counted', () => {
    const locks = [{ seekerId: 's1', partnerId: 'p0' }];
    const [explanation] = explain(draw({ affinities: [[900], [900]], locks })).explainUnmatched();
    expect(explanation?.reason).toEqual({ code: 'NO_PLACES_OFFERED', partners: 1 });
  });

  test('[EX5] three share two partners; who waited longer goes first', () => {
    const row = [5000, 6000, NO_EDGE];
    const problem = draw({
      affinities: [row, row, row, [NO_EDGE, NO_EDGE, 100]],
      seekers: [{ waitedRounds: 2 }, {}, { waitedRounds: 1 }],
    });
    const [explanation] = explain(problem).explainUnmatched();
    expect(explanation?.seekerId).toBe('s1');
    expect(explanation?.reason).toMatchObject({ code: 'TOO_FEW_PLACES', places: 2 });
    if (explanation?.reason.code !== 'TOO_FEW_PLACES') throw new Error('wrong reason');
    expect([...explanation.reason.seekerIds].sort()).toEqual(['s0', 's1', 's2']);
    expect([...explanation.reason.partnerIds].sort()).toEqual(['p0', 'p1']);
    expect(explanation.words.en).toBe('3 seekers share 2 free places with 2 people. Whoever has waited longer goes first.');
  });

  test('[EX5] under best fit it is not the waiting that decides', () => {
    const problem = draw({
      affinities: [[5000], [6000]],
      seekers: [{ waitedRounds: 2 }, {}],
      options: { objective: 'bestFit' },
    });
    expect(explain(problem).explainUnmatched()).toMatchObject([
      { seekerId: 's0', words: { de: '2 Suchende teilen sich 1 freien Platz bei 1 Person. Wer besser passt, geht vor.' } },
    ]);
  });

  test('[EX5] every Hall set is true: its seekers have no other partners and are more than the places', () => {
    fc.assert(
      fc.property(problems({ maxSeekers: 14, maxPartners: 8, maxCapacity: 2 }), (problem) => {
        for (const { seekerId, reason } of explain(problem).explainUnmatched()) {
          if (reason.code !== 'TOO_FEW_PLACES') continue;
          const inside = new Set(reason.partnerIds);
          expect(reason.seekerIds).toContain(seekerId);
          expect(reason.seekerIds.length).toBeGreaterThan(reason.places);
          for (const id of reason.seekerIds) {
            const seeker = problem.seekers.findIndex((other) => other.id === id);
            for (const [p, partner] of problem.partners.entries()) {
              const possible = pairAffinityOf(problem, seeker, p) >= problem.options.floor;
              if (possible) expect(inside).toContain(partner.id);
            }
          }
        }
      }),
      { numRuns: 800 },
    );
  });

  test('[EX6] best fit may leave somebody out though a place is free', () => {
    const problem = draw({
      affinities: [
        [100, 9000],
        [NO_EDGE, 9900],
      ],
      seekers: [{ id: 'wide' }, { id: 'narrow' }],
      options: { objective: 'bestFit' },
    });
    expect(explain(problem).explainUnmatched()).toEqual([]);
    const fewer = draw({
      affinities: [
        [100, 9000],
        [NO_EDGE, 200],
      ],
      options: { objective: 'bestFit' },
    });
    expect(explain(fewer).explainUnmatched()[0]?.reason.code).toBe('BEST_FIT_PREFERRED');
  });
});

function pairAffinityOf(problem: MatchingProblem, seeker: number, partner: number): number {
  if (problem.affinities.kind === 'dense')
    return problem.affinities.affinity[seeker * problem.partners.length + partner] ?? NO_EDGE;
  const { start, partner: partners, affinity } = problem.affinities;
  for (let edge = start[seeker] ?? 0; edge < (start[seeker + 1] ?? 0); edge += 1) {
    if (partners[edge] === partner) return affinity[edge] ?? NO_EDGE;
  }
  return NO_EDGE;
}
