import type { Recipient } from '../../../../functions/domain/shared/recipient.ts';
import { type CaseUnderTest, workers } from '../fixtures.ts';

export const system = { by: 'system' } as const;

/** What became of a reminder to the police. */
export const outcome = (overrides: Record<string, unknown> = {}) => ({
  messageId: 'msg-0001',
  kind: 'reminder',
  to: workers.police as Recipient,
  outcome: 'bounced',
  params: { rule: 'action.due', rung: 'T-2' },
  ...overrides,
});
export const contact: Recipient = { agencyId: workers.police.agencyId, post: 'escalation_contact' };

/** Calls that somebody is to make. */
export const telephone = (c: CaseUnderTest) =>
  c.case.tasks.filter((task) => task.status === 'open' && task.code.startsWith('telephone'));
