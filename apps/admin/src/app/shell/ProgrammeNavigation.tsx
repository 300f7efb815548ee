import { Badge, Group, NavLink, ScrollArea, Stack, Text } from '@mantine/core';
import {
  IconArrowsExchange,
  IconAward,
  IconBell,
  IconDeviceTv,
  IconFileUpload,
  IconGauge,
  IconGift,
  IconHeartHandshake,
  IconKey,
  type IconProps,
  IconTargetArrow,
  IconTrophy,
  IconUserCircle,
  IconUserHeart,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { type Area, mayOpen } from '../access.ts';
import type { Membership } from '../ProgrammeContext.tsx';

interface Entry {
  readonly to: string;
  readonly label: string;
  readonly Icon: ComponentType<IconProps>;
  readonly shown: boolean;
}

export function ProgrammeNavigation({ membership, onNavigate }: { membership: Membership; onNavigate: () => void }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { programme, roles, ambassador } = membership;
  const base = `/programmes/${programme.key}`;
  const own = ambassador && `${base}/ambassadors/${ambassador.id}`;
  const area = (name: Exclude<Area, 'tandemsChange'>, to: string, Icon: Entry['Icon']): Entry => ({
    to,
    Icon,
    label: t(`nav.${name}`),
    shown: mayOpen(name, roles),
  });
  const entries: Entry[] = [
    area('overview', base, IconGauge),
    { to: own ?? base, label: t('nav.me'), Icon: IconUserCircle, shown: own !== null },
    { to: `${base}/feed`, label: t('nav.feed'), Icon: IconBell, shown: own !== null },
    area('leaderboard', `${base}/leaderboard`, IconTrophy),
    area('badges', `${base}/badges`, IconAward),
    area('recognition', `${base}/recognition`, IconGift),
    area('thanks', `${base}/thanks`, IconHeartHandshake),
    area('challenges', `${base}/challenges`, IconTargetArrow),
    { to: `${base}/my-tandem`, label: t('nav.myTandem'), Icon: IconUserHeart, shown: own !== null },
    area('ambassadors', `${base}/ambassadors`, IconUsers),
    area('tandems', `${base}/tandems`, IconUsersGroup),
    area('wallLinks', `${base}/wall-boards`, IconDeviceTv),
    area('imports', `${base}/imports`, IconFileUpload),
    area('webhooks', `${base}/webhooks`, IconWebhook),
    area('apiTokens', `${base}/api-tokens`, IconKey),
  ];
  const shown = entries.filter((entry) => entry.shown);
  const active = longestMatch(pathname, shown);
  return (
    <ScrollArea h="100%" type="auto">
      <Stack gap="md" p="md">
        <Stack gap={6} px="xs">
          <Text fw={650} lh={1.3}>
            {programme.name}
          </Text>
          <Group gap={6}>
            {roles.map((role) => (
              <Badge key={role} variant="light" size="sm" tt="none" fw={500}>
                {t(`role.${role}`)}
              </Badge>
            ))}
          </Group>
        </Stack>
        <Stack gap={2}>
          {shown.map(({ to, label, Icon }) => (
            <NavLink
              key={to}
              component={Link}
              to={to}
              label={label}
              leftSection={<Icon size={20} stroke={1.7} />}
              active={to === active}
              aria-current={to === active ? 'page' : undefined}
              onClick={onNavigate}
              className="fanfare-nav-link"
            />
          ))}
        </Stack>
        <NavLink
          component={Link}
          to="/"
          label={t('app.otherProgramme')}
          leftSection={<IconArrowsExchange size={20} stroke={1.7} />}
          onClick={onNavigate}
          className="fanfare-nav-link"
        />
      </Stack>
    </ScrollArea>
  );
}

/** An ambassador's own page lies under "Ambassadors" too: the longest address that fits is where the person is. */
function longestMatch(pathname: string, entries: readonly Entry[]): string | undefined {
  return entries
    .map(({ to }) => to)
    .filter((to) => pathname === to || (pathname.startsWith(`${to}/`) && to.split('/').length > 3))
    .sort((a, b) => b.length - a.length)[0];
}
