import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { mayOpen } from '../app/access.ts';
import { useMembership } from '../app/ProgrammeContext.tsx';

export interface MemberNameProps {
  readonly member: { readonly id: string; readonly displayName: string };
  readonly isViewer?: boolean;
}

/** Somebody on a board; leads to the person's page where the board shows who it is and the reader may open it. */
export function MemberName({ member, isViewer = false }: MemberNameProps) {
  const { programme, roles, ambassador } = useMembership();
  const id = isViewer ? ambassador?.id : isAmbassadorId(member.id) && mayOpen('ambassadors', roles) ? member.id : undefined;
  if (id === undefined)
    return (
      <Text component="span" inherit fw={550}>
        {member.displayName}
      </Text>
    );
  return (
    <Anchor component={Link} to={`/programmes/${programme.key}/ambassadors/${id}`} inherit fw={550}>
      {member.displayName}
    </Anchor>
  );
}

/** Ambassadors have a UUID of version 7; the id under which a pseudonym stands on a board is of version 8 and leads nowhere. */
const isAmbassadorId = (id: string): boolean => id.charAt(14) === '7';
