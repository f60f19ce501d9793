import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { messageKindSchema } from '../../../message/kinds.ts';
import { taskRecipient } from '../../../message/task-recipient.ts';
import { factSchema } from '../../../shared/event.ts';
import { idSchema } from '../../../shared/ids.ts';
import { type Recipient, recipientSchema } from '../../../shared/recipient.ts';
import { convenorRecipient, openChasedTask } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { phases } from '../../phases.ts';
import { isExcluded } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { endTasksThat } from '../../tasks.ts';
import { holdCopies } from '../plan/copies.ts';
import { markPlanCopy } from './plan-copies.ts';
import { asStopReasons, callSubject, isMoot, isPressing, type Route, routeOf } from './routes.ts';

const input = z.object({
  messageId: idSchema,
  kind: messageKindSchema,
  to: recipientSchema,
  outcome: z.enum(['bounced', 'complained', 'rejected', 'failed', 'not_confirmed', 'stopped', 'delivered']),
  reasons: z._default(z.array(z.string()), []),
  params: z._default(z.record(z.string(), factSchema), {}),
  clock: z.optional(z.string()),
});
type Told = z.infer<typeof input>;

/**
 * What became of a message of this case. One that did not arrive goes to the next contact of the agency, to a
 * person who telephones, or both; it is never dropped. One message (and reminder of a digest) is dealt with
 * once; only a hard failure after 'not confirmed' is dealt with again.
 */
export const messageOutcome = defineCaseCommand({
  name: 'messageOutcome',
  title: 'Deal with the fate of a message',
  duty: ['S0-30', 'S0-31', 'S0-38', 'judgement'],
  phases,
  by: 'system',
  input,
  decide(draft, told, context) {
    const copy = told.kind === 'plan_copy' ? markPlanCopy(draft, told, context) : undefined;
    if (told.outcome === 'delivered') return settle(draft, told, context);
    const known = draft.undelivered.find((entry) => isSame(entry, told));
    if (known && !(known.outcome === 'not_confirmed' && told.outcome !== 'not_confirmed')) return undefined;
    context.event('message.undelivered', {
      message: told.messageId,
      kind: told.kind,
      agency: told.to.agencyId,
      outcome: told.outcome,
      reasons: told.reasons,
    });
    context.did(`message.${told.outcome}`);
    if (isMoot(told.outcome, told.reasons)) return undefined;
    const urgent = isPressing(told, draft.urgency);
    const agencyExcluded = isExcluded(draft, { agencyId: told.to.agencyId });
    const next: Route = agencyExcluded || known ? 'task' : routeOf(told, urgent);
    if (next !== 'task') sendToNext(told, context);
    const held = copy === 'held_not_endorsed';
    const taskId = held || next === 'next_contact' ? undefined : askToTelephone(draft, told, urgent, context);
    if (held) holdCopiesFor(draft, told.to, context);
    const entry: CaseState['undelivered'][number] = {
      messageId: told.messageId,
      kind: told.kind,
      to: told.to,
      outcome: told.outcome,
      at: context.now,
      next,
      reasons: told.reasons,
      ...(told.clock === undefined ? {} : { params: { clock: told.clock } }),
      ...(taskId === undefined ? {} : { taskId }),
    };
    if (known) Object.assign(known, entry);
    else draft.undelivered.push(entry);
    return undefined;
  },
});

/** The endorsement was missing after all: the copy waits for it, like one that was held from the first. */
function holdCopiesFor(draft: Draft<CaseState>, to: Recipient, context: CaseContext): void {
  const { agencyId, representativeId } = to;
  if (representativeId !== undefined) holdCopies(draft, context, { agencyId, representativeId });
}

/** The same message, and in a digest the same reminder in it. */
const isSame = (entry: CaseState['undelivered'][number], told: Told): boolean =>
  entry.messageId === told.messageId && entry.kind === told.kind && entry.params?.['clock'] === told.clock;

function sendToNext({ messageId, kind, to, params, clock }: Told, context: CaseContext): void {
  context.message({
    kind,
    cause: clock === undefined ? `${messageId}:next` : `${messageId}:next:${clock}`,
    to: [{ agencyId: to.agencyId, post: 'escalation_contact' }],
    params,
    clock,
  });
}

/**
 * Ask somebody to telephone. What cannot wait is a call of its own; everything else for one recipient is one
 * call, and so is all that one cause stops in one agency, or a dead address or a missing basis would fill the
 * worklist and nobody would see the call that matters.
 */
function askToTelephone(draft: Draft<CaseState>, told: Told, urgent: boolean, context: CaseContext): string {
  const about = callThatItIsAbout(draft, told);
  if (about !== undefined) return about;
  const code = told.kind === 'plan_copy' ? 'telephone.plan_copy' : 'telephone.undelivered';
  const subject = callSubject(told, urgent);
  const open = draft.tasks.find((t) => t.status === 'open' && t.code === code && t.subject === subject);
  if (open) return open.taskId;
  const able = taskRecipient(asStopReasons(told.reasons), told.to, [draft], context.now);
  const to: Recipient = able ?? convenorRecipient(draft);
  return openChasedTask(draft, context, {
    code,
    for: to,
    subject,
    reason: [told.kind, told.outcome, ...told.reasons].join(':'),
    key: urgent ? 'urgent' : undefined,
    tell: told.kind !== 'task_assigned',
  }).taskId;
}

/** Fates that a proof of delivery undoes: given up without one, or rejected where a second attempt arrived. */
const isUndone = ({ outcome, reasons }: CaseState['undelivered'][number]): boolean =>
  outcome === 'not_confirmed' || (outcome === 'failed' && (reasons ?? []).includes('rejected'));

/**
 * The open call that the message itself is about: that one stands, and is chased. A call about the mail of a call
 * would have mail of its own, and while nothing arrives there would soon be thousands.
 */
function callThatItIsAbout(draft: Draft<CaseState>, { params, clock }: Told): string | undefined {
  const clockId = clock?.split(':')[0];
  const chased = draft.clocks.find((one) => one.clockId === clockId)?.subject;
  return draft.tasks.find(
    ({ taskId, status, code }) =>
      status === 'open' && code.startsWith('telephone.') && [chased, params['taskId']].includes(taskId),
  )?.taskId;
}

/** A late proof of delivery ends the telephone call that was to make up for it. */
function settle(draft: Draft<CaseState>, told: Told, context: CaseContext): undefined {
  const known = draft.undelivered.find((entry) => isSame(entry, told));
  if (!known || known.settledAt || !isUndone(known)) return undefined;
  known.settledAt = context.now;
  const others = draft.undelivered.some((e) => e.taskId === known.taskId && e.settledAt === undefined);
  if (others) return undefined;
  endTasksThat(draft, context, (task) => task.taskId === known.taskId, 'cancelled', 'delivered');
  context.event('message.delivered_late', { message: told.messageId, kind: told.kind });
  return undefined;
}
