import type { CaseCommand, CaseCreation } from '../../command.ts';
import { acceptReferral } from './accept-referral.ts';
import { callMeeting } from './call-meeting.ts';
import { refer } from './refer.ts';

export const referralCommands: readonly CaseCommand[] = [acceptReferral];

export const caseCreations: readonly CaseCreation[] = [callMeeting, refer];
