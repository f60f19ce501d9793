import * as z from 'zod/mini';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { adultVictims, leadAt } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import { endTasks } from '../../tasks.ts';
import { leadForVictim, tellerOf } from './lead-for-victim.ts';

/** Reasons for which nobody gives up: she has still to be told, and the clock runs anew. */
const tryAgain = ['not_safe_now', 'could_not_reach'];

/**
 * The lead, and no other, records that an adult victim was told what was decided, who leads and who stays
 * involved (S2-39), when and how; or why not (S0-28, S3-50).
 */
export const victimInformed = defineCaseCommand({
  name: 'victimInformed',
  title: 'Record that the adult victim was told',
  duty: ['S0-28', 'S2-39', 'S3-50'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({
    personId: idSchema,
    told: z.boolean(),
    how: z.optional(codeSchema),
    whoStaysInvolved: z.optional(z.boolean()),
    reasonNotTold: z.optional(
      z.enum(['not_safe_now', 'could_not_reach', 'asked_not_to', 'told_through_trusted_contact', 'other']),
    ),
  }),
  decide(draft, { personId, told, how, whoStaysInvolved, reasonNotTold }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    if (!adultVictims(draft).some((m) => m.personId === personId))
      return refuse('not-an-adult-victim', 'this person is not an adult victim in the case', {
        field: 'personId',
      });
    const tellers = [leadForVictim, tellerOf].map((of) => of(draft, personId, context.now)?.agencyId);
    if (!tellers.includes(by.agencyId))
      return refuse('not-the-lead', 'the lead agency tells the adult victim, and no other', {
        duty: 'S0-28',
      });
    if (told && how === undefined)
      return refuse('how-missing', 'how she was told is missing', { missing: ['how'], duty: 'S0-28' });
    if (!told && reasonNotTold === undefined)
      return refuse('reason-missing', 'why she was not told is missing', {
        missing: ['reasonNotTold'],
        duty: 'S0-28',
      });
    const current = leadAt(draft, context.now);
    const period = draft.lead.periods.find((p) => p.leadId === current?.leadId);
    period?.victimInformed.push({
      personId,
      at: context.now,
      how: how ?? 'not_told',
      by,
      told,
      ...(reasonNotTold === undefined ? {} : { reasonNotTold }),
    });
    context.event('victim.informed', {
      person: personId,
      told,
      how,
      reason: reasonNotTold,
      whoStaysInvolved,
    });
    context.did(told ? 'victim.informed' : 'victim.not_informed');
    if (!told && reasonNotTold !== undefined && tryAgain.includes(reasonNotTold)) {
      startClock(draft, context, 'lead.victim_informed', { subject: personId });
      return undefined;
    }
    endClocks(draft, context, { rule: 'lead.victim_informed', subject: personId }, 'met');
    endTasks(
      draft,
      context,
      { code: 'victim_liaison', subject: personId },
      'done',
      told ? 'told' : 'not_told',
    );
    return undefined;
  },
});
