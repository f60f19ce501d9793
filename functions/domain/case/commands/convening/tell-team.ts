import type { Draft } from 'immer';
import { asWorker, type Worker } from '../../../shared/actor.ts';
import type { CaseContext } from '../../command.ts';
import { isOfTeam } from '../../convening-team.ts';
import { isExcluded, sameWorker } from '../../queries.ts';
import type { CaseState } from '../../state.ts';

/**
 * Somebody outside the convening team chairs or leads from now on: whoever of the team convenes or triages the case
 * hears of it at once, in a mail of its own, unless they said so themselves.
 */
export function tellTeam(
  draft: Draft<CaseState>,
  context: CaseContext,
  worker: Worker,
  convening: 'chair' | 'lead',
): void {
  const { policy, by } = context;
  const { convenor, triage } = draft.contacts;
  const actor = asWorker(by);
  if (isOfTeam(policy, worker) || (actor && isOfTeam(policy, actor))) return;
  const team = [convenor, triage].find(
    (one) =>
      one !== undefined && isOfTeam(policy, one) && !isExcluded(draft, one) && !sameWorker(one, worker),
  );
  if (!team) return;
  context.message({
    kind: 'meeting_called',
    cause: `${context.commandId}:convening-team`,
    to: [{ ...team }],
    params: { convening },
  });
}
