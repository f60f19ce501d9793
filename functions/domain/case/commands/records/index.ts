import type { CaseCommand } from '../../command.ts';
import { acknowledgeRecord } from './acknowledge-record.ts';
import { recordAlert, withdrawAlert } from './alerts.ts';
import { completeTask } from './complete-task.ts';
import { recordOwnAgencyFeedback } from './own-agency.ts';
import { recordContact } from './record-contact.ts';
import { recordServiceGap, recordStaffSupportNeed } from './staff-and-gaps.ts';

/** What is learnt, done and answered between meetings. */
export const recordsCommands: readonly CaseCommand[] = [
  recordContact,
  acknowledgeRecord,
  recordStaffSupportNeed,
  recordServiceGap,
  recordAlert,
  withdrawAlert,
  completeTask,
  recordOwnAgencyFeedback,
];
