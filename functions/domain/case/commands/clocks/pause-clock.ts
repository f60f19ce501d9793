import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { dueAfterPause, pauseClock as pause } from '../../../clocks/pauses.ts';
import { isLive } from '../../../clocks/schema.ts';
import { codeSchema } from '../../../shared/code.ts';
import { requireAhead, requireLoaded } from '../../../shared/dates.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { requireFunction } from '../../roles.ts';
import { clockPeople } from './people.ts';

/** Clocks that stand for something in the world, which a pause here would not hold. */
const notPausable: readonly string[] = ['meeting.start', 'custody.release', 'lead.interim_end'];

/** Hold a clock until a date, with a reason. The end of the pause is a clock itself, so it cannot be forgotten. */
export const pauseClock = defineCaseCommand({
  name: 'pauseClock',
  title: 'Pause a clock until a date',
  duty: ['S0-08', 'judgement'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ clockId: idSchema, until: instantSchema, reason: codeSchema }),
  decide(draft, { clockId, until, reason }, context) {
    const by = requireFunction(draft, context, clockPeople);
    if ('kind' in by) return by;
    const clock = draft.clocks.find((c) => c.clockId === clockId);
    if (!clock || !isLive(clock))
      return refuse('no-such-clock', 'the case has no such live clock', { field: 'clockId' });
    if (clock.status === 'paused')
      return refuse('clock-paused', 'the clock is paused already; resume it first', { field: 'clockId' });
    if (notPausable.includes(clock.rule))
      return refuse(
        'clock-not-pausable',
        `${clock.rule} is given from outside; change the date it stands for`,
        {
          field: 'clockId',
        },
      );
    const past = requireAhead(context, until, 'until');
    if (past) return past;
    const outside = requireLoaded(context, dueAfterPause(clock, context.now, until), 'until');
    if (outside) return outside;
    pause(draft, context, clock, until, reason);
    return undefined;
  },
});
