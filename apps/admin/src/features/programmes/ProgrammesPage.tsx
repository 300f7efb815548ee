import { useQuery } from '@apollo/client/react';
import { Badge, Button, Group, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigationType } from 'react-router';
import { mayOpen } from '../../app/access.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { JoinDialog } from './JoinDialog.tsx';
import { ProgrammesDocument, type ProgrammesQuery } from './programmes.generated.ts';
import './programmes.css';

type Membership = NonNullable<ProgrammesQuery['viewer']>['memberships'][number];
type Programme = ProgrammesQuery['programmes'][number];

export function ProgrammesPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(ProgrammesDocument);
  const [joining, setJoining] = useState<Programme>();
  const arrivedByLink = useNavigationType() === 'PUSH';
  if (data === undefined && error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ProgrammesSkeleton />;

  const memberships = data.viewer?.memberships ?? [];
  const open = openToJoin(data);
  const only = memberships.length === 1 ? memberships[0] : undefined;
  if (only && !arrivedByLink) return <Navigate to={startOf(only)} replace />;

  return (
    <Page title={t('programmes.title')} lead={t('programmes.lead')}>
      {memberships.length === 0 && open.length === 0 && (
        <Empty icon={<IconUsersGroup />} title={t('programmes.empty')} lead={t('programmes.emptyLead')} />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} component="ul" className="programmes-grid">
        {memberships.map((membership) => (
          <ProgrammeCard
            key={membership.programme.id}
            programme={membership.programme}
            roles={membership.roles.map((role) => t(`role.${role}`))}
          >
            <Button
              component={Link}
              to={startOf(membership)}
              aria-label={`${t('programmes.open')}: ${membership.programme.name}`}
            >
              {t('programmes.open')}
            </Button>
          </ProgrammeCard>
        ))}
      </SimpleGrid>
      {open.length > 0 && (
        <section>
          <Title order={2} mt="xl">
            {t('programmes.openToJoin')}
          </Title>
          <Text c="dimmed" mb="md">
            {t('programmes.openToJoinLead')}
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }} component="ul" className="programmes-grid">
            {open.map((programme) => (
              <ProgrammeCard key={programme.id} programme={programme} roles={[]}>
                <Button
                  variant="light"
                  onClick={() => setJoining(programme)}
                  aria-label={`${t('programmes.join')}: ${programme.name}`}
                >
                  {t('programmes.join')}
                </Button>
              </ProgrammeCard>
            ))}
          </SimpleGrid>
        </section>
      )}
      {joining && <JoinDialog programme={joining} onClose={() => setJoining(undefined)} />}
    </Page>
  );
}

interface ProgrammeCardProps {
  readonly programme: Pick<Programme, 'name' | 'status' | 'hashtags'>;
  readonly roles: readonly string[];
  readonly children: ReactNode;
}

function ProgrammeCard({ programme, roles, children }: ProgrammeCardProps) {
  const { t } = useTranslation();
  return (
    <li className="fanfare-card programmes-card">
      <Stack gap={6} style={{ flex: 1 }}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text fw={650} size="lg" lh={1.3}>
            {programme.name}
          </Text>
          <Badge variant="light" tt="none" color={programme.status === 'ACTIVE' ? 'petrol' : 'brass'}>
            {t(`programmes.status.${programme.status}`)}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {programme.hashtags.map((hashtag) => `#${hashtag.replace(/^#/, '')}`).join(' ')}
        </Text>
        {roles.length > 0 && <Text size="sm">{roles.join(', ')}</Text>}
      </Stack>
      <Group>{children}</Group>
    </li>
  );
}

function ProgrammesSkeleton() {
  const { t } = useTranslation();
  return (
    <Page title={t('programmes.title')} lead={t('programmes.lead')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} aria-busy="true">
        <Skeleton height={150} radius="lg" />
        <Skeleton height={150} radius="lg" />
      </SimpleGrid>
    </Page>
  );
}

/** Programmes that let everybody in and in which the person does not take part yet. */
function openToJoin({ programmes, viewer }: ProgrammesQuery): readonly Programme[] {
  const taking = new Set(
    viewer?.memberships.filter(({ ambassador }) => ambassador !== null).map(({ programme }) => programme.id),
  );
  return programmes.filter(({ id, joinPolicy, status }) => joinPolicy === 'OPEN' && status !== 'ARCHIVED' && !taking.has(id));
}

function startOf({ programme, roles, ambassador }: Membership): string {
  const base = `/programmes/${programme.key}`;
  if (mayOpen('overview', roles)) return base;
  if (mayOpen('ambassadors', roles)) return `${base}/ambassadors`;
  return ambassador ? `${base}/ambassadors/${ambassador.id}` : `${base}/leaderboard`;
}
