import * as z from 'zod/mini';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { actingWorker } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { undecidedWithdrawals } from '../../legal-basis.ts';
import { openPhases } from '../../phases.ts';
import { endTasks } from '../../tasks.ts';
import { askResponsible } from '../people/responsible.ts';
import { askablePerson } from './persons.ts';
import { settleWithdrawals, tellAgencies } from './progress.ts';

/**
 * An adult victim takes her consent back (S1-20). Decisions before it no longer hold; until somebody decides
 * anew nothing is disclosed but what is urgent.
 */
export const withdrawConsent = defineCaseCommand({
  name: 'withdrawConsent',
  title: 'Record that consent was withdrawn',
  duty: ['S1-20', 'S1-23'],
  phases: openPhases.filter((phase) => phase !== 'referral'),
  by: 'worker',
  input: z.strictObject({
    personId: idSchema,
    method: z.enum(['in_person', 'phone', 'video', 'through_trusted_contact', 'written']),
    reason: z.optional(z.enum(['fear', 'safety', 'language', 'no_safe_contact', 'other'])),
  }),
  decide(draft, { personId, method, reason }, context) {
    const refusal = askablePerson(draft, personId, context);
    if (refusal) return refusal;
    const flags = draft.consent.flags.find((f) => f.personId === personId);
    if (flags?.macmSharing !== 'yes' && flags?.macmSharing !== 'yes_with_conditions')
      return refuse('no-consent-to-withdraw', 'no consent of this person stands', { field: 'personId' });
    draft.consent.attempts.push({
      attemptId: context.newId('att', personId),
      personId,
      by: actingWorker(context.by),
      at: context.now,
      method,
      outcome: 'withdrawn',
      conditions: [],
      informed: false,
      ...(reason === undefined ? {} : { reason }),
      ...noteId(context, 'detail'),
    });
    flags.macmSharing = 'withdrawn';
    flags.macmChangedAt = context.now;
    delete flags.respectedAt;
    for (const decision of draft.consent.decisions) {
      if (decision.personId !== undefined && decision.personId !== personId) continue;
      decision.endedAt ??= context.now;
    }
    draft.consent.withdrawnUndecidedSince ??= context.now;
    context.event('consent.withdrawn', { person: personId });
    context.did('consent.withdrawn');
    startClock(draft, context, 'consent.withdrawn', { subject: personId });
    askResponsible(draft, context, { code: 'decide_basis', subject: personId, reason: 'withdrawn' });
    if (reason === 'fear') startClock(draft, context, 'consent.renew', { subject: personId });
    tellAgencies(draft, context);
    return undefined;
  },
});

/**
 * Decide to respect a withdrawal: nothing more is disclosed, urgent or not, without another basis, and the lead is asked how the case ends or goes
 * on in single agencies. The offer is renewed later, since circumstances change (S2-27).
 */
export const respectWithdrawal = defineCaseCommand({
  name: 'respectWithdrawal',
  title: 'Respect the withdrawal',
  duty: ['S1-20', 'judgement'],
  phases: openPhases.filter((phase) => phase !== 'referral'),
  by: 'worker',
  input: z.strictObject({ personId: idSchema, reason: codeSchema }),
  decide(draft, { personId, reason }, context) {
    const flags = draft.consent.flags.find((f) => f.personId === personId);
    if (!flags || !undecidedWithdrawals(draft).some((member) => member.personId === personId))
      return refuse('nothing-to-decide', 'no withdrawal of this person is undecided', { field: 'personId' });
    flags.respectedAt = context.now;
    settleWithdrawals(draft);
    context.event('withdrawal.respected', { person: personId, reason });
    endClocks(draft, context, { rule: 'consent.withdrawn', subject: personId }, 'met');
    endTasks(draft, context, { code: 'decide_basis', subject: personId }, 'done', 'respected');
    startClock(draft, context, 'consent.renew', { subject: personId });
    askResponsible(draft, context, { code: 'end_after_withdrawal', subject: personId, reason });
    return undefined;
  },
});
