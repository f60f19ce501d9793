import * as z from 'zod/mini';
import { acknowledge } from '../../../clocks/acknowledge.ts';
import { ownerOf } from '../../../clocks/recipients.ts';
import { isLive } from '../../../clocks/schema.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { requireFunction } from '../../roles.ts';
import { clockPeople } from './people.ts';

/**
 * Answer a reminder: who owns what it is about, or who sees to the case. A reminder that was delivered but not
 * answered stays open. To have answered is not to have done: what is marked `always` goes on.
 */
export const acknowledgeReminder = defineCaseCommand({
  name: 'acknowledgeReminder',
  title: 'Acknowledge a reminder',
  duty: ['S0-38', 'judgement'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ clockId: idSchema }),
  decide(draft, { clockId }, context) {
    const clock = draft.clocks.find((c) => c.clockId === clockId);
    if (!clock || !isLive(clock))
      return refuse('no-such-clock', 'the case has no such live clock', { field: 'clockId' });
    const by = requireFunction(draft, context, clockPeople, {
      agencies: [
        ownerOf(draft, clock.subject)?.agencyId,
        draft.phase === 'referral' ? draft.referral.from.agencyId : undefined,
      ],
    });
    if ('kind' in by) return by;
    if (acknowledge(draft, context, { clockId }) === 0)
      return refuse('nothing-to-acknowledge', 'no reminder of this clock was sent yet', { field: 'clockId' });
    context.did('reminder.acknowledged');
    return undefined;
  },
});
