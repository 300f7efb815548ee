import { Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Logo } from '../../ui/Logo.tsx';

export interface FullPageMessageProps {
  readonly title: string;
  readonly action: ReactNode;
  readonly children: ReactNode;
}

/** For what happens outside of the app's frame: before the sign-in, or when nothing else can be shown. */
export function FullPageMessage({ title, action, children }: FullPageMessageProps) {
  return (
    <main className="fanfare-centre" id="main">
      <title>{`${title} · Fanfare`}</title>
      <Paper className="fanfare-sign-in" p={{ base: 'xl', xs: 40 }} radius="lg" withBorder>
        <Stack gap="lg" align="flex-start">
          <Logo size={36} />
          <Title order={1}>{title}</Title>
          {children}
          {action}
        </Stack>
      </Paper>
    </main>
  );
}
