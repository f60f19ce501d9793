import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { actingWorker } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { openPhases } from '../../phases.ts';
import type { CaseState } from '../../state.ts';
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
    setFlag(draft, personId, answer, context);
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

/** An offer of support and her answer, which is her consent to support or not (S2-13). Declined out of fear, it is made again on a day that is set (S2-27). */
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
    if (answer !== 'later') setFlag(draft, personId, answer === 'accepted' ? 'yes' : 'no', context);
    endClocks(draft, context, { rule: 'consent.renew', subject: personId }, 'met');
    const again = answer === 'later' || (answer === 'declined' && reason === 'fear');
    if (again) startClock(draft, context, 'consent.renew', { subject: personId });
    return undefined;
  },
});
