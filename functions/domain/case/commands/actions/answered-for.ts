import type { Draft } from 'immer';
import type { Worker } from '../../../shared/actor.ts';
import type { CaseContext } from '../../command.ts';
import { isExcluded, sameWorker } from '../../queries.ts';
import type { Action } from '../../schema/actions.ts';
import type { CaseState } from '../../state.ts';

/**
 * Tell the owner of an action that somebody else has answered for it. Any worker of the agency may, so that nothing
 * waits for somebody who is ill, and so might somebody who wants it forgotten; who runs the case may from any agency,
 * and the owner would go on with what is closed, or not see that it was closed undone (judgement).
 */
export function tellAnsweredFor(
  draft: Draft<CaseState>,
  { actionId, owner }: Action,
  by: Worker,
  context: CaseContext,
): void {
  if (sameWorker(owner, by) || isExcluded(draft, owner)) return;
  context.message({
    kind: 'action_assigned',
    cause: `${context.commandId}:${actionId}:answered`,
    to: [{ ...owner }],
    params: { actionId, why: 'answered' },
  });
}
