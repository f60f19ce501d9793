import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { type Worker, workerSchema } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { leadRecipient, openChasedTask } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { isExcluded, sameWorker } from '../../queries.ts';
import { holds, leadOrConvenor, requireFunction } from '../../roles.ts';
import type { Action } from '../../schema/actions.ts';
import type { CaseState } from '../../state.ts';
import { endTasksThat } from '../../tasks.ts';
import { stopCopiesOfPastOwner } from '../plan/copies.ts';
import { clockKey, startActionClocks } from './action-clocks.ts';
import { ownerRefusal, tellFormerOwner, tellOwner } from './add-interim-action.ts';
import { addStep, findOpenAction } from './find-action.ts';
import { copyForNewOwner } from './plan-copy.ts';

/**
 * Give an action to another worker, with the lead's agreement. What the owner asks for becomes the lead's
 * task, and the owner keeps the action until the lead hands it on. Clocks, links and the plan copy then follow
 * the new owner, who has to accept; who held it is told that it is theirs no more.
 */
export const handOnAction = defineCaseCommand({
  name: 'handOnAction',
  title: 'Hand an action on',
  duty: ['S0-30', 'S0-38', 'S0-43'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ actionId: idSchema, to: workerSchema, reason: codeSchema }),
  decide(draft, { actionId, to, reason }, context) {
    const action = findOpenAction(draft, actionId);
    if ('kind' in action) return action;
    const by = requireFunction(draft, context, leadOrConvenor, { agencies: [action.owner.agencyId] });
    if ('kind' in by) return by;
    if (sameWorker(action.owner, to))
      return refuse('already-owner', 'this worker has the action already', { field: 'to' });
    const unfit = ownerRefusal(draft, to);
    if (unfit) return unfit;
    const agreed = leadOrConvenor.some((role) => holds(draft, by, context.now, role));
    if (agreed) handOn(draft, action, { to, by, reason }, context);
    else ask(draft, action, { to, by, reason }, context);
    return undefined;
  },
});

interface Request {
  to: Worker;
  by: Worker;
  reason: string;
}

function ask(
  draft: Draft<CaseState>,
  action: Action,
  { to, by, reason }: Request,
  context: CaseContext,
): void {
  addStep(action, { step: 'hand_on_asked', by, to, reason, at: context.now });
  openChasedTask(draft, context, {
    code: 'action.hand_on_asked',
    for: leadRecipient(draft, context.now),
    subject: action.actionId,
    reason,
    key: clockKey(action.priority),
    tell: true,
  });
  context.event('action.hand_on_asked', { action: action.actionId, agency: to.agencyId, reason });
  context.did('action.hand_on_asked');
}

function handOn(
  draft: Draft<CaseState>,
  action: Action,
  { to, by, reason }: Request,
  context: CaseContext,
): void {
  const from = { ...action.owner };
  action.handOns.push({
    from,
    to,
    at: context.now,
    agreedBy: by.representativeId,
    reason,
  });
  action.owner = to;
  action.negotiation = 'proposed';
  delete action.acceptedAt;
  endTasksThat(draft, context, (task) => task.subject === action.actionId, 'done', 'handed_on');
  startActionClocks(draft, action, context);
  tellOwner(draft, action, context, 'handed_on');
  // An excluded one hears nothing of the case; one who hands on the own action knows.
  if (!isExcluded(draft, from) && !sameWorker(from, by)) tellFormerOwner(action, from, context);
  stopCopiesOfPastOwner(draft, context, from);
  copyForNewOwner(draft, action, context);
  context.event('action.handed_on', { action: action.actionId, agency: to.agencyId, reason });
  context.did('action.handed_on');
}
