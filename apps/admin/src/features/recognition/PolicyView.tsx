import { useQuery } from '@apollo/client/react';
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RewardPolicyDecision } from '../../app/graphql/schema.generated.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Fact, FactList } from '../../ui/Fact.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { useAct } from '../../ui/use-act.ts';
import { ProposeDialog } from './ProposeDialog.tsx';
import {
  DecideRewardPolicyDocument,
  type DutiesFieldsFragment,
  RewardPolicyDocument,
  type RewardPolicyQuery,
} from './policy.generated.ts';

type Policy = NonNullable<RewardPolicyQuery['programme']>;

/** Whether there are prizes of monetary value, what comes with them, and how it came to that. */
export function PolicyView() {
  const { programme, roles } = useMembership();
  const seesProposal = roles.includes('ADMIN') || roles.includes('AUDITOR');
  const { data, error, refetch } = useQuery(RewardPolicyDocument, { variables: { key: programme.key, seesProposal } });
  const policy = data?.programme;
  if (!policy) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={320} radius="lg" aria-busy="true" />;
  }
  return (
    <Stack>
      <InForce policy={policy} />
      {policy.rewardProposal && <Proposal proposal={policy.rewardProposal} />}
      <History policy={policy} />
    </Stack>
  );
}

/** Decides about the proposal of that time, as it was read; null for what is in force. */
function useDecide(proposedAt: string | null) {
  const { programme } = useMembership();
  const { act, busy } = useAct(RewardPolicyDocument);
  const decide = async (decision: RewardPolicyDecision, message: string) => {
    const payload = await act(DecideRewardPolicyDocument, { programme: programme.id, decision, proposedAt });
    if (payload?.programme) notifications.show({ message, color: 'petrol' });
  };
  return { decide, busy };
}

function InForce({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const { roles } = useMembership();
  const { decide, busy } = useDecide(null);
  const [proposing, setProposing] = useState(false);
  const { monetary } = policy.reward;
  const mayChange = roles.includes('ADMIN');
  return (
    <section className="fanfare-card">
      <Title order={2}>{t(monetary ? 'recognition.policy.on' : 'recognition.policy.off')}</Title>
      <Text size="sm" c="dimmed" mt={4}>
        {t(monetary ? 'recognition.policy.onLead' : 'recognition.policy.offLead')}
      </Text>
      {policy.rewardDuties && <Duties duties={policy.rewardDuties} />}
      {mayChange && (
        <Group justify="flex-end" mt="md">
          {monetary ? (
            <Button
              variant="default"
              loading={busy}
              onClick={() => void decide('SWITCH_OFF', t('recognition.policy.switchedOff'))}
            >
              {t('recognition.policy.switchOff')}
            </Button>
          ) : (
            !policy.rewardProposal && (
              <Button variant="default" onClick={() => setProposing(true)}>
                {t('recognition.policy.propose')}
              </Button>
            )
          )}
        </Group>
      )}
      {proposing && <ProposeDialog onClose={() => setProposing(false)} />}
    </section>
  );
}

/** Who proposed it cannot confirm it; each of the two sees what is theirs to do. */
function Proposal({ proposal }: { proposal: NonNullable<Policy['rewardProposal']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { roles } = useMembership();
  const { isOwn, proposedAt, duties } = proposal;
  const { decide, busy } = useDecide(proposedAt);
  const mayDecide = roles.includes('ADMIN');
  const lead = isOwn ? 'ownProposal' : mayDecide ? 'otherProposal' : 'proposalToRead';
  return (
    <section className="fanfare-card">
      <Title order={2}>{t('recognition.policy.waits')}</Title>
      <Text size="sm" mt={4}>
        {t(`recognition.policy.${lead}`, { date: format.dateTime(proposedAt) })}
      </Text>
      <Duties duties={duties} />
      {mayDecide && (
        <Group justify="flex-end" mt="md">
          <Button
            variant="default"
            loading={busy}
            onClick={() => void decide('REJECT', t(isOwn ? 'recognition.policy.takenBack' : 'recognition.policy.rejected'))}
          >
            {t(isOwn ? 'recognition.policy.takeBack' : 'recognition.policy.reject')}
          </Button>
          {!isOwn && (
            <Button loading={busy} onClick={() => void decide('CONFIRM', t('recognition.policy.confirmed'))}>
              {t('recognition.policy.confirm')}
            </Button>
          )}
        </Group>
      )}
    </section>
  );
}

function Duties({ duties }: { duties: DutiesFieldsFragment }) {
  const { t } = useTranslation();
  return (
    <FactList>
      <Fact label={t('recognition.policy.tax')}>{t(`recognition.policy.treatment.${duties.taxTreatment}`)}</Fact>
      <Fact label={t('recognition.policy.responsible')}>{duties.taxResponsible}</Fact>
      <Fact label={t('recognition.policy.labels')}>
        {duties.labelGerman} · {duties.labelEnglish}
      </Fact>
    </FactList>
  );
}

function History({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const steps = policy.rewardPolicySteps;
  return (
    <section className="fanfare-card">
      <Title order={2} mb="xs">
        {t('recognition.policy.history')}
      </Title>
      {steps.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('recognition.policy.historyNone')}
        </Text>
      )}
      <ol className="recognition-list">
        {steps.map(({ act, happenedAt }) => (
          <li key={`${happenedAt} ${act}`}>
            <Text size="sm">{t(`recognition.policy.step.${act}`)}</Text>
            <Text size="xs" c="dimmed" component="time" dateTime={happenedAt}>
              {format.dateTime(happenedAt)}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
}
