import type { MeetingCommand, MeetingCreation } from '../command.ts';
import { issueAgenda, recordDiscussion } from './agenda.ts';
import { recordAttendance, recordNotQuorate } from './attendance.ts';
import {
  addCase,
  caseChanged,
  deferCase,
  inviteAgency,
  removeCase,
  requestEndorsement,
  withdrawAgency,
} from './cases.ts';
import { cancelMeeting, rescheduleMeeting } from './change-meeting.ts';
import { chaseDeclarations, chaseReplies, chaseReturns, notifyChair } from './chase.ts';
import { endorseConfidentiality, refuseConfidentiality } from './confidentiality.ts';
import {
  answerQuestion,
  askMoreOfReturn,
  declineToShare,
  nothingKnown,
  recordSpokenReturn,
} from './other-returns.ts';
import { commandRefused, completeTask, messageOutcome } from './outcomes.ts';
import { replyToInvitation } from './reply-to-invitation.ts';
import { scheduleMeeting } from './schedule-meeting.ts';
import { submitWrittenReturn } from './submit-return.ts';

export const meetingCreations: readonly MeetingCreation[] = [scheduleMeeting];

/** Every command of an existing meeting. */
export const meetingCommands: readonly MeetingCommand[] = [
  rescheduleMeeting,
  cancelMeeting,
  addCase,
  removeCase,
  deferCase,
  caseChanged,
  inviteAgency,
  withdrawAgency,
  replyToInvitation,
  submitWrittenReturn,
  nothingKnown,
  declineToShare,
  recordSpokenReturn,
  askMoreOfReturn,
  answerQuestion,
  endorseConfidentiality,
  refuseConfidentiality,
  requestEndorsement,
  issueAgenda,
  recordDiscussion,
  chaseReturns,
  chaseReplies,
  chaseDeclarations,
  notifyChair,
  recordAttendance,
  recordNotQuorate,
  messageOutcome,
  commandRefused,
  completeTask,
];
