import { useQuery } from '@apollo/client/react';
import { ActionIcon, Badge, Button, Group, Text } from '@mantine/core';
import { IconArrowsExchange2, IconLock, IconLockOpen, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { CursorPaging } from '../../ui/CursorPaging.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { useForwardPage } from '../../ui/use-forward-page.ts';
import { fitOf } from './affinity.ts';
import { FactorBar } from './FactorBar.tsx';
import { PersonLink } from './PersonLink.tsx';
import { ProposalDialog } from './ProposalDialog.tsx';
import { TandemProposalsDocument, type TandemProposalsQuery, type TandemRunFieldsFragment } from './run.generated.ts';
import { SwapDialog } from './SwapDialog.tsx';
import { useVariant } from './use-variant.ts';

export type Proposal = NonNullable<TandemProposalsQuery['tandemRun']>['proposals']['nodes'][number];

type Opened = { readonly kind: 'why' | 'swap'; readonly proposal: Proposal };

export function ProposalList({ run }: { run: TandemRunFieldsFragment }) {
  const { t } = useTranslation();
  const page = useForwardPage(25);
  const [opened, setOpened] = useState<Opened>();
  const columns = useColumns(run, setOpened);
  const { data, previousData, error, loading, refetch } = useQuery(TandemProposalsDocument, {
    variables: { id: run.id, ...page.variables },
  });
  const list = (data ?? previousData)?.tandemRun?.proposals;
  if (!list && error) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <DataTable
        caption={t('tandems.resultView.proposals')}
        columns={columns}
        rows={list?.nodes}
        rowKey={(row) => row.id}
        refreshing={loading && list !== undefined}
        empty={<Empty icon={<IconUsersGroup />} title={t('tandems.proposalsEmpty')} lead={t('tandems.proposalsEmptyLead')} />}
      />
      {list && <CursorPaging page={page} pageInfo={list.pageInfo} totalCount={list.totalCount} />}
      {opened?.kind === 'why' && <ProposalDialog proposal={opened.proposal} onClose={() => setOpened(undefined)} />}
      {opened?.kind === 'swap' && <SwapDialog run={run} proposal={opened.proposal} onClose={() => setOpened(undefined)} />}
    </>
  );
}

function useColumns(run: TandemRunFieldsFragment, open: (opened: Opened) => void): readonly Column<Proposal>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { roles } = useMembership();
  const changeable = run.status === 'COMPLETED' && roles.includes('ADMIN');
  const acts: Column<Proposal> = {
    key: 'acts',
    label: t('tandems.acts'),
    cell: (proposal) => <ProposalActs run={run} proposal={proposal} onSwap={() => open({ kind: 'swap', proposal })} />,
  };
  return [
    {
      key: 'pair',
      label: t('tandems.proposal'),
      leading: true,
      cell: (proposal) => <Pair proposal={proposal} />,
    },
    {
      key: 'fit',
      label: t('tandems.fit'),
      width: '28%',
      phone: 'plain',
      cell: (proposal) => (
        <div className="tandem-fit">
          <span className="tandem-fit-value">{format.number(fitOf(proposal.affinity))}</span>
          <FactorBar points={proposal.factors} />
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => open({ kind: 'why', proposal })}
            aria-label={t('tandems.whyThese', { first: nameOf(proposal.frequent, t), second: nameOf(proposal.hesitant, t) })}
          >
            {t('tandems.why')}
          </Button>
        </div>
      ),
    },
    {
      key: 'next',
      label: t('tandems.nextBest'),
      phone: 'hidden',
      cell: ({ nextFrequent, nextHesitant }) => (
        <ul className="tandem-members">
          <Next label={t('tandems.forAccompanied')} alternative={nextFrequent} />
          <Next label={t('tandems.forAccompanying')} alternative={nextHesitant} />
        </ul>
      ),
    },
    ...(changeable ? [acts] : []),
  ];
}

const nameOf = (person: Proposal['frequent'], t: (key: 'tandems.somebody') => string) =>
  person?.displayName ?? t('tandems.somebody');

function Pair({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation();
  const { frequent, hesitant, third, locked, running, skipReason } = proposal;
  const people = [
    { side: 'FREQUENT' as const, person: frequent },
    { side: 'HESITANT' as const, person: hesitant },
    ...(third ? [{ side: 'THIRD' as const, person: third.ambassador }] : []),
  ];
  return (
    <>
      <ul className="tandem-members">
        {people.map(({ side, person }) => (
          <li key={side}>
            <PersonLink person={person} />{' '}
            <Text component="span" size="xs" c="dimmed">
              {t(`tandems.side.${side}`)}
            </Text>
          </li>
        ))}
      </ul>
      <Group gap={6} mt={locked || running || third || skipReason ? 6 : 0}>
        {locked && (
          <Badge size="sm" variant="light" color="brass" tt="none" leftSection={<IconLock size={11} aria-hidden="true" />}>
            {t('tandems.locked')}
          </Badge>
        )}
        {running && (
          <Badge size="sm" variant="light" tt="none">
            {t('tandems.running')}
          </Badge>
        )}
        {third && (
          <Badge size="sm" variant="light" color="gray" tt="none">
            {t('tandems.trio')}
          </Badge>
        )}
        {skipReason && (
          <Badge size="sm" variant="light" color="orange" tt="none">
            {t('tandems.skippedBecause', { reason: t(`tandems.skipReason.${skipReason}`) })}
          </Badge>
        )}
      </Group>
    </>
  );
}

function Next({ label, alternative }: { label: string; alternative: Proposal['nextFrequent'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li>
      <Text component="span" size="xs" c="dimmed">
        {label}
      </Text>{' '}
      {alternative ? (
        <>
          <PersonLink person={alternative.ambassador} />{' '}
          <span className="tandem-fit-small">{format.number(fitOf(alternative.affinity))}</span>
        </>
      ) : (
        t('tandems.nobodyElse')
      )}
    </li>
  );
}

interface ProposalActsProps {
  readonly run: TandemRunFieldsFragment;
  readonly proposal: Proposal;
  readonly onSwap: () => void;
}

/** Fixing, letting go, exchanging. Each makes a variant that can be looked at and thrown away; nobody is asked by it. */
function ProposalActs({ run, proposal, onSwap }: ProposalActsProps) {
  const { t } = useTranslation();
  const { lock, unlock, busy } = useVariant(run);
  const { frequent, hesitant, locked } = proposal;
  if (frequent === null || hesitant === null) return null;
  const names = { first: frequent.displayName, second: hesitant.displayName };
  const lockLabel = t(locked ? 'tandems.unlockPair' : 'tandems.lockPair', names);
  const swapLabel = t('tandems.swapPair', names);
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        size="lg"
        loading={busy}
        aria-label={lockLabel}
        title={lockLabel}
        onClick={() => void (locked ? unlock(hesitant.id) : lock({ hesitant: hesitant.id, frequent: frequent.id }))}
      >
        {locked ? <IconLockOpen size={18} /> : <IconLock size={18} />}
      </ActionIcon>
      <ActionIcon variant="subtle" size="lg" disabled={busy} aria-label={swapLabel} title={swapLabel} onClick={onSwap}>
        <IconArrowsExchange2 size={18} />
      </ActionIcon>
    </Group>
  );
}
