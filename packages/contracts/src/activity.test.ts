import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { activityReportSchema, engagementSchema, sourceSchema } from './activity.ts';

const occurredAt = new Date('2026-09-01T08:00:00Z');
const post = { externalId: 'urn:li:share:1', kind: 'POST', channel: 'LINKEDIN', occurredAt };

function refusedFields(report: object): string[] {
  const { success, error } = activityReportSchema.safeParse(report);
  return success ? [] : error.issues.map(({ path }) => path.join('.'));
}

describe('a reported activity', () => {
  test('needs its identity, kind, channel and time; what nobody vouches for counts as told by the person', () => {
    expect(activityReportSchema.parse(post)).toMatchObject({ evidence: 'SELF_REPORTED', hashtags: [] });
    expect(refusedFields({})).toEqual(['externalId', 'kind', 'channel', 'occurredAt']);
  });

  test('is refused field by field, each under its own path', () => {
    expect(refusedFields({ ...post, externalId: '  ', kind: 'LIKE', quantity: 0, hashtags: ['two words'] })).toEqual([
      'externalId',
      'kind',
      'hashtags.0',
      'quantity',
    ]);
  });

  test.each(['javascript:alert(1)', 'ftp://example.com/post', 'example.com/post'])('does not link to %s', (url) => {
    expect(refusedFields({ ...post, url })).toEqual(['url']);
  });

  test('links to pages of the web', () => {
    expect(refusedFields({ ...post, url: 'https://www.linkedin.com/posts/1' })).toEqual([]);
  });
});

test('a reading of engagement holds whole totals that PostgreSQL can store, and nothing else', () => {
  const total = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 2_147_483_647, 2_147_483_648));
  fc.assert(
    fc.property(total, (likes) => {
      const storable = Number.isInteger(likes) && likes >= 0 && likes <= 2_147_483_647;
      expect(engagementSchema.safeParse({ readAt: occurredAt, likes }).success).toBe(storable);
    }),
  );
});

test('the name of a source reads as one, in any language', () => {
  for (const name of ['linkedin', 'Hootsuite: Öffentlichkeitsarbeit', 'csv/2026-09', '工具'])
    expect(sourceSchema.safeParse(name).success).toBe(true);
  for (const name of ['', ' ', '=1+1', '<script>', 'x'.repeat(101)]) expect(sourceSchema.safeParse(name).success).toBe(false);
});
