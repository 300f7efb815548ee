import { createBrowserRouter } from 'react-router';
import { RequireSession } from './auth/RequireSession.tsx';
import { SignedIn } from './auth/SignedIn.tsx';
import { redirectPaths } from './auth/session.ts';
import { Crashed } from './shell/Crashed.tsx';
import { FullPageLoader } from './shell/FullPageLoader.tsx';
import { NotFound } from './shell/NotFound.tsx';
import { ProgrammeFrame } from './shell/ProgrammeFrame.tsx';
import { StartFrame } from './shell/StartFrame.tsx';

/** Every page is a bundle of its own, fetched when somebody goes there. */
export function createRouter() {
  return createBrowserRouter([
    {
      HydrateFallback: FullPageLoader,
      ErrorBoundary: Crashed,
      children: [
        { path: redirectPaths.page, Component: SignedIn },
        {
          Component: RequireSession,
          children: [
            {
              Component: StartFrame,
              children: [
                {
                  index: true,
                  lazy: async () => ({ Component: (await import('../features/programmes/ProgrammesPage.tsx')).ProgrammesPage }),
                },
                { path: '*', Component: NotFound },
              ],
            },
            {
              path: 'programmes/:programmeKey',
              Component: ProgrammeFrame,
              children: [{ ErrorBoundary: Crashed, children: pages() }],
            },
          ],
        },
      ],
    },
  ]);
}

function pages() {
  return [
    { index: true, lazy: async () => ({ Component: (await import('../features/overview/OverviewPage.tsx')).OverviewPage }) },
    {
      path: 'ambassadors',
      lazy: async () => ({ Component: (await import('../features/ambassadors/AmbassadorsPage.tsx')).AmbassadorsPage }),
    },
    {
      path: 'ambassadors/:ambassadorId',
      lazy: async () => ({ Component: (await import('../features/ambassadors/AmbassadorPage.tsx')).AmbassadorPage }),
    },
    {
      path: 'leaderboard',
      lazy: async () => ({ Component: (await import('../features/leaderboards/LeaderboardPage.tsx')).LeaderboardPage }),
    },
    {
      path: 'wall-boards',
      lazy: async () => ({ Component: (await import('../features/wall-links/WallLinksPage.tsx')).WallLinksPage }),
    },
    { path: 'badges', lazy: async () => ({ Component: (await import('../features/badges/BadgesPage.tsx')).BadgesPage }) },
    {
      path: 'badges/new',
      lazy: async () => ({ Component: (await import('../features/badges/BadgeEditPage.tsx')).BadgeEditPage }),
    },
    {
      path: 'badges/levels',
      lazy: async () => ({ Component: (await import('../features/badges/LevelsEditPage.tsx')).LevelsEditPage }),
    },
    {
      path: 'badges/:badgeId',
      lazy: async () => ({ Component: (await import('../features/badges/BadgePage.tsx')).BadgePage }),
    },
    {
      path: 'badges/:badgeId/edit',
      lazy: async () => ({ Component: (await import('../features/badges/BadgeEditPage.tsx')).BadgeEditPage }),
    },
    {
      path: 'recognition',
      lazy: async () => ({ Component: (await import('../features/recognition/RecognitionPage.tsx')).RecognitionPage }),
    },
    {
      path: 'recognition/new',
      lazy: async () => ({ Component: (await import('../features/recognition/RecognitionEditPage.tsx')).RecognitionEditPage }),
    },
    {
      path: 'recognition/:recognitionId',
      lazy: async () => ({
        Component: (await import('../features/recognition/RecognitionDetailPage.tsx')).RecognitionDetailPage,
      }),
    },
    {
      path: 'recognition/:recognitionId/edit',
      lazy: async () => ({ Component: (await import('../features/recognition/RecognitionEditPage.tsx')).RecognitionEditPage }),
    },
    { path: 'thanks', lazy: async () => ({ Component: (await import('../features/thanks/ThanksPage.tsx')).ThanksPage }) },
    {
      path: 'challenges',
      lazy: async () => ({ Component: (await import('../features/challenges/ChallengesPage.tsx')).ChallengesPage }),
    },
    {
      path: 'challenges/new',
      lazy: async () => ({ Component: (await import('../features/challenges/ChallengeEditPage.tsx')).ChallengeEditPage }),
    },
    {
      path: 'challenges/:challengeId',
      lazy: async () => ({ Component: (await import('../features/challenges/ChallengePage.tsx')).ChallengePage }),
    },
    {
      path: 'challenges/:challengeId/edit',
      lazy: async () => ({ Component: (await import('../features/challenges/ChallengeEditPage.tsx')).ChallengeEditPage }),
    },
    { path: 'tandems', lazy: async () => ({ Component: (await import('../features/tandems/TandemsPage.tsx')).TandemsPage }) },
    {
      path: 'my-tandem',
      lazy: async () => ({ Component: (await import('../features/tandems/MyTandemPage.tsx')).MyTandemPage }),
    },
    {
      path: 'tandems/new',
      lazy: async () => ({ Component: (await import('../features/tandems/NewRunPage.tsx')).NewRunPage }),
    },
    {
      path: 'tandems/:runId',
      lazy: async () => ({ Component: (await import('../features/tandems/RunPage.tsx')).RunPage }),
    },
    { path: 'imports', lazy: async () => ({ Component: (await import('../features/imports/ImportsPage.tsx')).ImportsPage }) },
    {
      path: 'imports/new',
      lazy: async () => ({ Component: (await import('../features/imports/NewImportPage.tsx')).NewImportPage }),
    },
    {
      path: 'imports/:importId',
      lazy: async () => ({ Component: (await import('../features/imports/ImportRunPage.tsx')).ImportRunPage }),
    },
    { path: 'feed', lazy: async () => ({ Component: (await import('../features/notifications/FeedPage.tsx')).FeedPage }) },
    {
      path: 'webhooks',
      lazy: async () => ({ Component: (await import('../features/webhooks/WebhooksPage.tsx')).WebhooksPage }),
    },
    {
      path: 'api-tokens',
      lazy: async () => ({ Component: (await import('../features/api-tokens/ApiTokensPage.tsx')).ApiTokensPage }),
    },
    { path: '*', Component: NotFound },
  ];
}
