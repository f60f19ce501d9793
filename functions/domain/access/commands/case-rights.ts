import {
  by,
  byAnyWorker,
  bySystem,
  type CommandRight,
  type CommandRights,
  dutiful,
  everPartaking,
  partaking,
  running,
  triaging,
} from './right.ts';

const byRunning = by(...running);
const byDuty = by(...dutiful);
const byTriage = by(...triaging);
const byPart = by(...partaking);
const byFormer = by(...everPartaking);
const byOwner = by('has_action', 'owner_agency');
const byOwnerOrRunning = by('has_action', 'owner_agency', ...running);
const byCaller = by('caller', 'caller_agency');
const byLead = by('lead', 'interim_lead', 'convening_lead', 'lead_agency');
const fromSystems: CommandRight = { ...byAnyWorker, roles: ['intake_system'] };

/** Who may give each command of a case. */
export const caseRights: CommandRights = {
  // Into the system: any worker refers, and a system may do it for its agency.
  callMeeting: byAnyWorker,
  refer: fromSystems,
  selfRefer: byAnyWorker,
  saveDraft: fromSystems,
  reRefer: fromSystems,
  reportIncident: { ...fromSystems, excludedToo: true },
  declareConflict: { ...byAnyWorker, excludedToo: true },
  // Taking the lead opens everything: to know of a case is not enough, also at night (S3-46).
  startInterimLead: by(...running, 'after_hours', 'on_duty'),
  // The convening team of what others call; the command asks for its agency.
  acceptConvening: by('task', 'convening_team'),
  // Not any worker: who has learnt an id could read her address first and be asked afterwards (docs/adr/0026).
  breakGlass: { ...byFormer, roles: ['auditor'], inEmergency: true },

  // Referral and triage.
  updateDraft: byCaller,
  submitDraft: byCaller,
  acceptReferral: { ...byTriage, overContent: true },
  declineReferral: byTriage,
  redirectReferral: byTriage,
  notEscalated: byTriage,
  askForMoreInformation: byTriage,
  provideInformation: byFormer,
  askTriageReview: byFormer,
  decideTriageReview: by(...triaging, 'region', 'chair'),
  recordCallNotCarriedOut: byRunning,
  endorseForCase: byPart,

  // The family group and what is known of it.
  addMember: byPart,
  correctMember: byDuty,
  removeMember: byRunning,
  changeMemberRole: byDuty,
  recordRiskAssessment: byPart,
  contributeToAssessment: byPart,
  identifyRisk: byPart,
  recordNeed: byPart,
  meetNeed: byPart,
  liftConflict: { ...byRunning, overContent: true },
  reviewExclusion: { ...by('task', ...running), overContent: true },
  suspectMisidentification: byFormer,
  // Whoever was named to review it holds the task.
  confirmMisidentification: by('task', ...running),
  dismissMisidentification: by('task', ...running),
  confirmCorrection: byFormer,
  recordDeath: byFormer,
  reviewDeathHold: byRunning,
  recordJusticeFact: { ...byFormer, roles: ['intake_system'] },
  personChanged: bySystem,
  personSplit: bySystem,
  noteLookAlikes: bySystem,
  recordTrustedContact: byDuty,
  recordChildIntoCare: byFormer,
  markCase: byPart,

  // Consent and the basis.
  recordConsentAttempt: byDuty,
  recordSafeToAsk: byDuty,
  setSupportFlag: byDuty,
  recordSupportOffer: byDuty,
  recordSupportResult: byPart,
  recordCulturalSupport: byDuty,
  decideBasis: byRunning,
  withdrawConsent: byFormer,
  respectWithdrawal: byRunning,
  tellGoAhead: byDuty,

  // Meetings as the case knows them, and the agencies of the case.
  meetingScheduled: bySystem,
  meetingHadNoRoom: bySystem,
  meetingMoved: bySystem,
  meetingCancelled: bySystem,
  meetingNotQuorate: bySystem,
  meetingAnswers: bySystem,
  meetingHeld: bySystem,
  endorsementReceived: bySystem,
  endorsementWithdrawn: bySystem,
  proposeAgencies: by(...running, 'caller', 'caller_agency'),
  nameRepresentative: byPart,
  setParticipation: byRunning,
  removeAgency: byRunning,
  setSharingBasis: byRunning,
  agencyBasisFound: bySystem,
  determineSignificantRisk: byRunning,

  // The lead.
  nominateLead: byRunning,
  offerLead: byRunning,
  acceptLead: by('incoming_lead', 'offered_lead'),
  declineLead: by('incoming_lead', 'offered_lead'),
  recallLead: byRunning,
  handBackLead: byRunning,
  victimInformed: by('takes_part', ...running, 'member_agency'),

  // Plan and actions.
  recordPlan: byRunning,
  issuePlan: byRunning,
  addAddendum: byRunning,
  recordNoPlan: byRunning,
  addInterimAction: byPart,
  acceptAction: byOwner,
  declineAction: byOwner,
  counterAction: byOwner,
  answerCounter: byRunning,
  startAction: byOwner,
  giveFeedback: byOwnerOrRunning,
  handOnAction: byOwnerOrRunning,
  extendAction: byOwnerOrRunning,
  cancelAction: byRunning,
  closeAction: byOwnerOrRunning,
  acceptNotUndertaken: by('chair'),

  // Between meetings.
  recordContact: byFormer,
  acknowledgeRecord: byLead,
  recordStaffSupportNeed: byFormer,
  recordServiceGap: byFormer,
  recordAlert: byPart,
  withdrawAlert: byDuty,
  completeTask: by('task', 'task_agency', ...running),
  recordOwnAgencyFeedback: byFormer,
  pauseClock: byDuty,
  resumeClock: byDuty,
  acknowledgeReminder: byPart,
  reviewBreakGlass: { ...by('task', ...running), overContent: true },

  // Repeats, the follow-up and the end.
  decideIncident: byRunning,
  callFollowUp: byRunning,
  recordNoFollowUpNeeded: byRunning,
  postponeFollowUp: byRunning,
  closeCase: byRunning,
  overrideClose: byRunning,
  reopenCase: byRunning,
  confirmWatchEnd: byRunning,
  extendWatch: byRunning,
  linkCase: { ...byPart, roles: ['intake_system'] },
  startTransferOut: byRunning,
  recallTransferOut: byRunning,
  confirmTransferReceived: byRunning,
  withdrawInError: byRunning,
  placeLegalHold: byRunning,
  liftLegalHold: byRunning,
  continueShortTerm: byRunning,
  messageOutcome: bySystem,
  commandRefused: bySystem,

  // Upkeep: the rules that the case lives under.
  movePolicy: { ...by('convenor', 'convening_team'), roles: ['administrator'] },
};
