import type { CaseCommand, CaseCreation } from '../../command.ts';
import { acceptReferral } from './accept-referral.ts';
import { callMeeting } from './call-meeting.ts';
import { recordCallNotCarriedOut } from './call-not-carried-out.ts';
import { saveDraft, submitDraft, updateDraft } from './drafts.ts';
import { endorseForCase } from './endorse-for-case.ts';
import { provideInformation, reRefer } from './more-information.ts';
import { refer } from './refer.ts';
import { selfRefer } from './self-refer.ts';
import { askForMoreInformation, declineReferral, notEscalated, redirectReferral } from './triage.ts';
import { askTriageReview, decideTriageReview } from './triage-review.ts';

export const referralCommands: readonly CaseCommand[] = [
  updateDraft,
  submitDraft,
  acceptReferral,
  declineReferral,
  redirectReferral,
  notEscalated,
  askForMoreInformation,
  provideInformation,
  askTriageReview,
  decideTriageReview,
  reRefer,
  recordCallNotCarriedOut,
  endorseForCase,
];

export const caseCreations: readonly CaseCreation[] = [callMeeting, refer, selfRefer, saveDraft];
