import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { messageKindSchema } from '../message/kinds.ts';
import type { Policy } from '../policy/schema.ts';
import type { AggregateCommand } from './aggregate-command.ts';
import type { Collector } from './command.ts';
import { idSchema } from './ids.ts';
import { recipientSchema } from './recipient.ts';
import { OPERATIONS } from './refused-commands.ts';
import { askOf, endAsked, type WithTasks } from './tasks.ts';

/** Code of the task to ring somebody whom a mail did not reach. */
const RING = 'reach_by_telephone';

/** What became of a mail that a record about no single case has sent. */
const mailOutcomeInput = z.object({
  messageId: idSchema,
  kind: messageKindSchema,
  to: recipientSchema,
  outcome: z.string(),
  reasons: z.optional(z.array(z.string())),
});

/**
 * A mail of a record that no agency runs, such as a person's or an agency's own, did not arrive: the convening team
 * is asked to ring; where it was itself the recipient, operations are.
 */
function askToRing(
  draft: WithTasks,
  ownerId: string,
  context: Collector & { readonly policy: Policy },
  { messageId, kind, to, outcome, reasons = [] }: z.output<typeof mailOutcomeInput>,
): void {
  if (outcome === 'delivered' || reasons.includes('no_longer_true')) return;
  const { desk } = context.policy.conveningTeam;
  askOf(draft, ownerId, context, {
    code: RING,
    for: to.agencyId === desk.agencyId ? { agencyId: OPERATIONS } : desk,
    subject: `${to.representativeId ?? to.post ?? to.agencyId}:${kind}`,
    reason: outcome,
  });
  context.event('mail.undelivered', { message: messageId, kind, agency: to.agencyId, outcome });
}

/** Nobody need be rung any more about a record of which nothing else is asked. */
export function endRinging(draft: WithTasks, context: Collector): void {
  if (draft.tasks.some(({ status, code }) => status === 'open' && code !== RING)) return;
  endAsked(draft, context, { code: RING }, 'cancelled');
}

/** The command by which relay tells such a record what became of a mail. @param idOf the record's own id */
export const mailOutcomeOf = <State extends WithTasks>(
  idOf: (state: Draft<State>) => string,
): AggregateCommand<State, typeof mailOutcomeInput> => ({
  name: 'messageOutcome',
  title: 'Deal with a mail that did not arrive',
  duty: ['judgement'],
  by: 'system',
  input: mailOutcomeInput,
  decide(draft, input, context) {
    askToRing(draft, idOf(draft), context, input);
    return undefined;
  },
});
