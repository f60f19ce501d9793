import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { actingWorker, type Worker, workerSchema } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { requireAhead } from '../../../shared/dates.ts';
import { idSchema } from '../../../shared/ids.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { livePhases, openPhases } from '../../phases.ts';
import { requireWorker } from '../../roles.ts';
import { isSettled } from '../../schema/consent.ts';
import type { CaseState } from '../../state.ts';
import { workerRefusal } from '../actions/add-interim-action.ts';
import { askResponsible } from '../people/responsible.ts';
import { askablePerson } from './persons.ts';
import { tellAgencies } from './progress.ts';
import { chaseSupport, endSupportTasks, endUnwanted } from './support-chase.ts';

/** Whether she consents to offers of support: a flag of its own, never read as consent to MACM (S1-22, S1-23). */
export const setSupportFlag = defineCaseCommand({
  name: 'setSupportFlag',
  title: 'Record consent to support',
  duty: ['S1-22', 'S1-23'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({ personId: idSchema, answer: z.enum(['yes', 'no', 'not_asked']) }),
  decide(draft, { personId, answer }, context) {
    const refusal = askablePerson(draft, personId, context);
    if (refusal) return refusal;
    const flags = draft.consent.flags.find((f) => f.personId === personId);
    if (!flags) return refuse('not-a-member', 'this person is not asked for consent', { field: 'personId' });
    setFlag(draft, personId, answer, context);
    if (answer === 'no') endUnwanted(draft, personId, context, { by: actingWorker(context.by) });
    return undefined;
  },
});

/** Agencies are told each time the flag changes, and only then (S1-22). */
function setFlag(
  draft: Draft<CaseState>,
  personId: string,
  answer: 'yes' | 'no' | 'not_asked',
  context: CaseContext,
): void {
  const flags = draft.consent.flags.find((f) => f.personId === personId);
  if (!flags || flags.supportOrAssistance === answer) return;
  flags.supportOrAssistance = answer;
  flags.supportChangedAt = context.now;
  context.event('consent.support_flag', { person: personId, answer });
  tellAgencies(draft, context);
}

/**
 * An offer of support and her answer, which is her consent to support or not (S2-13). Declined out of fear, it is
 * made again on a day that is set (S2-27). What she accepts is chased until somebody says that she has it (S4-04):
 * with `provider`, whoever that names, and otherwise who records it; by `dueAt`, or as soon as any task.
 */
export const recordSupportOffer = defineCaseCommand({
  name: 'recordSupportOffer',
  title: 'Record an offer of support',
  duty: ['S2-13', 'S2-27', 'S1-22', 'S4-04'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({
    personId: idSchema,
    kind: codeSchema,
    answer: z.enum(['accepted', 'declined', 'later']),
    reason: z.optional(codeSchema),
    provider: z.optional(workerSchema),
    dueAt: z.optional(instantSchema),
  }),
  decide(draft, offered, context) {
    const { personId, kind, answer, reason } = offered;
    const refusal = askablePerson(draft, personId, context) ?? promiseRefusal(draft, offered, context);
    if (refusal) return refusal;
    const by = actingWorker(context.by);
    const offer = { ...offered, offerId: context.newId('off', personId), by, at: context.now };
    draft.consent.supportOffers.push(offer);
    context.event('support.offered', { person: personId, kind, answer });
    if (answer === 'accepted') chaseSupport(draft, offer, context);
    if (answer === 'declined') endUnwanted(draft, personId, context, { by, kind });
    if (answer !== 'later') setFlag(draft, personId, answer === 'accepted' ? 'yes' : 'no', context);
    endClocks(draft, context, { rule: 'consent.renew', subject: personId }, 'met');
    const again = answer === 'later' || (answer === 'declined' && reason === 'fear');
    if (again) startClock(draft, context, 'consent.renew', { subject: personId });
    return undefined;
  },
});

/** Whoever is to provide it takes part in the case, and the day it is promised for is ahead. */
function promiseRefusal(
  draft: Draft<CaseState>,
  { provider, dueAt }: { provider?: Worker | undefined; dueAt?: string | undefined },
  context: CaseContext,
): Refusal | undefined {
  const stranger = provider && workerRefusal(draft, provider, 'provider');
  return stranger ?? (dueAt === undefined ? undefined : requireAhead(context, dueAt, 'dueAt'));
}

/**
 * What became of support that she accepted (S4-04). That she was not given it takes a reason and goes to the lead,
 * who finds another way or says why there is none; that she no longer wants it is respected.
 */
export const recordSupportResult = defineCaseCommand({
  name: 'recordSupportResult',
  title: 'Say what became of support she accepted',
  duty: ['S4-04', 'S2-13'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({
    offerId: idSchema,
    outcome: z.enum(['provided', 'not_provided', 'not_wanted']),
    reason: z.optional(codeSchema),
  }),
  decide(draft, { offerId, outcome, reason }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const offer = draft.consent.supportOffers.find((o) => o.offerId === offerId);
    if (offer?.answer !== 'accepted')
      return refuse('no-such-offer', 'she accepted no such support', { field: 'offerId' });
    if (isSettled(offer)) return refuse('already-recorded', 'what became of it is recorded already');
    if (outcome === 'not_provided' && reason === undefined)
      return refuse('reason-missing', 'why she was not given what she accepted is missing', {
        missing: ['reason'],
        duty: 'S4-04',
      });
    const result = { outcome, ...(reason === undefined ? {} : { reason }), by, at: context.now };
    offer.results = [...(offer.results ?? []), result];
    context.event('support.result', { offer: offerId, kind: offer.kind, outcome, reason });
    endSupportTasks(draft, offerId, outcome, context);
    if (outcome === 'not_provided')
      askResponsible(draft, context, { code: 'support_not_provided', subject: offerId });
    return undefined;
  },
});
