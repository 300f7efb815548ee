import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { Page } from '../../ui/Page.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { useRun } from './use-run.ts';
import './tandems.css';

export function NewRunPage() {
  const [parameters] = useSearchParams();
  const from = parameters.get('from');
  return <Guard area="tandemsChange">{from ? <WhatIf id={from} /> : <NewRun />}</Guard>;
}

function NewRun() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  return (
    <Page
      title={t('tandems.newRun')}
      lead={t('tandems.newRunLead')}
      back={{ to: `/programmes/${programme.key}/tandems`, label: t('tandems.back') }}
    >
      <SettingsForm />
    </Page>
  );
}

/** The same people under other settings, to lay beside the run they come from. */
function WhatIf({ id }: { id: string }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { run } = useRun(id);
  return (
    <Page
      title={t('tandems.whatIf')}
      lead={run && t('tandems.whatIfLead', { name: run.name })}
      back={{ to: `/programmes/${programme.key}/tandems/${id}`, label: run?.name ?? t('tandems.back') }}
    >
      {run ? <SettingsForm basedOn={run} /> : <Skeleton height={480} radius="lg" aria-busy="true" />}
    </Page>
  );
}
