import { SingleBar } from 'cli-progress';
import type { AuditProgress, AuditReport, CheckResult, Finding, FindingValue } from '../modules/audit/index.ts';
import type { AuditWords } from './audit-words.ts';
import type { CliLanguage } from './language.ts';
import type { Terminal } from './terminal.ts';

interface Speaking {
  readonly words: AuditWords;
  readonly language: CliLanguage;
}

/** The table of checks, the findings under it, and how it ended, as lines. */
export function reportLines(report: AuditReport, speaking: Speaking): readonly string[] {
  const { words, language } = speaking;
  const number = (value: number) => value.toLocaleString(language);
  const seconds = (report.milliseconds / 1000).toLocaleString(language, { maximumFractionDigits: 1 });
  const broken = report.checks.reduce((sum, check) => sum + check.broken, 0);
  return [
    ...tableLines(report.checks, speaking),
    ...report.checks.filter((check) => check.broken > 0).flatMap((check) => findingLines(check, speaking)),
    report.isClean ? words.clean(number(report.programmes.length), seconds) : words.notClean(number(broken), seconds),
  ];
}

function tableLines(checks: readonly CheckResult[], { words, language }: Speaking): readonly string[] {
  const rows = checks.map(({ check, checked, broken }) => [
    words.checks[check],
    checked.toLocaleString(language),
    broken === 0 ? words.fine : words.broken(broken.toLocaleString(language)),
  ]);
  const all = [words.headers, ...rows];
  const width = (column: number) => Math.max(...all.map((row) => row[column]?.length ?? 0));
  const [first, second] = [width(0), width(1)];
  return all.map(([title = '', count = '', result = '']) => `${title.padEnd(first)}  ${count.padStart(second)}  ${result}`);
}

function findingLines({ check, broken, findings }: CheckResult, speaking: Speaking): readonly string[] {
  const { words, language } = speaking;
  const more = broken - findings.length;
  return [
    `${words.checks[check]}:`,
    ...findings.map((finding) => `  ${findingLine(finding, words)}`),
    ...(more > 0 ? [`  ${words.more(more.toLocaleString(language))}`] : []),
  ];
}

function findingLine({ programme, subject, id, field, expected, found }: Finding, words: AuditWords): string {
  const told = (value: FindingValue) => (value === null ? words.nothing : String(value));
  const where = `${programme === null ? '' : `${programme}: `}${words.subjects[subject]} ${id}`;
  return `${where}, ${field}: ${words.difference(told(expected), told(found))}`;
}

/** A bar where somebody watches; nothing elsewhere, because only the result matters there. */
export function showAuditProgress({ screen }: Terminal): {
  readonly onProgress: (progress: AuditProgress) => void;
  readonly stop: () => void;
} {
  if (screen === null) return { onProgress: () => undefined, stop: () => undefined };
  const format = '{bar} {percentage} % | {programme} | {duration_formatted}';
  const bar = new SingleBar({ stream: screen, format, hideCursor: true, clearOnComplete: true, barsize: 30 });
  bar.start(1, 0, { programme: '' });
  return {
    onProgress: ({ programme, done, total }) => {
      bar.setTotal(total);
      bar.update(done, { programme });
    },
    stop: () => bar.stop(),
  };
}
