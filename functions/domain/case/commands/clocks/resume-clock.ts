import * as z from 'zod/mini';
import { resumeClock as resume } from '../../../clocks/pauses.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { requireFunction } from '../../roles.ts';
import { clockPeople } from './people.ts';

/** End a pause before its date. What is left of the clock is what was left when it was paused. */
export const resumeClock = defineCaseCommand({
  name: 'resumeClock',
  title: 'Resume a paused clock',
  duty: ['S0-08', 'judgement'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ clockId: idSchema }),
  decide(draft, { clockId }, context) {
    const by = requireFunction(draft, context, clockPeople);
    if ('kind' in by) return by;
    const clock = draft.clocks.find((c) => c.clockId === clockId);
    if (clock?.status !== 'paused')
      return refuse('clock-not-paused', 'the case has no such paused clock', { field: 'clockId' });
    resume(draft, context, clock);
    return undefined;
  },
});
