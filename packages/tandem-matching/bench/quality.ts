import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { dataFolder } from './quality/data-folder.ts';
import { type CommunityReport, type QualityTable, solveCommunity } from './quality/report.ts';

const PACKAGE = path.resolve(import.meta.dirname, '../../..');

function segmentTable({ decisions }: CommunityReport): string[] {
  const counts = new Map<string, number>();
  for (const { segment } of decisions) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  const rows = [...counts].sort((a, b) => b[1] - a[1]).map(([segment, people]) => `| ${segment} | ${people} |`);
  return ['| segment | authors |', '|---|---|', ...rows];
}

function qualityTable({ title, seekers, partners, places, methods }: QualityTable): string[] {
  const rows = methods.map(({ name, quality, verdict }) => {
    const certificate = verdict === undefined ? '' : verdict.valid ? 'valid' : 'REFUSED';
    const { mean, fifthPercentile, worst, blockingPairs } = quality;
    const percent = (quality.coverage / 100).toFixed(1);
    const cells = [
      name,
      percent,
      mean,
      fifthPercentile,
      worst,
      blockingPairs,
      (quality.loadGini / 10_000).toFixed(2),
      certificate,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `## ${title}`,
    '',
    `${seekers} hesitant, ${partners} frequent or steady with ${places} places, 2 % of pairs blocked.`,
    '',
    '| method | coverage % | mean | 5th percentile | worst | blocking pairs | load Gini | certificate |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ];
}

function toText(report: CommunityReport): string {
  return [
    '# Quality on real posting histories',
    '',
    `Regenerate with \`pnpm --filter @fanfare/tandem-matching quality\`. ${report.decisions.length} authors of a community that posts`,
    'under a hashtag during events; the data is private and not part of the project.',
    `Days are the ${report.activeDays} active days; own posts are output, shares and replies count as intent.`,
    'Places, waiting times and blocks are drawn from a fixed seed.',
    '',
    '## Segments',
    '',
    ...segmentTable(report),
    '',
    ...report.tables.flatMap(qualityTable),
  ].join('\n');
}

function main(folder: string): void {
  const report = solveCommunity(path.join(folder, 'hashtag-events.csv'));
  if (report === undefined) {
    process.stderr.write(`SKIPPED: hashtag-events.csv is not in ${folder}; FANFARE_SHARED_DATA names its folder.\n`);
    return;
  }
  const text = toText(report);
  writeFileSync(path.join(PACKAGE, 'QUALITY.md'), text);
  process.stdout.write(text);
}

main(dataFolder(PACKAGE));
