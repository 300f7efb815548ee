import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Skeleton, Text } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { apiLanguage } from '../../app/i18n/index.ts';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { AmbassadorLedgerDocument, type AmbassadorLedgerQuery } from './ambassador.generated.ts';
import { useSight } from './use-sight.ts';

type Entry = NonNullable<AmbassadorLedgerQuery['ambassador']>['ledgerEntries']['nodes'][number];

export interface PointsHistoryProps {
  readonly id: string;
  /** Whom the sentences address, named where somebody else reads them. */
  readonly addressee?: string | undefined;
}

/** The ledger of one person, newest first, each entry with the sentence that tells the person why. */
export function PointsHistory({ id, addressee }: PointsHistoryProps) {
  const { t, i18n } = useTranslation();
  const { seesAll } = useSight(id);
  const { data, error, refetch, fetchMore } = useQuery(AmbassadorLedgerDocument, {
    variables: { id, seesAll, language: apiLanguage(i18n.language) },
  });
  const ledger = data?.ambassador?.ledgerEntries;
  if (ledger === undefined)
    return error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton height={360} radius="lg" />;
  if (ledger.nodes.length === 0)
    return (
      <div className="fanfare-card">
        <Empty icon={<IconReceipt />} title={t('ambassadors.ledgerEmpty')} lead={t('ambassadors.ledgerEmptyLead')} />
      </div>
    );
  return (
    <>
      {addressee && (
        <Text size="sm" c="dimmed" mb="xs">
          {t('ambassadors.toldTo', { name: addressee })}
        </Text>
      )}
      <ol className="fanfare-card fanfare-card-flush ambassador-entries" aria-label={t('ambassadors.history')}>
        {ledger.nodes.map((entry) => (
          <LedgerLine key={entry.id} entry={entry} />
        ))}
      </ol>
      <LoadMore
        shown={ledger.nodes.length}
        total={ledger.totalCount}
        hasMore={ledger.pageInfo.hasNextPage}
        onMore={() => fetchMore({ variables: { after: ledger.pageInfo.endCursor } })}
      />
    </>
  );
}

function LedgerLine({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { activity, reverses, reversedBy } = entry;
  return (
    <li id={`entry-${entry.number}`}>
      <div>
        <Text size="sm" {...(reversedBy ? { td: 'line-through', c: 'dimmed' } : {})}>
          {entry.explanation}
        </Text>
        {entry.reason && (
          <Text size="sm" c="dimmed">
            {t('ambassadors.reasonGiven', { reason: entry.reason })}
          </Text>
        )}
      </div>
      <PointsOf entry={entry} />
      <div className="ambassador-meta">
        <span>{t('ambassadors.entry', { number: format.number(entry.number) })}</span>
        <time dateTime={entry.countsAt}>{format.dateTime(entry.countsAt)}</time>
        {activity && (
          <span>
            {t(`activityKind.${activity.kind}`)} · {t(`channel.${activity.channel}`)}
          </span>
        )}
        {entry.rule && entry.ruleSetVersion !== null && (
          <span>{t('ambassadors.rule', { rule: entry.rule, version: entry.ruleSetVersion })}</span>
        )}
        {activity?.url && (
          <Anchor href={activity.url} target="_blank" rel="noreferrer" size="xs">
            {t('ambassadors.openPost')}
          </Anchor>
        )}
        {reverses && (
          <Anchor href={`#entry-${reverses.number}`} size="xs">
            {t('ambassadors.reverses', { number: format.number(reverses.number) })}
          </Anchor>
        )}
        {reversedBy && (
          <Anchor href={`#entry-${reversedBy.number}`} size="xs">
            {t('ambassadors.reversedBy', { number: format.number(reversedBy.number) })}
          </Anchor>
        )}
        {entry.kind !== 'GRANT' && (
          <Badge size="xs" variant="light" color="brass" tt="none">
            {t(`ambassadors.kind.${entry.kind}`)}
          </Badge>
        )}
      </div>
    </li>
  );
}

function PointsOf({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tone = entry.granted > 0 ? 'ambassador-points-gained' : entry.granted < 0 ? 'ambassador-points-lost' : '';
  return (
    <div className={`ambassador-points ${tone}`}>
      {format.signed(entry.granted)}
      {entry.requested !== entry.granted && (
        <Text size="xs" c="dimmed" fw={400}>
          {t('ambassadors.requested', { points: format.number(entry.requested) })}
        </Text>
      )}
    </div>
  );
}
