import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from './env.ts';
import { type ActivitiesSlice, createActivitiesSlice } from './modules/activities/index.ts';
import { type AmbassadorLoader, type AmbassadorsSlice, createAmbassadorsSlice } from './modules/ambassadors/index.ts';
import { createApiTokensSlice } from './modules/api-tokens/index.ts';
import { createBadgeAwardsSlice } from './modules/badge-awards/index.ts';
import { createBadgesSlice } from './modules/badges/index.ts';
import { createBoardExportsSlice } from './modules/board-exports/index.ts';
import { createBoardSettingsSlice } from './modules/board-settings/index.ts';
import { createChallengeProgressSlice } from './modules/challenge-progress/index.ts';
import { createChallengesSlice } from './modules/challenges/index.ts';
import { createCredentialsSlice, credentialTraces } from './modules/credentials/index.ts';
import { createDepartmentsSlice } from './modules/departments/index.ts';
import { createErasureSlice } from './modules/erasure/index.ts';
import { createFinalStandingsSlice } from './modules/final-standings/index.ts';
import { createHappeningsSlice, happeningTraces } from './modules/happenings/index.ts';
import { createImportsSlice } from './modules/imports/index.ts';
import { createJobsSlice } from './modules/jobs/index.ts';
import { createKudosSlice, kudosTraces } from './modules/kudos/index.ts';
import { createLeaderboardsSlice } from './modules/leaderboards/index.ts';
import { createMemberCardsSlice } from './modules/member-cards/index.ts';
import { createNotificationsSlice, type MailDelivery, notificationTraces } from './modules/notifications/index.ts';
import { createOverviewSlice } from './modules/overview/index.ts';
import { createParticipationSlice } from './modules/participation/index.ts';
import { createPeopleSlice } from './modules/people/index.ts';
import { createPointsSlice } from './modules/points/index.ts';
import { createPointsExchangeSlice, exchangeTraces } from './modules/points-exchange/index.ts';
import { createPointsLiveSlice } from './modules/points-live/index.ts';
import { createProgrammesSlice, type ProgrammesSlice } from './modules/programmes/index.ts';
import { createRankingsSlice } from './modules/rankings/index.ts';
import { createRecognitionsSlice, recognitionMembership, recognitionTraces } from './modules/recognitions/index.ts';
import { createRescoringSlice } from './modules/rescoring/index.ts';
import { createRewardPolicySlice } from './modules/reward-policy/index.ts';
import { createRuleSetsSlice } from './modules/rule-sets/index.ts';
import { createRuleSimulationSlice } from './modules/rule-simulation/index.ts';
import { createSeasonCeremonySlice } from './modules/season-ceremony/index.ts';
import { createSegmentsSlice, SegmentsAssessor, SignalKeeper, segmentTraces } from './modules/segments/index.ts';
import { createSocialProfilesSlice } from './modules/social-profiles/index.ts';
import { boardMembership, groupNames, programmeBoards } from './modules/standings/index.ts';
import { createTandemPreferencesSlice } from './modules/tandem-preferences/index.ts';
import { createTandemRunsSlice } from './modules/tandem-runs/index.ts';
import { createTandemStoriesSlice } from './modules/tandem-stories/index.ts';
import { createTandemsSlice, TandemMembership, tandemTraces } from './modules/tandems/index.ts';
import { createTeamsSlice } from './modules/teams/index.ts';
import { createWallBoardsSlice } from './modules/wall-boards/index.ts';
import { createWebhooksSlice, webhookTraces } from './modules/webhooks/index.ts';
import { type Authenticator, createAuthenticator } from './platform/auth/authenticator.ts';
import { createIdentityProvider } from './platform/auth/identity-provider.ts';
import type { Clock } from './platform/clock.ts';
import { createDatabase, type ManagedDatabase } from './platform/database/database.ts';
import { applicationRole } from './platform/database/privileges.ts';
import { createEventBus } from './platform/events/create-event-bus.ts';
import type { EventBus } from './platform/events/event-bus.ts';
import { Versions } from './platform/graphql/answers/versions.ts';
import { ResolverInstances } from './platform/graphql/schema.ts';
import type { ReadinessCheck } from './platform/health.ts';
import { createJobs, type JobsOverview, type ManagedJobs } from './platform/jobs/jobs.ts';
import { type Budgets, createBudgets, type Limits } from './platform/limits/budgets.ts';
import { createRateLimiter } from './platform/limits/create-rate-limiter.ts';
import type { Logger } from './platform/logger.ts';
import { createMetrics, type Metrics } from './platform/metrics.ts';
import type { Platform, Slice } from './platform/slice.ts';

