import type { Instant } from '../calendar/instants.ts';
import { isActionOpen } from '../case/schema/actions.ts';
import type { CaseState } from '../case/state.ts';
import { isLive } from '../clocks/schema.ts';
import type { Recipient } from '../shared/recipient.ts';
import { findPlan, isWorker } from './grounds.ts';
import type { MessageKind } from './kinds.ts';
import type { Message, MessageOf } from './messages.ts';
import type { GateMeeting } from './views.ts';

type OfCase<Params> = (params: Params, to: Recipient, state: CaseState, clock: string | undefined) => boolean;

const reminderHolds: OfCase<MessageOf<'reminder'>['params']> = (params, to, state, clock) =>
  clockRuns(state, clock) && stillOwns(state, params.subject, to);

/** For each kind that can be overtaken, when it still holds. A kind that is not here always does. */
const caseTruths: { [Kind in MessageKind]?: OfCase<MessageOf<Kind>['params']> } = {
  reminder: reminderHolds,
  escalation: reminderHolds,
  // That an action was cancelled, or given to somebody else, stays true; so who held it hears it.
  action_assigned: ({ actionId, why }, to, state) =>
    why === 'cancelled' ||
    why === 'answered' ||
    (why === 'taken' ? !ownsNow(state, actionId, to) : stillOwns(state, actionId, to)),
  lead_offered({ offerId }, _to, state) {
    const offer = state.lead.offers.find((o) => o.offerId === offerId);
    return offer === undefined || offer.status === 'offered';
  },
  plan_copy: (params, to, state) => !hasNewerCopy(state, to, params),
  closure_notice: (_params, _to, { phase }) => phase === 'closed_watch' || phase === 'closed',
  watch_lapse: (_params, _to, { phase }) => phase === 'closed_watch',
  task_assigned({ taskId, task }, _to, state) {
    const found = state.tasks.find((t) => t.taskId === (taskId ?? task));
    return found === undefined || found.status === 'open';
  },
};

/**
 * Whether what a message says of a case is still so when it is sent. What is no longer true is not sent and
 * asks nothing of anybody; where somebody must still be told, another message exists or the gate stops this
 * one for a reason with a task.
 */
export function isStillTrueOfCase<Kind extends MessageKind>(
  message: { [K in Kind]: { kind: K; params: MessageOf<K>['params'] } }[Kind],
  to: Recipient,
  state: CaseState,
  clock: string | undefined,
): boolean {
  return caseTruths[message.kind]?.(message.params, to, state, clock) ?? true;
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

const ownsNow = (state: CaseState, actionId: string, to: Recipient): boolean =>
  state.actions.some((action) => action.actionId === actionId && isWorker(to, action.owner));

function hasNewerCopy(state: CaseState, to: Recipient, params: MessageOf<'plan_copy'>['params']): boolean {
  const plan = findPlan(state, params);
  return state.planCopies.some((copy) => {
    if (!plan || !isWorker(to, copy.to) || copy.status === 'failed' || copy.status === 'stopped')
      return false;
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
  const mine = meeting.invited.filter((invited) => isInvited(invited, to));
  const off = meeting.status === 'cancelled' || meeting.status === 'not_quorate';
  if (message.kind === 'meeting_cancelled') {
    // Or the recipient is no longer wanted, so that nobody comes for nothing.
    return off || (mine.length > 0 && mine.every((i) => i.withdrawn === true));
  }
  if (off) return false;
  const toCome = meeting.status === 'scheduled' && now < meeting.startsAt;
  if (message.kind === 'agenda') return toCome;
  if (message.kind === 'invitation' || message.kind === 'meeting_changed') {
    return toCome && message.params.startsAt === meeting.startsAt;
  }
  // Also after the meeting: who holds an action must endorse before the copy goes (S0-31).
  if (message.kind === 'declaration_request') return !meeting.endorsed.some((e) => isWorker(to, e.worker));
  if (message.kind === 'return_request') {
    if (message.params.question !== undefined) return true;
    const answered = mine.flatMap((i) => i.answeredFor);
    return toCome && (caseIds.length === 0 || caseIds.some((id) => !answered.includes(id)));
  }
  return true;
}

/**
 * An invitation to a person is that person's; any post of the agency stands for the agency's invitations, and
 * one to a post is for whichever representative takes it up.
 */
export const isInvited = (invited: GateMeeting['invited'][number], to: Recipient): boolean =>
  invited.agencyId === to.agencyId &&
  (to.representativeId === undefined ||
    invited.representativeId === undefined ||
    invited.representativeId === to.representativeId);
