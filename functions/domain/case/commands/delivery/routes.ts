import type { MessageKind } from '../../../message/kinds.ts';
import { needsTask, type StopReason, stopReasons } from '../../../message/reasons.ts';
import { type Recipient, recipientKey } from '../../../shared/recipient.ts';

/**
 * Kinds that only the one recipient may get, because of a ground or an answer that is the recipient's own:
 * nobody else of the agency is written to instead, a person telephones (guards c and d).
 */
const personal: readonly MessageKind[] = [
  'plan_copy',
  'agenda',
  'declaration_request',
  'correction_notice',
  'lead_offered',
  'victim_liaison',
  'link_code',
];

/** Kinds that cannot wait for a second mail to fail. */
const pressing: readonly MessageKind[] = ['escalation', 'plan_copy', 'correction_notice', 'break_glass'];

export type Route = 'next_contact' | 'task' | 'next_contact_and_task';

/**
 * Who is to hear instead. A message that the gate stopped is never sent to another on its own account: why it
 * was stopped may hold for the whole agency. A post above the representative is the last to be written to.
 */
export function routeOf(
  message: { kind: MessageKind; to: Recipient; outcome: string },
  urgent: boolean,
): Route {
  if (message.outcome === 'stopped' || personal.includes(message.kind)) return 'task';
  if (message.to.post !== undefined && message.to.post !== 'mailbox') return 'task';
  return urgent ? 'next_contact_and_task' : 'next_contact';
}

/** Whether a message presses, by its kind, the priority of its action or the urgency of the case. */
export function isPressing(
  message: { kind: MessageKind; params: Readonly<Record<string, unknown>> },
  urgency: string,
): boolean {
  const { priority } = message.params;
  return (
    urgency !== 'standard' ||
    pressing.includes(message.kind) ||
    priority === 'immediate' ||
    priority === 'urgent'
  );
}

export const asStopReasons = (reasons: readonly string[]): StopReason[] =>
  stopReasons.filter((known) => reasons.includes(known));

/** Reasons that hold for every recipient of an agency alike: one call settles them all. */
const ofAgency: readonly StopReason[] = [
  'no_lead',
  'no_agency_basis',
  'no_case_basis',
  'withdrawal_undecided',
  'held_misidentification',
  'held_death',
  'case_closed',
];

/**
 * What a call is about, so that one call stands for all it settles: whatever stops a whole agency, one call for
 * the agency and the cause; else what presses has one for each recipient and clock, or message without a clock,
 * and the rest one for each recipient.
 */
export function callSubject(
  {
    messageId,
    to,
    reasons,
    clock,
  }: { messageId: string; to: Recipient; reasons: readonly string[]; clock?: string | undefined },
  urgent: boolean,
): string {
  const causes = asStopReasons(reasons);
  if (causes.length > 0 && causes.length === reasons.length && causes.every((r) => ofAgency.includes(r)))
    return [to.agencyId, ...causes].join(':');
  if (!urgent) return recipientKey(to);
  return clock === undefined ? messageId : `${clock.split(':')[0]}:${recipientKey(to)}`;
}

/** Stopped only because what it said is no longer so: nobody has to act. An unknown reason is never taken for that. */
export const isMoot = (outcome: string, reasons: readonly string[]): boolean => {
  const known = asStopReasons(reasons);
  return (
    outcome === 'stopped' &&
    known.length > 0 &&
    known.length === reasons.length &&
    !known.some((reason) => needsTask(reason))
  );
};
