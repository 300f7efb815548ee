import { useQuery } from '@apollo/client/react';
import { Outlet, useParams } from 'react-router';
import { FeedBell } from '../../features/notifications/FeedBell.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { ViewerDocument } from '../graphql/viewer.generated.ts';
import { MembershipProvider } from '../ProgrammeContext.tsx';
import { Frame } from './Frame.tsx';
import { FullPageLoader } from './FullPageLoader.tsx';
import { NotMember } from './NotMember.tsx';
import { ProgrammeNavigation } from './ProgrammeNavigation.tsx';

export function ProgrammeFrame() {
  const { programmeKey } = useParams();
  const { data, error, refetch } = useQuery(ViewerDocument);
  if (data === undefined && error === undefined) return <FullPageLoader />;
  if (data === undefined)
    return (
      <Frame>
        <Problem error={error} onRetry={() => void refetch()} />
      </Frame>
    );
  const membership = data.viewer?.memberships.find(({ programme }) => programme.key === programmeKey);
  if (membership === undefined)
    return (
      <Frame>
        <NotMember />
      </Frame>
    );
  return (
    <MembershipProvider membership={membership}>
      <Frame
        navigation={(close) => <ProgrammeNavigation membership={membership} onNavigate={close} />}
        bell={membership.ambassador && <FeedBell membership={membership} ambassadorId={membership.ambassador.id} />}
      >
        <Outlet key={membership.programme.id} />
      </Frame>
    </MembershipProvider>
  );
}
