import { describe, expect, test } from '@jest/globals';
import { activity, calendarFor, DAY, monday, ruleSet } from '../../test/builders.ts';
import { type Decision, describeRule, emptyMemberState, evaluate, explainDecision } from '../index.ts';

const start = { calendar: calendarFor(), memberState: emptyMemberState, contentState: null };

function sentences(set: ReturnType<typeof ruleSet>, decision: Decision | undefined) {
  if (!decision) throw new Error('no decision');
  const explain = (language: 'GERMAN' | 'ENGLISH') =>
    explainDecision(decision, { language, ruleSet: set, timeZone: 'Europe/Berlin' });
  return { german: explain('GERMAN'), english: explain('ENGLISH') };
}

describe('[RL9] in words', () => {
  test('a rule reads like a sentence of its author', () => {
    const diminishing = { per: 'ISO_WEEK', quota: 3, factor: 5000, floor: 5000, end: 'NOTHING' };
    const { document } = ruleSet({ rules: [{ diminishing }] });
    const [rule] = document.rules;
    expect(rule && describeRule(rule, 'ENGLISH')).toBe('Posts: 10 points, at most 3 a week in full, then half, then nothing.');
    expect(rule && describeRule(rule, 'GERMAN')).toBe(
      'Beiträge: 10 Punkte, höchstens 3 pro Woche voll, dann die Hälfte, dann nichts.',
    );
  });

  test('a full grant says what was done and what it brought', () => {
    const set = ruleSet();
    const { decisions } = evaluate({ ...start, ruleSet: set, fact: activity() });
    expect(sentences(set, decisions[0])).toEqual({
      german: 'Sie haben einen Beitrag veröffentlicht: 10 Punkte („Beitrag“).',
      english: 'You published a post: 10 points ("Post").',
    });
  });

  test('a refusal says which limit was full', () => {
    const set = ruleSet({ limits: [{ scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 14 }] });
    const first = evaluate({ ...start, ruleSet: set, fact: activity() });
    const { decisions } = evaluate({ ...start, ruleSet: set, memberState: first.memberState, fact: activity({ sequence: 2 }) });
    expect(sentences(set, decisions[0])).toEqual({
      german:
        'Sie haben einen Beitrag veröffentlicht: „Beitrag“ sieht 10 Punkte vor, gutgeschrieben wurden 4 Punkte. Es gilt insgesamt höchstens 14 Punkte pro Tag; 10 waren schon vergeben, es bleiben 4 Punkte.',
      english:
        'You published a post: "Post" asks for 10 points, 4 points were granted. The limit in all is at most 14 points a day; 10 were used already, 4 points remain.',
    });
  });

  test('a late fact says where it counts', () => {
    const set = ruleSet();
    const { decisions } = evaluate({ ...start, ruleSet: set, fact: activity({ recordedAt: monday + 10 * DAY }) });
    expect(sentences(set, decisions[0]).german).toContain(
      'Der 2. März 2026 ist bereits abgeschlossen, deshalb zählt es am 12. März 2026.',
    );
    expect(sentences(set, decisions[0]).english).toContain('2 March 2026 is closed already, so it counts on 12 March 2026.');
  });
});
