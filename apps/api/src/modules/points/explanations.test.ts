import { compileRuleSet, presets, type Reason } from '@fanfare/gamification';
import { describe, expect, test } from '@jest/globals';
import { explainEntry } from './points.mapper.ts';
import type { LedgerEntry } from './points.types.ts';

const compiled = compileRuleSet(presets.balanced, 3);
if (!compiled.ok) throw new Error('the balanced preset does not compile');
const { ruleSet } = compiled;
const monday = Date.parse('2026-03-02T08:00:00Z');

function entry(changes: Partial<LedgerEntry>): LedgerEntry {
  return {
    ...{ id: 'entry', number: 7, kind: 'GRANT', rule: 'post', ruleSetVersion: 3, requested: 10, granted: 10, reasons: [] },
    ...{ countsAt: new Date(monday), recordedAt: new Date(monday), reason: null, reversesNumber: null },
    ...{ programmeId: 'p', ambassadorId: 'a', departmentId: null, personId: null, activityId: 'activity', rescoringId: null },
    ...changes,
  };
}

function explained(changes: Partial<LedgerEntry>) {
  const context = { ruleSet, timeZone: 'Europe/Berlin', activityKind: 'POST' } as const;
  return {
    german: explainEntry(entry(changes), { ...context, language: 'GERMAN' }),
    english: explainEntry(entry(changes), { ...context, language: 'ENGLISH' }),
  };
}

