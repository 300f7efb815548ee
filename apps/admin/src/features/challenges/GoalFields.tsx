import { useQuery } from '@apollo/client/react';
import { ActionIcon, Button, Input, NativeSelect, NumberInput, Radio, Stack, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChallengeEntry, ChallengeMeasure, ChallengeScope } from '../../app/graphql/schema.generated.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { FactFilterFields } from '../../ui/FactFilterFields.tsx';
import { CampaignsToCountDocument } from './challenge-editor.generated.ts';
import type { ChallengeValues } from './challenge-values.ts';
import { divisorOf } from './use-amount.ts';

const scopes: readonly ChallengeScope[] = ['EVERYBODY', 'EACH_DEPARTMENT', 'EACH_TANDEM', 'EACH_PERSON'];
const measures: readonly ChallengeMeasure[] = [
  ...(['FACTS', 'DISTINCT_PEOPLE', 'DISTINCT_WEEKS', 'STORIES', 'ENGAGEMENT', 'POINTS'] as const),
];
const entries: readonly ChallengeEntry[] = ['OPEN', 'INVITATION'];
const most = 10;
const below = ['label', 'input', 'description', 'error'] as const;

interface Fields {
  readonly form: UseFormReturnType<ChallengeValues>;
}

/** Who reaches what, and what counts. */
export function GoalFields({ form }: Fields) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data } = useQuery(CampaignsToCountDocument, { variables: { key: programme.key } });
  return (
    <>
      <section className="fanfare-card">
        <Title order={2} mb="sm">
          {t('challenges.editor.goal')}
        </Title>
        <Stack>
          <Numbers form={form} />
          <Milestones form={form} />
          <Radio.Group label={t('challenges.editor.entry')} {...form.getInputProps('entry')}>
            <Stack gap="xs" mt="xs">
              {entries.map((value) => (
                <Radio key={value} value={value} label={t(`challenges.entry.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
        </Stack>
      </section>
      <section className="fanfare-card">
        <Title order={2} mb="sm">
          {t('challenges.editor.filter')}
        </Title>
        <Stack>
          <FactFilterFields
            form={form}
            path="goal.filter"
            value={form.values.goal.filter}
            campaigns={data?.programme?.campaigns ?? []}
          />
          <NumberInput
            maw={420}
            label={t('challenges.editor.quiet')}
            description={t('challenges.editor.quietHint')}
            inputWrapperOrder={[...below]}
            allowDecimal={false}
            clampBehavior="none"
            {...form.getInputProps('goal.quietDaysBefore')}
          />
        </Stack>
      </section>
    </>
  );
}

function Numbers({ form }: Fields) {
  const { t } = useTranslation();
  const { scope, goal } = form.values;
  const { measure } = goal;
  const isShare = scope === 'EACH_DEPARTMENT' && measure === 'DISTINCT_PEOPLE';
  const isPerMember = divisorOf({ scope, measure }) > 1;
  const target = isShare ? 'targetShare' : isPerMember ? 'targetPerMember' : 'target';
  return (
    <div className="form-columns">
      <NativeSelect
        label={t('challenges.editor.scope')}
        data={scopes.map((value) => ({ value, label: t(`challenges.scope.${value}`) }))}
        {...form.getInputProps('scope')}
      />
      <NativeSelect
        label={t('challenges.editor.measure')}
        data={measures.map((value) => ({ value, label: t(`challenges.measure.${value}`) }))}
        {...form.getInputProps('goal.measure')}
      />
      <NumberInput
        label={t(`challenges.editor.${target}`)}
        required
        allowDecimal={isPerMember}
        decimalScale={2}
        clampBehavior="none"
        {...form.getInputProps('goal.target')}
      />
      {(measure === 'FACTS' || measure === 'ENGAGEMENT') && (
        <NumberInput
          label={t('challenges.editor.quota')}
          description={t('challenges.editor.quotaHint')}
          inputWrapperOrder={[...below]}
          required
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps('goal.mostPerPersonAndWeek')}
        />
      )}
    </div>
  );
}

function Milestones({ form }: Fields) {
  const { t } = useTranslation();
  const { scope, goal } = form.values;
  const { milestones } = goal;
  const places = milestones.map((_, index) => ({ path: `goal.milestones.${index}`, number: index + 1 }));
  const isPerMember = divisorOf({ scope, measure: goal.measure }) > 1;
  return (
    <Input.Wrapper label={t('challenges.editor.milestones')} labelElement="div" error={form.errors['goal.milestones']}>
      <Text size="xs" c="dimmed" mb="xs">
        {t('challenges.editor.milestonesHint')}
      </Text>
      <div className="challenge-milestones">
        {places.map(({ path, number }) => (
          <div key={path}>
            <NumberInput
              aria-label={t('challenges.editor.milestone', { number })}
              allowDecimal={isPerMember}
              decimalScale={2}
              clampBehavior="none"
              {...form.getInputProps(path)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('challenges.editor.removeMilestone', { number })}
              onClick={() => form.removeListItem('goal.milestones', number - 1)}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </div>
        ))}
        {milestones.length < most && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => form.insertListItem('goal.milestones', '')}
          >
            {t('challenges.editor.addMilestone')}
          </Button>
        )}
      </div>
    </Input.Wrapper>
  );
}
