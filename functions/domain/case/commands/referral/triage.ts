import * as z from 'zod/mini';
import { actingWorker } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { defineCaseCommand } from '../../command.ts';
import { openTask } from '../../tasks.ts';
import { notBeforeTriage } from './rules.ts';
import { decideTriage, waitAs } from './status.ts';

/** Decline, with a reason that the referrer is told. A review can be asked for (S3-34). */
export const declineReferral = defineCaseCommand({
  name: 'declineReferral',
  title: 'Decline the referral',
  duty: ['S3-34'],
  phases: ['referral'],
  by: 'worker',
  input: z.strictObject({ reason: codeSchema }),
  decide(draft, { reason }, context) {
    const refusal = notBeforeTriage(draft, actingWorker(context.by));
    if (refusal) return refusal;
    decideTriage(draft, 'declined', reason, context);
    waitAs(draft, 'declined', context);
    return undefined;
  },
});

/** Send it to another service, which is named, with a reason that the referrer is told (S3-34). */
export const redirectReferral = defineCaseCommand({
  name: 'redirectReferral',
  title: 'Redirect the referral',
  duty: ['S3-34'],
  phases: ['referral'],
  by: 'worker',
  input: z.strictObject({ reason: codeSchema, to: idSchema }),
  decide(draft, { reason, to }, context) {
    const refusal = notBeforeTriage(draft, actingWorker(context.by));
    if (refusal) return refusal;
    draft.referral.redirectedTo = to;
    decideTriage(draft, 'redirected', reason, context);
    waitAs(draft, 'redirected', context);
    return undefined;
  },
});

/** High risk was found and yet it goes no further now (capacity, say): it stays in sight and comes back. */
export const notEscalated = defineCaseCommand({
  name: 'notEscalated',
  title: 'Do not escalate now',
  duty: ['S0-08', 'judgement'],
  phases: ['referral'],
  by: 'worker',
  input: z.strictObject({ reason: codeSchema }),
  decide(draft, { reason }, context) {
    const refusal = notBeforeTriage(draft, actingWorker(context.by));
    if (refusal) return refusal;
    decideTriage(draft, 'not_escalated', reason, context);
    waitAs(draft, 'not_escalated', context);
    return undefined;
  },
});

/** Ask the referrer for what is missing. The clock now runs for the answer. */
export const askForMoreInformation = defineCaseCommand({
  name: 'askForMoreInformation',
  title: 'Ask for more information',
  duty: ['S3-34', 'judgement'],
  phases: ['referral'],
  by: 'worker',
  input: z.strictObject({ about: codeSchema }),
  decide(draft, { about }, context) {
    const refusal = notBeforeTriage(draft, actingWorker(context.by));
    if (refusal) return refusal;
    waitAs(draft, 'more_information', context);
    decideTriage(draft, 'more_information', about, context);
    openTask(draft, context, { code: 'provide_information', for: draft.referral.from, reason: about });
    return undefined;
  },
});