export interface ApplicationOptions {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of every SQL statement, for tests that count them. */
  readonly onStatement: (sql: string) => void;
  /** Runs between a commit and everything that follows from it: where tests let a process die. */
  readonly afterCommit?: (() => void) | undefined;
}

/** The application, put together but not yet running. */
export interface Application {
  readonly authenticator: Authenticator;
  readonly checks: readonly ReadinessCheck[];
  readonly clock: Clock;
  readonly database: ManagedDatabase;
  readonly events: EventBus;
  readonly jobs: ManagedJobs;
  readonly limits: Limits;
  readonly closeLimiter: () => Promise<void>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly resolvers: ResolverInstances;
  readonly slices: readonly Slice[];
}

/** The built admin app of this installation: apps/admin/dist, seen from src as well as from dist. */
export const builtAdminApp = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../admin/dist');

/** The composition root: chooses the adapters and puts the slices together. Nothing is connected or started yet. */
export function createApplication(options: ApplicationOptions): Application {
  const { environment, clock, logger } = options;
  const metrics = createMetrics();
  const { events, ping: pingRedis } = createEventBus({ redisUrl: environment.REDIS_URL, logger });
  const database = createDatabase({
    url: environment.DATABASE_URL,
    ownerUrl: environment.DATABASE_OWNER_URL,
    poolSize: environment.DATABASE_POOL_SIZE,
    statementTimeoutMilliseconds: environment.DATABASE_STATEMENT_TIMEOUT_MS,
    applicationName: 'fanfare',
    events,
    observer: {
      onStatement: (sql) => {
        metrics.sqlStatements.inc();
        options.onStatement(sql);
      },
      onSlowStatement: (sql, milliseconds) => logger.warn({ sql, milliseconds }, 'A statement was slow'),
    },
    onError: (error) => logger.error({ err: error }, 'What follows from a commit failed'),
    onUnrestricted: () =>
      logger.warn(
        { role: applicationRole },
        'The database account may not work as the restricted role: triggers alone guard history. docs/operations.md says how to create the role',
      ),
    onOutboxLag: (seconds) => metrics.outboxLag.set(seconds),
    ...(options.afterCommit === undefined ? {} : { afterCommit: options.afterCommit }),
  });
  metrics.watchPool(() => database.pool());
  const jobs = createJobs({
    url: environment.DATABASE_URL,
    ownerUrl: environment.DATABASE_OWNER_URL,
    database,
    clock,
    logger,
    metrics,
  });
  const { limiter, close: closeLimiter } = createRateLimiter({ redisUrl: environment.REDIS_URL, clock, logger });
  const limits = { limiter, budgets: budgetsOf(environment) };
  const platform: Platform = { database, events, jobs: jobs.queue, clock, logger, metrics, limits };
  const { slices, authenticator } = composeSlices({ platform, environment, jobs: jobs.overview });
  return {
    authenticator,
    checks: [
      { name: 'database', check: () => database.ping() },
      { name: 'migrations', check: () => database.checkMigrations() },
      ...(pingRedis === undefined ? [] : [{ name: 'redis', check: pingRedis, isDispensable: true }]),
    ],
    clock,
    database,
    events,
    jobs,
    limits,
    logger,
    metrics,
    closeLimiter,
    resolvers: new ResolverInstances(slices.flatMap((slice) => slice.resolvers)),
    slices,
  };
}

function budgetsOf(environment: Environment): Budgets {
  return createBudgets({
    costPerMinute: environment.COST_PER_MINUTE,
    anonymousCostPerMinute: environment.ANONYMOUS_COST_PER_MINUTE,
    failedCredentialsPerMinute: environment.FAILED_CREDENTIALS_PER_MINUTE,
    invitationAttemptsPerHour: environment.INVITATION_ATTEMPTS_PER_HOUR,
  });
}

