import * as z from 'zod/mini';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { actingWorker } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { openPhases } from '../../phases.ts';
import { askablePerson } from './persons.ts';
import { tellAgencies } from './progress.ts';

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
    if (flags.supportOrAssistance === answer) return undefined;
    flags.supportOrAssistance = answer;
    flags.supportChangedAt = context.now;
    context.event('consent.support_flag', { person: personId, answer });
    tellAgencies(draft, context);
    return undefined;
  },
});

/** An offer of support and her answer. Declined out of fear, it is made again on a day that is set (S2-27). */
export const recordSupportOffer = defineCaseCommand({
  name: 'recordSupportOffer',
  title: 'Record an offer of support',
  duty: ['S2-27', 'S1-22', 'S4-04'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({
    personId: idSchema,
    kind: codeSchema,
    answer: z.enum(['accepted', 'declined', 'later']),
    reason: z.optional(codeSchema),
  }),
  decide(draft, { personId, kind, answer, reason }, context) {
    const refusal = askablePerson(draft, personId, context);
    if (refusal) return refusal;
    draft.consent.supportOffers.push({
      offerId: context.newId('off', personId),
      personId,
      kind,
      answer,
      ...(reason === undefined ? {} : { reason }),
      by: actingWorker(context.by),
      at: context.now,
    });
    context.event('support.offered', { person: personId, kind, answer });
    endClocks(draft, context, { rule: 'consent.renew', subject: personId }, 'met');
    const again = answer === 'later' || (answer === 'declined' && reason === 'fear');
    if (again) startClock(draft, context, 'consent.renew', { subject: personId });
    return undefined;
  },
});
