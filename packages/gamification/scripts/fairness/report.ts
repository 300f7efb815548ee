import { BOUND, type PresetFairness, SEEDS } from './measure.ts';

const BEGIN = '<!-- fairness: begin, written by `pnpm --filter @fanfare/gamification fairness` -->';
const END = '<!-- fairness: end -->';

/** The table of the specification: presets across, attacks down, points over the honest median. */
export function fairnessTable(measured: readonly PresetFairness[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const ratio = (hundredths: number) => (hundredths / 100).toFixed(2);
  const attacks = measured[0]?.attacks ?? [];
  const group = (name: 'frequent' | 'steady' | 'hesitant') =>
    row([`honest, ${name}`, ...measured.map(({ groups, median }) => ratio(Math.round((100 * groups[name]) / median)))]);
  return [
    BEGIN,
    `Ten weeks, ${SEEDS.length} seeds, lowest honest median against each attack; at most ${BOUND.toFixed(2)} is allowed.`,
    '',
    row(['points over the honest median', ...measured.map(({ preset }) => preset)]),
    row(['---', ...measured.map(() => '---:')]),
    ...attacks.map(({ name }, index) =>
      row([name, ...measured.map((preset) => ratio(preset.attacks[index]?.hundredths ?? 0))]),
    ),
    ...attacks.flatMap(({ members }, index) =>
      members === 1
        ? []
        : [
            row([
              `those ${members} added up, a matter of enrolment and not of rules`,
              ...measured.map((preset) => ratio(members * (preset.attacks[index]?.hundredths ?? 0))),
            ]),
          ],
    ),
    group('frequent'),
    group('steady'),
    group('hesitant'),
    row(['honest median, points', ...measured.map(({ median }) => String(median))]),
    END,
  ].join('\n');
}

/** The specification with its table renewed. Throws where the marks are missing. */
export function withTable(specification: string, table: string): string {
  const begin = specification.indexOf(BEGIN);
  const end = specification.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('SPEC.md has lost the marks of the fairness table');
  return specification.slice(0, begin) + table + specification.slice(end + END.length);
}