/** Every slice of the product, in the order in which they start. */
function composeSlices(parts: { readonly platform: Platform; readonly environment: Environment; readonly jobs: JobsOverview }) {
  const { platform, environment } = parts;
  const programmes = createProgrammesSlice(platform, [programmeBoards]);
  const departments = createDepartmentsSlice(platform, { names: groupNames });
  const people = createPeopleSlice({
    ...platform,
    programmes: programmes.directory,
    departments: departments.directory,
    issuer: environment.OIDC_ISSUER,
  });
  const apiTokens = createApiTokensSlice(platform);
  const authenticator = createAuthenticator({
    identityProvider: createIdentityProvider({
      issuer: environment.OIDC_ISSUER,
      audience: environment.OIDC_AUDIENCE,
      clockSkewSeconds: environment.OIDC_CLOCK_SKEW_SECONDS,
      clock: platform.clock,
    }),
    people: people.people,
    memberships: people.memberships,
    tokens: apiTokens.tokens,
    operatorSubjects: environment.OPERATOR_SUBJECTS,
    clock: platform.clock,
    versions: new Versions({
      database: platform.database,
      sources: [...(people.versions ?? []), ...(apiTokens.versions ?? [])],
    }),
  });
  const directories = { programmes: programmes.directory, departments: departments.directory };
  const ambassadors = createAmbassadorsSlice({ platform, ...directories });
  const tandemMembership = new TandemMembership(platform.clock);
  const assessor = new SegmentsAssessor({ ...platform, programmes: programmes.directory });
  const boards = [boardMembership, tandemMembership, new SignalKeeper(assessor), recognitionMembership];
  const participation = createParticipationSlice({
    platform,
    ambassadors,
    ...directories,
    boards,
  });
  const activities = createActivitiesSlice(platform, programmes.directory);
  const imports = createImportsSlice(platform, {
    authenticator,
    programmes: programmes.directory,
    recorder: activities.recorder,
    limits: { unpackedMegabytes: environment.IMPORT_UNPACKED_MEGABYTES, seconds: environment.IMPORT_SECONDS },
  });
  const ruleSets = createRuleSetsSlice(platform);
  const ruleSimulation = createRuleSimulationSlice(platform, {
    databaseUrl: environment.DATABASE_URL,
    ...directories,
    ambassadors: ambassadors.loader,
    ruleSets: ruleSets.reader,
  });
  const rescoring = createRescoringSlice(platform, {
    databaseUrl: environment.DATABASE_URL,
    programmes: programmes.directory,
    ambassadors: ambassadors.loader,
    ruleSets: ruleSets.reader,
  });
  const rankings = createRankingsSlice(platform, {
    redisUrl: environment.REDIS_URL,
    megabytes: environment.RANKS_MEGABYTES,
  });
  const leaderboards = createLeaderboardsSlice(platform, {
    programmes: programmes.directory,
    ranks: rankings.reader,
    versions: new Versions({ database: platform.database, sources: programmes.versions ?? [] }),
  });
  const slices: readonly Slice[] = [
    ...[programmes, departments, people, apiTokens, ambassadors, participation, createSocialProfilesSlice(platform)],
    ...[
      ruleSets,
      ruleSimulation,
      rescoring,
      createPointsSlice(platform),
      createPointsLiveSlice(platform),
      rankings,
      leaderboards,
    ],
    createMemberCardsSlice(platform, leaderboards),
    createTeamsSlice(platform, { departments: departments.directory, boards, names: groupNames }),
    createErasureSlice(platform, {
      facts: ambassadors.facts,
      boards,
      traces: [
        ...[segmentTraces, tandemTraces, happeningTraces, notificationTraces, webhookTraces, credentialTraces],
        ...[exchangeTraces, recognitionTraces, kudosTraces],
      ],
    }),
    createBoardExportsSlice({ authenticator, boards: leaderboards }),
    createWallBoardsSlice(platform, { programmes: programmes.directory, boards: leaderboards }),
    createBoardSettingsSlice(platform, programmes.directory),
    createFinalStandingsSlice(platform, { signingSeed: environment.FINAL_STANDINGS_KEY }),
    createSeasonCeremonySlice(platform, { programmes: programmes.directory }),
    createHappeningsSlice(platform),
    createNotificationsSlice(platform, {
      ambassadors: ambassadors.loader,
      mail: mailDelivery(environment),
      publicUrl: environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`,
      runsJobs: environment.RUN_JOBS,
    }),
    createWebhooksSlice(platform, {
      key: environment.WEBHOOK_KEY,
      allowsThisMachine: environment.WEBHOOKS_TO_THIS_MACHINE && environment.NODE_ENV !== 'production',
    }),
    ...[activities, imports, createOverviewSlice(platform), createJobsSlice(platform, parts.jobs)],
    ...composeThanks(platform, { programmes, ambassadors }),
    ...composeTandems(platform, { programmes, ambassadors, activities, tandemMembership, assessor }),
    ...composeChallenges(platform, { activities, runsJobs: environment.RUN_JOBS }),
    ...composeBadges(platform, { environment, ambassadors: ambassadors.loader }),
  ];
  return { slices, authenticator };
}

/** In production mails that are to be sent never end up in a mailbox that nobody looks into. */
function mailDelivery({ SMTP_URL: url, MAIL_FROM: from, MAILBOX: isKept, NODE_ENV }: Environment): MailDelivery {
  if (url !== undefined) return { kind: 'SMTP', url, from };
  return isKept && NODE_ENV !== 'production' ? { kind: 'MAILBOX' } : { kind: 'NONE' };
}

/** Saying thank you: points that people give on, the catalogue and its draws, kudos, and the policy behind prizes. */
function composeThanks(
  platform: Platform,
  slices: { readonly programmes: ProgrammesSlice; readonly ambassadors: AmbassadorsSlice },
): readonly Slice[] {
  const others = { programmes: slices.programmes.directory, ambassadors: slices.ambassadors };
  return [
    createPointsExchangeSlice(platform, others),
    createRecognitionsSlice(platform, others),
    createKudosSlice(platform, others),
    createRewardPolicySlice(platform, others),
  ];
}

/** Challenges as people write them, and how far they have come. */
function composeChallenges(
  platform: Platform,
  { activities, runsJobs }: { readonly activities: ActivitiesSlice; readonly runsJobs: boolean },
): readonly Slice[] {
  const { recorder, revisions } = activities;
  const slice = createChallengesSlice(platform);
  const { challenges } = slice;
  return [slice, createChallengeProgressSlice(platform, { challenges, recorder, revisions, runsJobs })];
}

/** Badges and levels as admins write them, who holds them, and the credentials that people make of them. */
function composeBadges(
  platform: Platform,
  { environment, ambassadors }: { readonly environment: Environment; readonly ambassadors: AmbassadorLoader },
): readonly Slice[] {
  const slice = createBadgesSlice(platform);
  const awards = createBadgeAwardsSlice(platform, { ambassadors, runsJobs: environment.RUN_JOBS });
  const credentials = createCredentialsSlice(platform, {
    awards: awards.awards,
    keys: environment.CREDENTIAL_KEYS,
    base: environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`,
  });
  return [slice, awards, credentials];
}

/** Segments, what people say about tandems, the search for tandems, their life and their stories. */
function composeTandems(
  platform: Platform,
  others: {
    readonly programmes: ProgrammesSlice;
    readonly ambassadors: AmbassadorsSlice;
    readonly activities: ActivitiesSlice;
    readonly tandemMembership: TandemMembership;
    readonly assessor: SegmentsAssessor;
  },
): readonly Slice[] {
  const { programmes, ambassadors, activities, tandemMembership, assessor } = others;
  const listeners = [tandemMembership];
  return [
    createSegmentsSlice(platform, { programmes: programmes.directory, assessor, listeners }),
    createTandemPreferencesSlice(platform, { ambassadors, listeners }),
    createTandemsSlice(platform, { ambassadors }),
    createTandemRunsSlice(platform, { programmes: programmes.directory, ambassadors: ambassadors.loader }),
    createTandemStoriesSlice(platform, { recorder: activities.recorder }),
  ];
}
