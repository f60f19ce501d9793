import type { CaseCommand } from '../../command.ts';
import { issuePlan } from './issue-plan.ts';
import { addAddendum, endorsementReceived, endorsementWithdrawn, recordNoPlan } from './other-papers.ts';
import { recordPlan } from './record-plan.ts';

export const planCommands: readonly CaseCommand[] = [
  recordPlan,
  issuePlan,
  addAddendum,
  recordNoPlan,
  endorsementReceived,
  endorsementWithdrawn,
];
