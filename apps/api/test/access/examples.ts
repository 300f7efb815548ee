import { frozenDay, type SceneIds } from './scene.ts';

/** Arguments for one call of a field; `towards` is the type that the call is to reach, where it is on the way to one. */
export type Example = (ids: SceneIds, towards?: string) => Readonly<Record<string, unknown>>;

const input =
  (make: (ids: SceneIds) => Readonly<Record<string, unknown>>): Example =>
  (ids) => ({ input: make(ids) });

const activityReport = { externalId: 'x', kind: 'POST', channel: 'BLOG', occurredAt: '2026-01-01T00:00:00.000Z' };

/** Boards of the scene that hold what not every board has. */
const boardsThatLeadTo: Readonly<Record<string, object>> = {
  GroupStanding: { scope: 'DEPARTMENT', measure: 'POINTS_PER_ACTIVE_MEMBER' },
  BoardGroup: { scope: 'DEPARTMENT', measure: 'POINTS_PER_ACTIVE_MEMBER' },
  FinalStanding: { period: 'DAY', periodStart: frozenDay },
  PersonalBest: { period: 'MONTH' },
};

/**
 * Example arguments of every field that requires some. With ids of the scene an insider could succeed; with unknown ids nobody can,
 * so that who is allowed can be asked without changing the scene. Inputs that name nothing are invalid for the same reason.
 */
