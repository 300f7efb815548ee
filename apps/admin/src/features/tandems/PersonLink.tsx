import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';

export interface PersonLinkProps {
  readonly person: { readonly id: string; readonly displayName: string } | null;
  /** What to say instead where the reader may not see the person. */
  readonly name?: string;
}

/** Somebody in a run or a tandem; where the reader may see the person, the way to them. */
export function PersonLink({ person, name }: PersonLinkProps) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  if (person === null)
    return (
      <Text component="span" inherit fw={550}>
        {name ?? t('tandems.somebody')}
      </Text>
    );
  return (
    <Anchor component={Link} to={`/programmes/${programme.key}/ambassadors/${person.id}`} inherit fw={550}>
      {person.displayName}
    </Anchor>
  );
}
