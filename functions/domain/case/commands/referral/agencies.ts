import type { Draft } from 'immer';
import { asWorker } from '../../../shared/actor.ts';
import type { CaseContext } from '../../command.ts';
import { currentAgencies } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import type { AgencyInput } from './inputs.ts';

/**
 * Count an agency among those of the case. One that is in it already keeps its place and gains what is
 * newly known: its representative, its kind, its basis for being told.
 */
export function takePart(
  draft: Draft<CaseState>,
  agency: Partial<AgencyInput> & Pick<AgencyInput, 'agencyId'>,
  context: CaseContext,
): void {
  const { agencyId, representativeId, kind, participation, participationReason, basis } = agency;
  const by = asWorker(context.by);
  const known = {
    ...(representativeId === undefined ? {} : { representativeId }),
    ...(kind === undefined ? {} : { kind }),
    ...(participationReason === undefined ? {} : { participationReason }),
    ...(basis === undefined ? {} : { basis: { code: basis, at: context.now, ...(by ? { by } : {}) } }),
  };
  const present = currentAgencies(draft).find((a) => a.agencyId === agencyId);
  if (present) {
    Object.assign(present, known, participation === undefined ? {} : { participation });
    return;
  }
  draft.agencies.push({
    agencyId,
    since: context.now,
    participation: participation ?? 'invited',
    lastContactWithLeadAt: context.now,
    ...known,
  });
  context.event('agency.taking_part', { agency: agencyId });
}
