import * as z from 'zod/mini';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { actingWorker } from '../../../shared/actor.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { openPhases } from '../../phases.ts';
import { isHeld } from '../../queries.ts';
import { endTasks } from '../../tasks.ts';
import { askablePerson } from './persons.ts';

/**
 * Record that an adult victim was told, when safe, that the group goes ahead, or why not. `not_safe_yet` asks
 * again later; any other reason ends the matter.
 */
export const tellGoAhead = defineCaseCommand({
  name: 'tellGoAhead',
  title: 'Record that she was told the group goes ahead',
  duty: ['S1-21', 'judgement'],
  phases: openPhases.filter((phase) => phase !== 'referral'),
  by: 'worker',
  input: z.strictObject({
    personId: idSchema,
    told: z.boolean(),
    reasonNotTold: z.optional(z.enum(['not_safe_yet', 'never_safe', 'no_contact_possible', 'other'])),
  }),
  decide(draft, { personId, told, reasonNotTold }, context) {
    const refusal = askablePerson(draft, personId, context);
    if (refusal) return refusal;
    if (told === (reasonNotTold !== undefined))
      return refuse('reason-differs', 'a reason is given if and only if she was not told', {
        field: 'reasonNotTold',
        ...(told ? {} : { missing: ['reasonNotTold'] }),
      });
    if (told && isHeld(draft, 'misidentification'))
      return refuse(
        'liaison-on-hold',
        'liaison has stopped until the suspected misidentification is decided',
        {
          duty: 'S2-19',
        },
      );
    draft.consent.goAheadTold.push({
      personId,
      told,
      ...(reasonNotTold === undefined ? {} : { reasonNotTold }),
      by: actingWorker(context.by),
      at: context.now,
    });
    context.event('go_ahead.told', { person: personId, told, reason: reasonNotTold });
    endClocks(draft, context, { rule: 'goahead.told', subject: personId }, 'met');
    if (reasonNotTold === 'not_safe_yet') startClock(draft, context, 'goahead.told', { subject: personId });
    else endTasks(draft, context, { code: 'tell_go_ahead', subject: personId }, 'done');
    return undefined;
  },
});
