import * as z from 'zod/mini';
import { messageKindSchema } from '../../message/kinds.ts';
import { factSchema } from '../../shared/event.ts';
import { idSchema } from '../../shared/ids.ts';
import { recipientSchema } from '../../shared/recipient.ts';
import { askAboutRefusal, closeTask, refusedInput, taskOutcomeInput } from '../../shared/refused-commands.ts';
import { askOf } from '../../shared/tasks.ts';
import { defineMeetingCommand } from '../command.ts';
import { mail } from '../mails.ts';
import { findCase } from '../queries.ts';
import { onlyConcerned } from './who.ts';

/** Facts that have changed since stop a mail rightly: nobody has to be told. */
const noLongerTrue = 'no_longer_true';

/**
 * A mail of this meeting did not reach its recipient: it goes to the agency's next contact, and when that one
 * fails too, somebody is asked to telephone. The same message is dealt with once (S0-18, S0-35).
 */
export const messageOutcome = defineMeetingCommand({
  name: 'messageOutcome',
  title: 'Deal with a mail that did not arrive',
  duty: ['S0-18', 'S0-35', 'judgement'],
  by: 'system',
  input: z.object({
    messageId: idSchema,
    kind: messageKindSchema,
    to: recipientSchema,
    outcome: z.string(),
    reasons: z.optional(z.array(z.string())),
    params: z.optional(z.record(z.string(), factSchema)),
  }),
  decide(draft, input, context) {
    if (input.outcome === 'delivered') return undefined;
    if (draft.undelivered.some((known) => known.messageId === input.messageId)) return undefined;
    const over = draft.status === 'cancelled' || draft.status === 'not_quorate';
    const moot = input.reasons?.includes(noLongerTrue) || (over && input.kind !== 'meeting_cancelled');
    const next = moot
      ? 'none'
      : input.to.post === 'escalation_contact' || input.outcome === 'stopped' || input.kind === 'link_code'
        ? 'task'
        : 'next_contact';
    draft.undelivered.push({
      messageId: input.messageId,
      kind: input.kind,
      to: input.to,
      outcome: input.outcome,
      at: context.now,
      next,
    });
    context.event('meeting.mail_undelivered', {
      message: input.messageId,
      kind: input.kind,
      agency: input.to.agencyId,
      outcome: input.outcome,
      next,
    });
    if (next === 'next_contact') {
      mail(draft, context, input.kind, [{ agencyId: input.to.agencyId, post: 'escalation_contact' }], {
        cause: `${input.messageId}:next`,
        params: input.params ?? {},
      });
    } else if (next === 'task') {
      askOf(draft, draft.meetingId, context, {
        code: 'reach_agency_by_telephone',
        for: draft.chair,
        subject: `${input.to.agencyId}:${input.kind}`,
        reason: input.outcome,
        dueAt: draft.startsAt,
      });
    }
    return undefined;
  },
});

/** A case refused what this meeting told it: the chair sees it, nothing is dropped (design, section 4). */
export const commandRefused = defineMeetingCommand({
  name: 'commandRefused',
  title: 'Take note that another record refused',
  duty: ['judgement'],
  by: 'system',
  input: refusedInput,
  decide(draft, refused, context) {
    const row = refused.aggregate === 'case' ? findCase(draft, refused.id) : undefined;
    if (row && refused.name === 'meetingScheduled' && row.status === 'listed') {
      row.status = 'refused';
      row.reason = refused.code;
    }
    askAboutRefusal(draft, draft.meetingId, context, draft.chair, refused);
    return undefined;
  },
});

/** Close a task of the meeting with what came of it: the agency that it is for, or who runs the meeting. */
export const completeTask = defineMeetingCommand({
  name: 'completeTask',
  title: 'Close a task of the meeting',
  duty: ['judgement'],
  by: 'worker',
  input: taskOutcomeInput,
  decide(draft, input, context) {
    const task = draft.tasks.find(({ taskId }) => taskId === input.taskId);
    const isOwn = context.by.kind === 'worker' && task?.for.agencyId === context.by.agencyId;
    return (isOwn ? undefined : onlyConcerned(draft, context)) ?? closeTask(draft, context, input);
  },
});
