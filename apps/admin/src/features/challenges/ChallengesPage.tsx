import { useQuery } from '@apollo/client/react';
import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconPlus, IconSearchOff, IconTargetArrow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ChallengeState } from '../../app/graphql/schema.generated.ts';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { CursorPaging } from '../../ui/CursorPaging.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { oneOf, useAddressState } from '../../ui/use-address-state.ts';
import { useForwardPage } from '../../ui/use-forward-page.ts';
import { ChallengeCard } from './ChallengeCard.tsx';
import { ChallengesDocument } from './challenges.generated.ts';
import './challenges.css';
import { TemplateGallery } from './TemplateGallery.tsx';

const pageSize = 24;

const statesOf = {
  all: null,
  current: ['SCHEDULED', 'RUNNING', 'GRACE'],
  drafts: ['DRAFT'],
  over: ['COMPLETED', 'CANCELLED'],
} as const satisfies Record<string, readonly ChallengeState[] | null>;
type View = keyof typeof statesOf;

export function ChallengesPage() {
  return (
    <Guard area="challenges">
      <Challenges />
    </Guard>
  );
}

function Challenges() {
  const { t, i18n } = useTranslation();
  const { programme, roles } = useMembership();
  const mayChange = roles.includes('ADMIN');
  const { parameters, set } = useAddressState();
  const views: readonly View[] = mayChange ? ['all', 'current', 'drafts', 'over'] : ['all', 'current', 'over'];
  const view = oneOf(parameters.get('show'), views) ?? 'all';
  const states = statesOf[view];
  const page = useForwardPage(pageSize);
  const { data, previousData, error, refetch } = useQuery(ChallengesDocument, {
    variables: {
      key: programme.key,
      language: apiLanguage(i18n.language),
      filter: states === null ? null : { states: [...states] },
      ...page.variables,
    },
  });
  const found = (data ?? previousData)?.programme?.challenges;
  const isFirst = found?.nodes.length === 0 && view === 'all';
  const create = mayChange && !isFirst && (
    <Button component={Link} to={`/programmes/${programme.key}/challenges/new`} leftSection={<IconPlus size={18} />}>
      {t('challenges.new')}
    </Button>
  );
  return (
    <Page title={t('challenges.title')} lead={t('challenges.lead')} actions={create}>
      {!isFirst && (
        <div className="challenge-views">
          <SegmentedControl
            aria-label={t('challenges.views')}
            value={view}
            onChange={(show) => set({ show: show === 'all' ? null : show })}
            data={views.map((value) => ({ value, label: t(`challenges.view.${value}`) }))}
          />
        </div>
      )}
      {!found &&
        (error ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={320} radius="lg" aria-busy="true" />
        ))}
      {isFirst && mayChange && <TemplateGallery title={t('challenges.firstTitle')} lead={t('challenges.firstLead')} />}
      {found?.nodes.length === 0 && !(isFirst && mayChange) && (
        <div className="fanfare-card">
          <Empty
            icon={view === 'all' ? <IconTargetArrow /> : <IconSearchOff />}
            title={t(view === 'all' ? 'challenges.empty' : 'challenges.noMatch')}
            lead={t(view === 'all' ? 'challenges.emptyLead' : 'challenges.noMatchLead')}
            action={
              view !== 'all' && (
                <Button variant="default" onClick={() => set({ show: null })}>
                  {t('challenges.showAll')}
                </Button>
              )
            }
          />
        </div>
      )}
      {found && found.nodes.length > 0 && (
        <>
          <ul className="challenge-grid">
            {found.nodes.map((challenge) => (
              <ChallengeCard key={challenge.id} challenge={challenge} />
            ))}
          </ul>
          <CursorPaging page={page} pageInfo={found.pageInfo} totalCount={found.totalCount} />
        </>
      )}
    </Page>
  );
}
