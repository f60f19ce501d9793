import * as z from 'zod/mini';
import { actingWorker } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { noteId, requireNote } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { move } from '../../move.ts';
import { endTasks } from '../../tasks.ts';

/**
 * A named person records why a call is not carried out, and the caller is told (S1-02). The case goes to
 * closure, where it is closed like any other: a call is never just dropped.
 */
export const recordCallNotCarriedOut = defineCaseCommand({
  name: 'recordCallNotCarriedOut',
  title: 'Record why the call is not carried out',
  duty: ['S1-02'],
  phases: ['consent_attempt', 'meeting_scheduling'],
  by: 'worker',
  input: z.strictObject({ reason: codeSchema }),
  decide(draft, { reason }, context) {
    if (draft.referral.kind !== 'call')
      return refuse('not-a-call', 'this case came by referral, not by a call', { duty: 'S1-02' });
    const missing = requireNote(context, 'why', 'why the call is not carried out', 'S1-02');
    if (missing) return missing;
    const by = actingWorker(context.by);
    draft.referral.notCarriedOut = { reason, by, at: context.now, ...noteId(context, 'why') };
    context.event('call.not_carried_out', { reason, agency: by.agencyId });
    context.message({
      kind: 'triage_outcome',
      to: [draft.referral.from],
      params: { outcome: 'call_not_carried_out', reason },
    });
    for (const code of ['find_meeting', 'attempt_consent', 'decide_basis'])
      endTasks(draft, context, { code }, 'cancelled', 'call_not_carried_out');
    move(draft, 'recordCallNotCarriedOut', 'closure', context);
    return undefined;
  },
});
