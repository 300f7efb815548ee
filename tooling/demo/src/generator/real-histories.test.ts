import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { bursts, quantileOf, shareOfTop } from '../../test/skew-figures.ts';
import { generateHistory } from './history.ts';
import { importRowOf } from './import-format.ts';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..');
const folder = process.env['FANFARE_SHARED_DATA'] ?? path.resolve(repository, '../shared/data');
const isThere = existsSync(folder);
if (!isThere)
  process.stderr.write(`SKIPPED: the real histories are not in ${folder}; FANFARE_SHARED_DATA names their folder.\n`);

interface Post {
  readonly author: string;
  readonly at: number;
  readonly likes: number;
  readonly isOwn: boolean;
}

function read(file: string): readonly Post[] {
  const [heading = '', ...lines] = readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n');
  const columns = heading.trim().split(',');
  const cell = (cells: readonly string[], name: string) => cells[columns.indexOf(name)] ?? '';
  return lines.map((line) => {
    const cells = line.trim().split(',');
    const at = Date.parse(cell(cells, 'occurred_at'));
    return {
      author: cell(cells, 'author_id'),
      at,
      likes: Number(cell(cells, 'likes')),
      isOwn: cell(cells, 'kind') !== 'share',
    };
  });
}

const title = 'the figures that the generator states, measured on the real histories';

(isThere ? describe : describe.skip)(isThere ? title : `${title} (SKIPPED: ${folder} is missing)`, () => {
  const community = isThere ? read('hashtag-events.csv') : [];
  const topic = isThere ? read('topic-posts.csv') : [];

  test('the top 1 % of the community make 29 % of everything, the top 10 % make 69 %', () => {
    expect(shareOfTop(0.01, community)).toBeCloseTo(0.29, 1);
    expect(shareOfTop(0.1, community)).toBeCloseTo(0.69, 2);
  });

  test('the most active author made 126 times the mean', () => {
    const counts = new Map<string, number>();
    for (const { author } of community) counts.set(author, (counts.get(author) ?? 0) + 1);
    expect((Math.max(...counts.values()) * counts.size) / community.length).toBeCloseTo(126, -0.5);
  });

  test('likes of own posts: p50 3, p90 15, p99 75', () => {
    const likes = community.filter(({ isOwn }) => isOwn).map((post) => post.likes);
    expect([0.5, 0.9, 0.99].map((part) => quantileOf(likes, part))).toEqual([3, 15, 75]);
  });

  test('60 % and 22 % of the gaps between two posts of one person are under an hour', () => {
    expect(bursts(community)).toBeCloseTo(0.6, 1);
    expect(bursts(topic)).toBeCloseTo(0.22, 2);
  });

  test('no row of them is in the sources of the demo, nor in what it generates', () => {
    const rows = new Set(
      ['hashtag-events.csv', 'topic-posts.csv'].flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split(/\r?\n/)),
    );
    rows.delete('');
    const sources = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
    const lines = readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => readFileSync(path.join(sources, file), 'utf8').split('\n'));
    const generated = [...generateHistory({ now: new Date('2026-11-22T12:00:00Z') }).activities()].map((activity) =>
      importRowOf(activity).trim(),
    );
    expect([...lines, ...generated].filter((line) => rows.has(line.trim()))).toEqual([]);
  });

  test('weekdays of the smaller history, Sunday first: 12, 15, 17, 17, 14, 13, 12 %', () => {
    const shares = Array.from(
      { length: 7 },
      (_, day) => topic.filter(({ at }) => new Date(at).getUTCDay() === day).length / topic.length,
    );
    expect(shares.map((share) => Math.round(share * 100))).toEqual([12, 15, 17, 17, 14, 13, 12]);
  });
});
