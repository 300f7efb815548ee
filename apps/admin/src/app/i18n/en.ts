import { en as ambassadors } from '../../features/ambassadors/messages.en.ts';
import { en as apiTokens } from '../../features/api-tokens/messages.en.ts';
import { en as badges } from '../../features/badges/messages.en.ts';
import { en as challenges } from '../../features/challenges/messages.en.ts';
import { en as imports } from '../../features/imports/messages.en.ts';
import { en as leaderboards } from '../../features/leaderboards/messages.en.ts';
import { en as notifications } from '../../features/notifications/messages.en.ts';
import { en as overview } from '../../features/overview/messages.en.ts';
import { en as programmes } from '../../features/programmes/messages.en.ts';
import { en as recognition } from '../../features/recognition/messages.en.ts';
import { en as tandems } from '../../features/tandems/messages.en.ts';
import { en as thanks } from '../../features/thanks/messages.en.ts';
import { en as wall } from '../../features/wall/messages.en.ts';
import { en as wallLinks } from '../../features/wall-links/messages.en.ts';
import { en as webhooks } from '../../features/webhooks/messages.en.ts';
import { en as common } from './common.en.ts';

export const en = {
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