export const examples: Readonly<Record<string, Example>> = {
  'Query.programme': ({ programmeKey }) => ({ key: programmeKey }),
  'Query.ambassador': ({ ambassador }) => ({ id: ambassador }),
  'Query.leaderboard': ({ programme }, towards) => ({ board: { programme, ...boardsThatLeadTo[towards ?? ''] } }),
  'Query.myStanding': ({ programme }, towards) => ({ board: { programme, ...boardsThatLeadTo[towards ?? ''] } }),
  'Subscription.pointsGranted': ({ programme }) => ({ programme }),
  'Subscription.myStandingUpdated': ({ programme }) => ({ board: { programme } }),
  'Query.wallBoard': ({ wallBoardToken }) => ({ token: wallBoardToken }),
  'Query.activity': ({ activity }) => ({ id: activity }),
  'Query.ruleSet': ({ ruleSet }) => ({ id: ruleSet }),
  'Query.ruleSetDifference': ({ ruleSet, ruleDraft }) => ({ from: ruleSet, to: ruleDraft }),
  'Query.ruleSetValidation': () => ({ rules: { rules: [{}] } }),
  'Query.rescoring': ({ rescoring }) => ({ id: rescoring }),
  'Query.ruleSimulation': ({ ruleSimulation }) => ({ id: ruleSimulation }),
  'Query.importRun': ({ importRun }) => ({ id: importRun }),
  'Mutation.createProgramme': input(() => ({
    key: 'No Key',
    name: '',
    timeZone: 'Europe/Berlin',
    language: 'GERMAN',
    hashtags: [],
  })),
  'Mutation.updateProgramme': input(({ programme }) => ({ id: programme, version: 1, name: 'Taken over' })),
  'Mutation.createSeason': input(({ programme }) => ({ programme, name: 'New', startsOn: '1999-01-01', endsOn: '1999-02-01' })),
  'Mutation.createCampaign': input(({ programme }) => ({ programme, key: 'new', name: 'New' })),
  'Mutation.createDepartment': input(({ programme }) => ({ programme, key: 'new', name: 'New' })),
  'Mutation.updateDepartment': input(({ department }) => ({ id: department, name: 'Renamed' })),
  'Mutation.grantRole': input(({ programme }) => ({ programme, subject: 'stranger', role: 'ADMIN' })),
  'Mutation.revokeRole': input(({ programme, roleHolder }) => ({ programme, roleHolder })),
  'Mutation.issueApiToken': input(({ programme }) => ({
    programme,
    name: 'x',
    scopes: ['POINTS_READ'],
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  })),
  'Mutation.revokeApiToken': input(({ apiToken }) => ({ id: apiToken })),
  'Mutation.issueWallBoardLink': input(({ programme }) => ({ programme, label: '' })),
  'Mutation.revokeWallBoardLink': input(({ wallBoardLink }) => ({ id: wallBoardLink })),
  'Mutation.eraseAmbassador': input(({ ambassador }) => ({ ambassador })),
  'Mutation.createTeam': input(({ programme }) => ({ programme, name: '' })),
  'Mutation.updateTeam': input(({ team }) => ({ id: team, name: 'Renamed' })),
  'Mutation.archiveTeam': input(({ team }) => ({ id: team })),
  'Mutation.assignTeam': input(({ ambassador }) => ({ ambassador, team: null })),
  'Mutation.updateBoards': input(({ programme }) => ({
    programme,
    boards: [{ scope: 'TANDEM', period: 'DAY', measure: 'POINTS' }],
  })),
  'Mutation.joinProgramme': input(({ programme }) => ({ programme, displayName: 'X', consentVersion: 'never shown' })),
  'Mutation.enrolTestAmbassadors': input(({ programme }) => ({
    programme,
    ambassadors: [{ externalReference: 'x', name: 'X' }],
  })),
  'Mutation.leaveProgramme': input(({ ambassador }) => ({ ambassador })),
  'Mutation.pauseParticipation': input(({ ambassador }) => ({ ambassador })),
  'Mutation.resumeParticipation': input(({ ambassador }) => ({ ambassador })),
  'Mutation.changeVisibility': input(({ ambassador }) => ({ ambassador, visibility: 'HIDDEN' })),
  'Mutation.giveConsent': input(({ ambassador }) => ({ ambassador, kind: 'POSTING_SIGNALS', version: '1' })),
  'Mutation.withdrawConsent': input(({ ambassador }) => ({ ambassador, kind: 'POSTING_SIGNALS' })),
  'Mutation.updateAmbassador': input(({ ambassador }) => ({ ambassador, displayName: 'Renamed' })),
  'Mutation.addSocialProfile': input(({ ambassador }) => ({ ambassador, channel: 'BLOG', handle: 'x' })),
  'Mutation.removeSocialProfile': input(({ socialProfile }) => ({ socialProfile })),
  'Mutation.draftRuleSet': input(({ programme }) => ({ programme, name: 'x', preset: 'BALANCED' })),
  'Mutation.updateRuleSetDraft': input(({ ruleDraft }) => ({ id: ruleDraft, revision: 1, name: 'x' })),
  'Mutation.discardRuleSetDraft': input(({ ruleDraft }) => ({ id: ruleDraft, revision: 1 })),
  'Mutation.scheduleRuleSet': input(({ ruleSet }) => ({ id: ruleSet, revision: 1 })),
  'Mutation.unscheduleRuleSet': input(({ ruleSet }) => ({ id: ruleSet, revision: 1 })),
  'Mutation.startRuleSimulation': input(({ ruleSet }) => ({ ruleSet, weeks: 1 })),
  'Mutation.previewRescoring': input(({ ruleSet }) => ({ ruleSet, from: '2026-01-01T00:00:00.000Z' })),
  'Mutation.startRescoring': input(({ rescoring }) => ({ preview: rescoring, reason: 'x' })),
  'Mutation.cancelRescoring': input(({ rescoring }) => ({ id: rescoring })),
  'Mutation.cancelRuleSimulation': input(({ ruleSimulation }) => ({ id: ruleSimulation })),
  'Mutation.recordActivity': input(({ programme }) => ({ programme, activity: activityReport })),
  'Mutation.recordActivities': input(({ programme, ambassador }) => ({
    programme,
    source: 'x',
    activities: [{ ...activityReport, ambassador }],
  })),
  'Mutation.recordEngagement': input(({ programme }) => ({
    programme,
    source: 'x',
    readings: [{ externalId: 'x', readAt: '2026-01-02T00:00:00.000Z' }],
  })),
  'Mutation.withdrawActivity': input(({ activity }) => ({ activity, reason: 'x' })),
  'Mutation.runJob': input(() => ({ name: 'unknown' })),
  'Mutation.reviveJob': input(() => ({ name: 'unknown' })),
  'Mutation.rejectActivity': input(({ activity }) => ({ activity, reason: 'x' })),
  'Mutation.correctActivity': input(({ programme }) => ({ programme, source: 'x', activity: activityReport, reason: 'x' })),
  'Mutation.reverseLedgerEntry': input(({ ledgerEntry }) => ({ entry: ledgerEntry, reason: 'x' })),
  'Mutation.cancelImport': input(({ importRun }) => ({ id: importRun })),
  'Query.challenge': ({ challenge, departmentChallenge, personChallenge }, towards) => {
    if (towards === 'DepartmentInChallenge') return { id: departmentChallenge };
    return { id: towards === 'ChallengeSummary' ? personChallenge : challenge };
  },
  'Mutation.draftChallenge': input(({ programme }) => ({ programme, opensOn: '2026-01-05' })),
  'Mutation.updateChallenge': input(({ challenge }) => ({ id: challenge, revision: 1 })),
  'Mutation.discardChallenge': input(({ challenge }) => ({ id: challenge, revision: 1 })),
  'Mutation.scheduleChallenge': input(({ challenge }) => ({ id: challenge, revision: 1 })),
  'Mutation.unscheduleChallenge': input(({ challenge }) => ({ id: challenge, revision: 1 })),
  'Mutation.cancelChallenge': input(({ challenge }) => ({ id: challenge, reason: 'x' })),
  'Mutation.inviteToChallenge': input(({ challenge, ambassador }) => ({ id: challenge, ambassadors: [ambassador] })),
  'Mutation.enterChallenge': input(({ challenge }) => ({ id: challenge })),
  'Mutation.leaveChallenge': input(({ challenge }) => ({ id: challenge })),
  'Subscription.challengeUpdated': ({ challenge }) => ({ id: challenge }),
  'Programme.challengePreview': () => ({ template: 'FIRST_POST', opensOn: '2026-01-05', closesOn: '2026-01-11' }),
  'Query.tandem': ({ tandem }) => ({ id: tandem }),
  'Query.tandemRun': ({ tandemRun }) => ({ id: tandemRun }),
  'TandemRun.comparison': ({ otherTandemRun }) => ({ with: otherTandemRun }),
  'Mutation.declareSegment': input(({ ambassador }) => ({ ambassador, segment: 'STEADY' })),
  'Mutation.recordIntentSignal': input(({ ambassador }) => ({
    ambassador,
    kind: 'DRAFT',
    externalId: 'x',
    occurredAt: '2026-01-01T00:00:00.000Z',
  })),
  'Mutation.assessSegments': input(({ programme }) => ({ programme })),
  'Mutation.updateTandemPreferences': input(({ ambassador }) => ({ ambassador, capacity: 5 })),
  'Mutation.declareWishes': input(({ ambassador }) => ({ ambassador, wishes: [] })),
  'Mutation.snoozeTandems': input(({ ambassador }) => ({ ambassador, until: '2999-01-01' })),
  'Mutation.draftTandemRun': input(({ programme }) => ({ programme, name: 'x' })),
  'Mutation.updateTandemRun': input(({ tandemRun }) => ({ run: tandemRun, name: 'x' })),
  'Mutation.startTandemRun': input(({ tandemRun }) => ({ run: tandemRun })),
  'Mutation.cancelTandemRun': input(({ tandemRun }) => ({ run: tandemRun })),
  'Mutation.discardTandemRun': input(({ tandemRun }) => ({ run: tandemRun })),
  'Mutation.releaseTandemRun': input(({ tandemRun }) => ({ run: tandemRun })),
  'Mutation.lockTandemProposal': input(({ tandemRun, ambassador }) => ({
    run: tandemRun,
    hesitant: ambassador,
    frequent: ambassador,
  })),
  'Mutation.unlockTandemProposal': input(({ tandemRun, ambassador }) => ({ run: tandemRun, hesitant: ambassador })),
  'Mutation.swapTandemProposals': input(({ tandemProposal, otherTandemProposal }) => ({
    first: tandemProposal,
    second: otherTandemProposal,
  })),
  'Mutation.acceptTandem': input(({ tandem }) => ({ tandem })),
  'Mutation.declineTandem': input(({ tandem }) => ({ tandem })),
  'Mutation.beginTandem': input(({ tandem }) => ({ tandem })),
  'Mutation.completeTandem': input(({ tandem }) => ({ tandem })),
  'Mutation.endTandem': input(({ tandem }) => ({ tandem, reason: 'NO_TIME' })),
  'Mutation.checkInTandem': input(({ tandem }) => ({ tandem, mood: 'STUCK' })),
  'Mutation.giveTandemFeedback': input(({ tandem }) => ({ tandem, fit: 1 })),
  'Mutation.tellStory': input(({ tandem, activity }) => ({ tandem, title: 'x', activities: [activity] })),
  'Mutation.confirmStory': input(({ story }) => ({ story })),
  'Mutation.takeBackStory': input(({ story }) => ({ story })),
  'Subscription.tandemUpdated': ({ programme }) => ({ programme }),
  'Subscription.tandemRunProgressed': ({ tandemRun }) => ({ id: tandemRun }),
  'Subscription.wallBoardUpdated': ({ wallBoardToken }) => ({ token: wallBoardToken }),
  'Subscription.leaderboardUpdated': ({ programme }) => ({ board: { programme } }),
  'Subscription.rescoringUpdated': ({ rescoring }) => ({ id: rescoring }),
  'Subscription.ruleSimulationUpdated': ({ ruleSimulation }) => ({ id: ruleSimulation }),
  'Subscription.importProgressed': ({ importRun }) => ({ id: importRun }),
};

/** Fields that are open to whoever asks although a stranger is nobody in the programme: joining is for who is not inside yet. */
export const openToOutsiders: readonly string[] = ['Mutation.joinProgramme', 'Mutation.createProgramme'];
