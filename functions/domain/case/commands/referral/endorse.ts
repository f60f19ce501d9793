import type { Draft } from 'immer';
import type { Worker } from '../../../shared/actor.ts';
import type { CaseContext } from '../../command.ts';
import { hasEndorsed, sameWorker } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { endTasks } from '../../tasks.ts';

/** Record that a worker endorsed confidentiality for this case, outside a meeting (guard d). */
export function endorse(
  draft: Draft<CaseState>,
  worker: Worker,
  mode: 'written' | 'verbal' | 'electronic',
  context: CaseContext,
): void {
  const textVersion = context.policy.declaration.version;
  // An endorsement of an earlier cycle, or of an earlier text, opens nothing of this one.
  const isSameText = draft.endorsements.some(
    (e) => sameWorker(e.worker, worker) && e.textVersion === textVersion,
  );
  if (isSameText && hasEndorsed(draft, worker, draft.cycle)) return;
  draft.endorsements.push({ worker, at: context.now, textVersion, mode });
  context.event('confidentiality.endorsed', {
    agency: worker.agencyId,
    representative: worker.representativeId,
    mode,
  });
  endTasks(draft, context, { code: 'endorse_confidentiality', subject: worker.representativeId }, 'done');
}
