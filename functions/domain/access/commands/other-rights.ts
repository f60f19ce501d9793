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
} from './right.ts';

/** Chair, minute taker, who scheduled it and who leads a case of it, in person; when they are ill, their manager. */
const runningMeeting = [
  'lead',
  'chair',
  'minute_taker',
  'convenor',
  'convening_team',
  'runs_for_agency',
] as const;
const byMeeting = by(...runningMeeting);
/** Its own workers answer for an agency, or who runs the meeting records what they said. */
const byInvited = by('invited', 'proxy', 'invited_agency', ...runningMeeting);

/** Who may give each command of a meeting. */
export const meetingRights: CommandRights = {
  // Asked of each case that it is to hear, for chairing one opens it; a meeting without a case opens nothing.
  scheduleMeeting: by(...running, 'own_worker'),
  rescheduleMeeting: byMeeting,
  cancelMeeting: byMeeting,
  addCase: byMeeting,
  removeCase: bySystem,
  deferCase: byMeeting,
  caseChanged: bySystem,
  inviteAgency: bySystem,
  withdrawAgency: bySystem,
  replyToInvitation: byInvited,
  submitWrittenReturn: byInvited,
  nothingKnown: byInvited,
  declineToShare: byInvited,
  recordSpokenReturn: byMeeting,
  askMoreOfReturn: byMeeting,
  answerQuestion: byInvited,
  endorseConfidentiality: byInvited,
  refuseConfidentiality: byInvited,
  requestEndorsement: bySystem,
  issueAgenda: byMeeting,
  recordDiscussion: byMeeting,
  chaseReturns: bySystem,
  chaseReplies: bySystem,
  chaseDeclarations: bySystem,
  notifyChair: bySystem,
  recordAttendance: byMeeting,
  recordNotQuorate: byMeeting,
  messageOutcome: bySystem,
  commandRefused: bySystem,
  completeTask: by('task', 'task_agency', ...runningMeeting),
};

const byAdministrator: CommandRight = { relations: [], roles: ['administrator'] };
const byManager: CommandRight = { relations: ['own_manager'], roles: ['administrator'] };

/** The convening team may be one of the two who verify an address, for an agency of one manager. */
const bySecond: CommandRight = { ...byManager, relations: ['own_manager', 'convening_team'] };

/**
 * Who may give each command of an agency in the directory. Agreements are a basis for sharing, so no agency
 * records its own.
 */
export const agencyRights: CommandRights = {
  createAgency: byAdministrator,
  addRepresentative: byManager,
  removeRepresentative: byManager,
  nameDelegate: { ...byManager, relations: ['own_manager', 'own_worker'] },
  verifyAddress: bySecond,
  withdrawAddress: bySecond,
  addressHealth: bySystem,
  setPost: byManager,
  recordAgreement: byAdministrator,
  endAgreement: byAdministrator,
  recordLocality: byManager,
  setNamedContactOnly: byManager,
  messageOutcome: bySystem,
  commandRefused: bySystem,
  completeTask: { ...byManager, relations: ['own_manager', 'task', 'task_agency'] },
};

const byPart = by(...partaking);
const byDuty = by(...dutiful);
const bySystems: CommandRight = { ...by(...everPartaking), roles: ['intake_system'] };

/** The convening team, also where a person is in no case yet; the domain asks for the agency that was asked. */
const deciding: CommandRight = {
  ...by('task', 'triage', 'convenor', 'convening_team'),
  roles: ['coordinator'],
  overContent: true,
};

/** Who may give each command of a person's record, always in a case that the person is in. */
export const personRights: CommandRights = {
  createPerson: { ...byAnyWorker, roles: ['intake_system'] },
  correctIdentity: byDuty,
  recordCulturalNeeds: byDuty,
  recordSafeContact: byDuty,
  placeFlag: byPart,
  withdrawFlag: byDuty,
  recordOrder: bySystems,
  recordOrderStage: bySystems,
  recordBreach: bySystems,
  recordCustody: bySystems,
  recordProgram: byPart,
  designateSerial: byPart,
  joinCase: bySystem,
  leaveCase: bySystem,
  markDeceased: bySystem,
  // Who is one person and who is two is for the convening team, which sees the possible matches.
  linkPossibleMatch: { ...by('triage', 'convenor', 'convening_team'), overContent: true },
  suggestMatches: bySystem,
  confirmMatch: deciding,
  dismissMatch: deciding,
  unlinkMatch: bySystem,
  splitPerson: { ...by(...running), overContent: true },
  messageOutcome: bySystem,
  commandRefused: bySystem,
  completeTask: by('task', 'task_agency', ...running),
};
