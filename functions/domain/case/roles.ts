import type { Draft } from 'immer';
import { asWorker, type Worker } from '../shared/actor.ts';
import type { Refusal } from '../shared/refusal.ts';
import { refuse } from '../shared/refusal.ts';
import type { CaseContext } from './command.ts';
import { leadAt, nominatedLeadAt, sameWorker } from './queries.ts';
import type { CaseState } from './state.ts';

/** What somebody is to a case when a rule of practice depends on it. */
export type CaseFunction = 'lead' | 'convenor' | 'chair' | 'triage' | 'region';

/** Those who may stand in for the lead where practice needs it (judgement). */
export const leadOrConvenor: readonly CaseFunction[] = ['lead', 'convenor', 'chair'];

/**
 * Whether a worker holds a function on the case now. Lead, convenor and triage are agencies' functions, which
 * any of their workers holds; chair and region are persons. Beside an interim lead the nominated one counts.
 */
export function holds(
  state: CaseState | Draft<CaseState>,
  worker: Worker,
  now: string,
  role: CaseFunction,
): boolean {
  const { contacts } = state;
  switch (role) {
    case 'lead':
      return [leadAt(state, now), nominatedLeadAt(state, now)].some((p) => p?.agencyId === worker.agencyId);
    case 'convenor':
      return contacts.convenor?.agencyId === worker.agencyId;
    case 'triage':
      return contacts.triage.agencyId === worker.agencyId;
    case 'chair':
      return contacts.chair !== undefined && sameWorker(contacts.chair, worker);
    case 'region':
      return contacts.region !== undefined && sameWorker(contacts.region, worker);
  }
}

/** The acting worker, or a refusal unless one of the functions (or one of the agencies named) is theirs. */
export function requireFunction(
  draft: Draft<CaseState>,
  context: CaseContext,
  roles: readonly CaseFunction[],
  more: { agencies?: readonly (string | undefined)[]; duty?: string } = {},
): Worker | Refusal {
  const worker = requireWorker(context);
  if ('kind' in worker) return worker;
  if (roles.some((role) => holds(draft, worker, context.now, role))) return worker;
  if (more.agencies?.includes(worker.agencyId)) return worker;
  const who = [...(more.agencies ? ['the agency concerned'] : []), ...roles].join(', ');
  return refuse('not-for-this-worker', `this is for ${who}`, more.duty ? { duty: more.duty } : {});
}

/** The acting worker, or a refusal for the system. */
export const requireWorker = ({ by }: CaseContext): Worker | Refusal =>
  asWorker(by) ?? refuse('not-for-this-actor', 'this is for a worker');
