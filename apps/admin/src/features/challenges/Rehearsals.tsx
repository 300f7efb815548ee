import { useQuery } from '@apollo/client/react';
import { Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useFormat } from '../../ui/format.ts';
import { ChallengeRehearsalsDocument, type ChallengeRehearsalsQuery } from './challenge-editor.generated.ts';
import { type ChallengeValues, documentOf } from './challenge-values.ts';
import { divisorOf, useAmount } from './use-amount.ts';

/** Everybody's history is read for it, so it waits until the person pauses. */
const pauseMilliseconds = 900;

type Rehearsal = NonNullable<ChallengeRehearsalsQuery['programme']>['challengePreview']['rehearsals'][number];

/** What the goal would have meant before, as a small chart whose words stand beside its bars. */
export function Rehearsals({ values }: { values: ChallengeValues }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { opensOn, closesOn, scope, goal } = values;
  const [asked] = useDebouncedValue(JSON.stringify({ document: documentOf(values), opensOn, closesOn }), pauseMilliseconds);
  const { data, previousData, loading } = useQuery(ChallengeRehearsalsDocument, {
    variables: { key: programme.key, ...JSON.parse(asked) },
    fetchPolicy: 'no-cache',
    skip: opensOn === '' || closesOn === '',
  });
  const rehearsals = (data ?? previousData)?.programme?.challengePreview.rehearsals ?? [];
  const target = Number(goal.target) * divisorOf({ scope, measure: goal.measure });
  return (
    <section className="fanfare-card" aria-busy={loading && !previousData}>
      <Title order={2} mb={4}>
        {t('challenges.editor.before')}
      </Title>
      <Text size="sm" c="dimmed">
        {t(rehearsals.length > 0 || loading ? 'challenges.editor.beforeLead' : 'challenges.editor.beforeNot')}{' '}
        {rehearsals.some(({ value }) => value !== null) && t('challenges.editor.beforeTarget')}
      </Text>
      <ol className="challenge-rehearsals">
        {rehearsals.toReversed().map((rehearsal) => (
          <li key={rehearsal.opensAt}>
            <Window rehearsal={rehearsal} values={values} target={target} most={mostOf(rehearsals, target)} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface WindowProps {
  readonly rehearsal: Rehearsal;
  readonly values: ChallengeValues;
  readonly target: number;
  /** What the whole width stands for. */
  readonly most: number;
}

function Window({ rehearsal, values, target, most }: WindowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = useAmount({ scope: values.scope, measure: values.goal.measure });
  const { opensAt, closesAt, begun, reached, value } = rehearsal;
  // The end of a window is the first moment after it.
  const last = new Date(Date.parse(closesAt) - 1).toISOString();
  const words =
    value !== null
      ? `${amount(value)}, ${t(value >= target ? 'challenges.editor.beforeReached' : 'challenges.editor.beforeMissed')}`
      : begun === 0
        ? t('challenges.editor.beforeNobody')
        : t('challenges.editor.beforeCount', { reached: format.number(reached), begun: format.number(begun) });
  const width = (part: number) => ({ inlineSize: `${(100 * part) / most}%` });
  return (
    <>
      <Text size="xs" c="dimmed">
        {t('challenges.days', { from: format.date(opensAt), until: format.date(last) })}
      </Text>
      <Text size="sm" fw={550}>
        {words}
      </Text>
      <div className="challenge-rehearsal-bar" aria-hidden="true">
        <span className="challenge-rehearsal-value" style={width(value ?? reached)} />
        {value === null && <span className="challenge-rehearsal-rest" style={width(begun - reached)} />}
        {value !== null && (
          <span className="challenge-rehearsal-target" style={{ insetInlineStart: `calc(${(100 * target) / most}% - 3px)` }} />
        )}
      </div>
    </>
  );
}

const mostOf = (rehearsals: readonly Rehearsal[], target: number) =>
  Math.max(1, ...rehearsals.map(({ value, begun }) => (value === null ? begun : Math.max(value, target))));
