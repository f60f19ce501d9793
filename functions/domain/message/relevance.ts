import type { Instant } from '../calendar/instants.ts';
import { isActionOpen } from '../case/schema/actions.ts';
import type { CaseState } from '../case/state.ts';
import { isLive } from '../clocks/schema.ts';
import type { Recipient } from '../shared/recipient.ts';
import { findPlan, isWorker } from './grounds.ts';
import type { Message, MessageOf } from './messages.ts';
import type { GateMeeting } from './views.ts';

/**
 * Whether what a message says of a case is still so when it is sent. What is no longer true is not sent and
 * asks nothing of anybody; where somebody must still be told, another message exists or the gate stops this
 * one for a reason with a task.
 */
export function isStillTrueOfCase(
  message: Message,
  to: Recipient,
  state: CaseState,
  clock: string | undefined,
): boolean {
  switch (message.kind) {
    case 'reminder':
    case 'escalation':
      return clockRuns(state, clock) && stillOwns(state, message.params.subject, to);
    case 'action_assigned':
      return stillOwns(state, message.params.actionId, to);
    case 'lead_offered': {
      const offer = state.lead.offers.find((o) => o.offerId === message.params.offerId);
      return offer === undefined || offer.status === 'offered';
    }
    case 'plan_copy':
      return !hasNewerCopy(state, to, message.params);
    case 'closure_notice':
    case 'watch_lapse':
      return (
        state.phase === 'closed_watch' || (state.phase === 'closed' && message.kind === 'closure_notice')
      );
    case 'task_assigned': {
      const task = state.tasks.find((t) => t.taskId === message.params.taskId);
      return task === undefined || task.status === 'open';
    }
    default:
      return true;
  }
}

function clockRuns(state: CaseState, clock: string | undefined): boolean {
  const known = state.clocks.find((c) => c.clockId === clock?.split(':')[0]);
  return known === undefined || isLive(known);
}

/** An action that has ended, or has gone from this recipient to another, asks nothing of them any more. */
function stillOwns(state: CaseState, actionId: string | undefined, to: Recipient): boolean {
  const action = state.actions.find((a) => a.actionId === actionId);
  if (!action) return true;
  if (!isActionOpen(action)) return false;
  return isWorker(to, action.owner) || !action.handOns.some((h) => isWorker(to, h.from));
}

function hasNewerCopy(state: CaseState, to: Recipient, params: MessageOf<'plan_copy'>['params']): boolean {
  const plan = findPlan(state, params);
  return state.planCopies.some((copy) => {
    if (!plan || !isWorker(to, copy.to)) return false;
    const other = findPlan(state, copy);
    return other?.kind === plan.kind && other.issuedAt !== undefined && isNewer(other, plan);
  });
}

const isNewer = (a: { version: number; recordedAt: string }, b: { version: number; recordedAt: string }) =>
  a.recordedAt === b.recordedAt ? a.version > b.version : a.recordedAt > b.recordedAt;

/** Whether what a mail about a meeting says is still so: it stands, at that time, and the answer is still out. */
export function isStillTrueOfMeeting(
  message: Message,
  to: Recipient,
  meeting: GateMeeting,
  caseIds: readonly string[],
  now: Instant,
): boolean {
  if (message.kind === 'meeting_cancelled') return meeting.status === 'cancelled';
  if (!('startsAt' in message.params)) return meeting.status !== 'cancelled';
  const stands = meeting.status === 'scheduled' && now < meeting.startsAt;
  if (!stands || message.params.startsAt !== meeting.startsAt) return false;
  if (message.kind === 'declaration_request') return !meeting.endorsed.some((e) => isWorker(to, e.worker));
  if (message.kind === 'return_request') {
    const answered = meeting.invited.find((i) => isInvited(i, to))?.answeredFor ?? [];
    return caseIds.length === 0 || caseIds.some((id) => !answered.includes(id));
  }
  return true;
}

/** An invitation to a person is that person's; one to an agency that has named nobody is its posts'. */
export const isInvited = (invited: GateMeeting['invited'][number], to: Recipient): boolean =>
  invited.agencyId === to.agencyId &&
  (to.representativeId === undefined
    ? invited.representativeId === undefined || to.post !== undefined
    : invited.representativeId === to.representativeId);
