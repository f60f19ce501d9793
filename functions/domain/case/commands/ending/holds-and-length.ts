import * as z from 'zod/mini';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { actorKey } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { openPhases, phases } from '../../phases.ts';
import { isHeld } from '../../queries.ts';
import { requireFunction } from '../../roles.ts';
import { endTasksThat } from '../../tasks.ts';

const custodians = ['triage', 'convenor', 'chair', 'region', 'lead'] as const;

/** Nothing of the record may be removed: a court, a coroner or a review needs it. Possible after the end, too. */
export const placeLegalHold = defineCaseCommand({
  name: 'placeLegalHold',
  title: 'Place a legal hold',
  duty: ['judgement'],
  phases,
  by: 'worker',
  input: z.strictObject({ reason: codeSchema }),
  decide(draft, { reason }, context) {
    const by = requireFunction(draft, context, custodians);
    if ('kind' in by) return by;
    if (isHeld(draft, 'legal')) return refuse('already-held', 'the record is under a legal hold already');
    const holdId = context.newId('hld', 'legal');
    draft.holds.push({ holdId, kind: 'legal', from: context.now, by: actorKey(context.by), reason });
    if (draft.phase !== 'closed') startClock(draft, context, 'hold.review', { subject: holdId });
    context.event('hold.placed', { hold: holdId, kind: 'legal', reason });
    context.did('hold.legal');
    return undefined;
  },
});

/** Lift a legal hold, or look at it and keep it until the next review. */
export const liftLegalHold = defineCaseCommand({
  name: 'liftLegalHold',
  title: 'Lift or keep a legal hold',
  duty: ['judgement'],
  phases,
  by: 'worker',
  input: z.strictObject({ holdId: idSchema, decision: z.enum(['lift', 'keep']), reason: codeSchema }),
  decide(draft, { holdId, decision, reason }, context) {
    const by = requireFunction(draft, context, custodians);
    if ('kind' in by) return by;
    const hold = draft.holds.find((h) => h.holdId === holdId && h.kind === 'legal' && h.to === undefined);
    if (!hold) return refuse('no-such-hold', 'the case has no such legal hold', { field: 'holdId' });
    endTasksThat(draft, context, (task) => task.subject === holdId, 'done', decision);
    if (decision === 'lift') {
      hold.to = context.now;
      endClocks(draft, context, { rule: 'hold.review', subject: holdId }, 'met');
    } else if (draft.phase !== 'closed') {
      startClock(draft, context, 'hold.review', { subject: holdId });
    }
    context.event('hold.reviewed', { hold: holdId, kind: 'legal', decision, reason });
    context.did(`hold.${decision}`);
    return undefined;
  },
});

/** The answer to 'continue or close' of a case that has lasted long: go on, with a reason, until the next look (S0-08). */
export const continueShortTerm = defineCaseCommand({
  name: 'continueShortTerm',
  title: 'Go on with a case that has lasted long',
  duty: ['S0-08'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({ reason: codeSchema }),
  decide(draft, { reason }, context) {
    const by = requireFunction(draft, context, ['chair', 'convenor', 'region', 'lead'], { duty: 'S0-08' });
    if ('kind' in by) return by;
    endTasksThat(
      draft,
      context,
      (task) => task.code === 'shortterm.review' || task.code === 'shortterm_review',
      'done',
      'continue',
    );
    startClock(draft, context, 'shortterm.review');
    context.event('shortterm.continued', {
      reason,
      meetings: draft.meetings.filter((meeting) => meeting.status === 'held').length,
      cycle: draft.cycle,
    });
    context.did('shortterm.continue');
    return undefined;
  },
});
