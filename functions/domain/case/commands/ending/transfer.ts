import * as z from 'zod/mini';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { actorKey } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { openPhases } from '../../phases.ts';
import { openActions } from '../../queries.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import { aims } from '../../schema/ending.ts';
import { endAction } from '../actions/end-action.ts';
import { close } from './close-case.ts';
import { addLink } from './link-case.ts';

const working = openPhases.filter((phase) => phase !== 'referral');

/**
 * Hand the case to another area. Nothing stops here: this area stays answerable and its clocks run until the
 * other has confirmed receipt, and that receipt is chased.
 */
export const startTransferOut = defineCaseCommand({
  name: 'startTransferOut',
  title: 'Start the transfer to another area',
  duty: ['S3-35', 'judgement'],
  phases: working,
  by: 'worker',
  input: z.strictObject({ to: codeSchema, reason: codeSchema }),
  decide(draft, { to, reason }, context) {
    const by = requireFunction(draft, context, leadOrConvenor);
    if ('kind' in by) return by;
    if (draft.transfer && !draft.transfer.recalledAt)
      return refuse('transfer-under-way', 'a transfer is under way already', { field: 'to' });
    draft.transfer = { to, reason, startedAt: context.now, by: actorKey(context.by) };
    startClock(draft, context, 'transfer.receipt');
    context.event('transfer.started', { to, reason });
    context.did('transfer.started');
    return undefined;
  },
});

/** The other area will not or cannot take the case: it stays here. */
export const recallTransferOut = defineCaseCommand({
  name: 'recallTransferOut',
  title: 'Recall the transfer to another area',
  duty: ['S3-35', 'judgement'],
  phases: working,
  by: 'worker',
  input: z.strictObject({ reason: codeSchema }),
  decide(draft, { reason }, context) {
    const by = requireFunction(draft, context, leadOrConvenor);
    if ('kind' in by) return by;
    if (!draft.transfer || draft.transfer.recalledAt)
      return refuse('no-transfer', 'no transfer is under way');
    draft.transfer.recalledAt = context.now;
    endClocks(draft, context, { rule: 'transfer.receipt' }, 'cancelled');
    context.event('transfer.recalled', { to: draft.transfer.to, reason });
    context.did('transfer.recalled');
    return undefined;
  },
});

/**
 * The other area has the case. Only now do this area's clocks stop: open actions continue outside, and the
 * watch here begins, so that what comes back is still connected.
 */
export const confirmTransferReceived = defineCaseCommand({
  name: 'confirmTransferReceived',
  title: 'Record that the other area has received the case',
  duty: ['S3-35', 'judgement'],
  phases: working,
  by: 'worker',
  input: z.strictObject({ receivedAs: z.optional(idSchema) }),
  decide(draft, { receivedAs }, context) {
    const by = requireFunction(draft, context, leadOrConvenor);
    if ('kind' in by) return by;
    if (!draft.transfer || draft.transfer.recalledAt)
      return refuse('no-transfer', 'no transfer is under way');
    draft.transfer.confirmedAt = context.now;
    endClocks(draft, context, { rule: 'transfer.receipt' }, 'met');
    if (receivedAs) addLink(draft, { caseId: receivedAs, kind: 'transferred_to' }, context);
    context.event('transfer.received', { to: draft.transfer.to, as: receivedAs });
    close(
      draft,
      'confirmTransferReceived',
      {
        reason: 'victim_survivor_moved_area_transferred',
        by,
        safetyAchieved: false,
        risksMitigated: false,
        aims: Object.fromEntries(aims.map((aim) => [aim, 'not_assessed'])),
        victimViews: [],
        evaluationShown: false,
      },
      context,
    );
    for (const action of openActions(draft)) {
      const outcome = 'continues_outside_macm';
      endAction(
        draft,
        action,
        { outcome, effect: action.effect ?? 'unknown', reason: 'transferred' },
        context,
      );
    }
    return undefined;
  },
});
