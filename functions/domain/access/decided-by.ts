import { currentAgencies } from '../case/queries.ts';
import type { CaseState } from '../case/state.ts';
import { actorKey, type Worker } from '../shared/actor.ts';

/**
 * By whose decision somebody is told: who recorded the basis on which their agency may be, else who decided the
 * basis for the case. A glass that is broken is the reader's own decision. Undefined while nobody has decided.
 */
export function decidedBy(state: CaseState, reader: Worker, ground: string): string | undefined {
  const key = ({ agencyId, representativeId }: Worker): string =>
    actorKey({ kind: 'worker', agencyId, representativeId });
  if (ground === 'break_glass') return key(reader);
  const explicit = currentAgencies(state).find((a) => a.agencyId === reader.agencyId)?.basis?.by;
  const decided = explicit ?? state.consent.decisions.findLast((d) => d.endedAt === undefined)?.by;
  return decided && key(decided);
}
