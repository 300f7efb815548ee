import { de as ambassadors } from '../../features/ambassadors/messages.de.ts';
import { de as apiTokens } from '../../features/api-tokens/messages.de.ts';
import { de as badges } from '../../features/badges/messages.de.ts';
import { de as challenges } from '../../features/challenges/messages.de.ts';
import { de as imports } from '../../features/imports/messages.de.ts';
import { de as leaderboards } from '../../features/leaderboards/messages.de.ts';
import { de as notifications } from '../../features/notifications/messages.de.ts';
import { de as overview } from '../../features/overview/messages.de.ts';
import { de as programmes } from '../../features/programmes/messages.de.ts';
import { de as recognition } from '../../features/recognition/messages.de.ts';
import { de as tandems } from '../../features/tandems/messages.de.ts';
import { de as thanks } from '../../features/thanks/messages.de.ts';
import { de as wall } from '../../features/wall/messages.de.ts';
import { de as wallLinks } from '../../features/wall-links/messages.de.ts';
import { de as webhooks } from '../../features/webhooks/messages.de.ts';
import { de as common } from './common.de.ts';
import type { en } from './en.ts';
import type { MessagesLike } from './messages.ts';

export const de: MessagesLike<typeof en> = {
  ...common,
  ambassadors,
  apiTokens,
  challenges,
  badges,
  imports,
  leaderboards,
  notifications,
  overview,
  programmes,
  recognition,
  tandems,
  thanks,
  wall,
  wallLinks,
  webhooks,
};