describe('[RL9] every entry has a sentence', () => {
  const limit = { scope: 'ALL', ruleKey: null, kind: null, per: 'DAY', measure: 'POINTS', maximum: 20 } as const;
  const window = { windowStart: monday, windowEnd: monday + 86_400_000 };
  const mix = { per: 'MONTH', free: 6, perOther: 3, factor: 5000 } as const;
  const reasons: readonly (readonly [Reason['code'], Reason, RegExp, RegExp])[] = [
    [
      'ENGAGEMENT',
      { code: 'ENGAGEMENT', engagement: 16, total: 4, askedBefore: 2 },
      /Andere haben auf Ihren Beitrag reagiert.*Reaktionen bisher 16; das ist nach der Regel 4 Punkte wert, 2 davon/,
      /Others reacted to your post.*come to 16 so far; by the rule that is worth 4 points, 2 of which/,
    ],
    [
      'BOOST',
      { code: 'BOOST', boost: { type: 'TANDEM_STORY', factor: 15_000 }, before: 10, after: 15, lastActiveAt: null },
      /Bonus \+50\s%.*Tandem-Geschichte: 15 Punkte statt 10/,
      /Boost \+50%.*tandem story: 15 points instead of 10/,
    ],
    [
      'QUOTA',
      { code: 'QUOTA', per: 'ISO_WEEK', quota: 1, item: 2, factor: 5000, before: 10, after: 5 },
      /Nummer 2 der Woche; nach 1 pro Woche zählt die Hälfte: 5 Punkte/,
      /number 2 of the week; after 1 a week half counts: 5 points/,
    ],
    [
      'MIX',
      { code: 'MIX', mix, work: 6, other: 0, before: 10, after: 5 },
      /6 Beiträge über die Arbeit standen 0 anderen gegenüber/,
      /6 items about work stood against 0 others/,
    ],
    [
      'LIMIT',
      { code: 'LIMIT', limit, ...window, used: 20, before: 10, after: 0 },
      /insgesamt höchstens 20 Punkte pro Tag; 20 waren schon vergeben, es bleiben 0 Punkte/,
      /in all is at most 20 points a day; 20 were used already, 0 points remain/,
    ],
    [
      'LATE',
      { code: 'LATE', happenedAt: monday, recordedAt: monday + 10 * 86_400_000 },
      /2\. März 2026 ist bereits abgeschlossen, deshalb zählt es am 12\. März 2026/,
      /2 March 2026 is closed already, so it counts on 12 March 2026/,
    ],
    [
      'AHEAD',
      { code: 'AHEAD', happenedAt: monday + 86_400_000, recordedAt: monday },
      /3\. März 2026 lag bei der Erfassung noch in der Zukunft/,
      /3 March 2026 was still to come/,
    ],
  ];

  test.each(reasons)('with the reason %s', (_code, reason, german, english) => {
    const words = explained({ reasons: [reason], granted: 5 });
    expect(words.german).toMatch(german);
    expect(words.english).toMatch(english);
  });

  test('when nothing was granted: what was asked, and why nothing came of it', () => {
    const [, full] = reasons.find(([code]) => code === 'LIMIT') ?? [];
    const { german, english } = explained({ granted: 0, reasons: full === undefined ? [] : [full] });
    expect(german).toMatch(
      /^Sie haben einen Beitrag veröffentlicht: „Eigener Beitrag“ sieht 10 Punkte vor, gutgeschrieben wurden 0 Punkte\./,
    );
    expect(english).toMatch(/^You published a post: "Own post" asks for 10 points, 0 points were granted\./);
  });

  test.each([
    ['WITHDRAWN', 'zurückgezogen', 'withdrawn'],
    ['DELETED', 'gelöscht', 'deleted'],
    ['REJECTED', 'nicht anerkannt', 'rejected'],
    ['CORRECTED', 'berichtigt', 'corrected'],
    ['RESCORED', 'nach anderen Regeln', 'under other rules'],
    ['TAKEN_BACK', 'diese Buchung zurückgenommen', 'this entry was taken back; the activity itself stands'],
  ] as const)('when it takes points back because of %s', (cause, german, english) => {
    const reversal = { kind: 'REVERSAL', granted: -10, requested: -10, reversesNumber: 3 } as const;
    const words = explained({ ...reversal, reasons: [{ code: 'REVERSED', cause }] });
    expect(words.german).toMatch(new RegExp(`^Zurückgenommen: 10 Punkte .*${german}`));
    expect(words.english).toMatch(new RegExp(`^Taken back: 10 points .*${english}`));
  });

  test('when a person takes points back: in the words of that person', () => {
    const reversal = {
      kind: 'REVERSAL',
      granted: -10,
      requested: -10,
      reversesNumber: 3,
      reason: 'Counted twice by us',
    } as const;
    expect(explained({ ...reversal, reasons: [{ code: 'REVERSED', cause: 'TAKEN_BACK' }] })).toEqual({
      german:
        'Zurückgenommen: 10 Punkte („Eigener Beitrag“), weil diese Buchung zurückgenommen wurde; die Aktivität selbst bleibt bestehen. Begründung: „Counted twice by us“.',
      english:
        'Taken back: 10 points ("Own post"), because this entry was taken back; the activity itself stands. The reason given: "Counted twice by us".',
    });
  });

  test('when the first reading counts: what the reactions come to and what that is worth', () => {
    const reasons = [{ code: 'ENGAGEMENT', engagement: 16, total: 4, askedBefore: 0 }] as const;
    expect(explained({ rule: 'engagement', requested: 4, granted: 4, reasons }).english).toBe(
      'Others reacted to your post: 4 points ("Engagement"). Weighted, the reactions come to 16 so far; by the rule that is worth 4 points.',
    );
  });

  test('when what was taken back is not granted again', () => {
    const reasons = [{ code: 'TAKEN_BACK', before: 10, after: 0 }] as const;
    expect(explained({ granted: 0, reasons }).german).toContain('10 Punkte bleiben deshalb aus');
    const remainder = [{ code: 'REMAINDER', before: 10, after: 3 }] as const;
    expect(explained({ granted: 3, reasons: remainder }).german).toContain(
      'nicht mehr, als danach übrig war: 3 Punkte statt 10',
    );
  });

  test('when it adjusts: under which version it was scored again', () => {
    expect(explained({ kind: 'ADJUSTMENT' })).toEqual({
      german: 'Neu gewertet nach Fassung 3 der Regeln. Sie haben einen Beitrag veröffentlicht: 10 Punkte („Eigener Beitrag“).',
      english: 'Scored again under version 3 of the rules. You published a post: 10 points ("Own post").',
    });
  });
});
