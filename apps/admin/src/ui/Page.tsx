import { Anchor, Group, Text, Title } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation, useNavigationType } from 'react-router';

export interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  /** What the heading shows when it is more than the title. */
  readonly heading?: ReactNode;
  readonly children?: ReactNode;
}

/** A page of the app: names itself in the tab, and takes the focus to its heading when somebody came here from another page. */
export function Page({ title, lead, actions, back, heading, children }: PageProps) {
  const headingRef = useHeadingFocus();
  return (
    <>
      <title>{`${title} · Fanfare`}</title>
      {back && (
        <Anchor component={Link} to={back.to} size="sm" className="fanfare-back">
          <IconChevronLeft size={16} aria-hidden="true" />
          {back.label}
        </Anchor>
      )}
      <Group justify="space-between" align="flex-end" gap="md" mb="lg">
        <div className="fanfare-page-head">
          <Title order={1} ref={headingRef} tabIndex={-1} className="fanfare-heading">
            {heading ?? title}
          </Title>
          {lead && (
            <Text c="dimmed" mt={4}>
              {lead}
            </Text>
          )}
        </div>
        {actions && <Group gap="sm">{actions}</Group>}
      </Group>
      {children}
    </>
  );
}

let shownPath: string | undefined;

function useHeadingFocus() {
  const ref = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const how = useNavigationType();
  useEffect(() => {
    const cameFromAnotherPage = shownPath !== undefined && shownPath !== pathname;
    shownPath = pathname;
    if (cameFromAnotherPage) ref.current?.focus({ preventScroll: how === 'POP' });
  }, [pathname, how]);
  return ref;
}
