import { Alert, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowsExchange2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { AnswerProposal } from './AnswerProposal.tsx';
import { CheckIns } from './CheckIns.tsx';
import { EndTandem } from './EndTandem.tsx';
import { FactorList } from './FactorBar.tsx';
import { Feedback } from './Feedback.tsx';
import type { OwnTandemFieldsFragment } from './my-tandem.generated.ts';
import { Stories } from './Stories.tsx';

/** A tandem as its member sees it: the proposal with why, and once agreed on what the two do together. */
export function OwnTandem({ tandem }: { tandem: OwnTandemFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, expiresAt, members, factors, third, replaces } = tandem;
  const partners = members.filter(({ isViewer }) => !isViewer);
  const names = partnersOf(tandem);
  const side = members.find(({ isViewer }) => isViewer)?.side ?? 'HESITANT';
  const titles = {
    PROPOSED: 'tandems.mine.proposalTitle',
    ACCEPTED: 'tandems.mine.agreedTitle',
    SUSPENDED: 'tandems.mine.restingTitle',
  } as const;
  const title =
    state === 'PROPOSED' || state === 'ACCEPTED' || state === 'SUSPENDED' ? titles[state] : 'tandems.mine.runningTitle';
  const together = state === 'ACCEPTED' || state === 'ACTIVE';
  return (
    <section className="fanfare-card tandem-own">
      <Stack>
        <div>
          <Title order={2}>{t(title, { names })}</Title>
          <Text size="sm" c="dimmed">
            {state === 'PROPOSED' && `${t(`tandems.mine.role.${side}`)} `}
            {expiresAt &&
              t(state === 'PROPOSED' ? 'tandems.mine.answerBy' : 'tandems.mine.beginBy', { date: format.date(expiresAt) })}
          </Text>
        </div>
        {partners.map((partner) => (
          <PartnerFacts key={partner.displayName} partner={partner} />
        ))}
        <div>
          <Title order={3} size="h5" mb={8}>
            {t('tandems.mine.whyPartner')}
          </Title>
          <FactorList points={side === 'THIRD' && third ? third.factors : factors} />
        </div>
        {state === 'PROPOSED' &&
          replaces.map((running) => (
            <Alert key={running.id} color="brass" icon={<IconArrowsExchange2 />}>
              {t('tandems.mine.replaces', { names: partnersOf(running) })}
            </Alert>
          ))}
        {state === 'PROPOSED' && <AnswerProposal tandem={tandem} />}
        {together && <CheckIns tandem={tandem} />}
        {together && <Stories tandem={tandem} />}
        {together && <Feedback tandem={tandem} />}
        {(together || state === 'SUSPENDED') && (
          <Group justify="flex-end">
            <EndTandem tandem={tandem} />
          </Group>
        )}
      </Stack>
    </section>
  );
}

function partnersOf({
  members,
}: {
  readonly members: readonly { readonly isViewer: boolean; readonly displayName: string }[];
}) {
  return members.flatMap(({ isViewer, displayName }) => (isViewer ? [] : [displayName])).join(', ');
}

function PartnerFacts({ partner }: { partner: OwnTandemFieldsFragment['members'][number] }) {
  const { t } = useTranslation();
  const { topics, channels, objective } = partner;
  const facts = [
    objective && t('tandems.mine.partnerHopes', { objective }),
    topics.length > 0 && t('tandems.mine.talksAbout', { topics: topics.join(', ') }),
    channels.length > 0 &&
      t('tandems.mine.postsOn', { channels: channels.map((channel) => t(`channel.${channel}`)).join(', ') }),
  ].filter((fact) => typeof fact === 'string');
  if (facts.length === 0) return null;
  return (
    <ul className="tandem-sentences">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}
