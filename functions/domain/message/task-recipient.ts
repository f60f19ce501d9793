import type { Instant } from '../calendar/instants.ts';
import { isExcluded, leadAt } from '../case/queries.ts';
import type { CaseState } from '../case/state.ts';
import type { Recipient } from '../shared/recipient.ts';
import { isWorker } from './grounds.ts';
import { type StopReason, stopReasonTable } from './reasons.ts';

/**
 * Who should act on a stopped message: the lead for matters of content, the convening team for the rest;
 * never the recipient who could not be reached, and never anybody excluded.
 */
export function taskRecipient(
  reasons: readonly StopReason[],
  to: Recipient,
  cases: readonly CaseState[],
  now: Instant,
): Recipient | undefined {
  const state = cases[0];
  if (!state) return undefined;
  const { convenor, triage, chair, region } = state.contacts;
  const lead = leadAt(state, now);
  const forLead = reasons.some((reason) => stopReasonTable[reason].task === 'lead');
  const candidates = forLead ? [lead, convenor, triage] : [convenor, triage, lead];
  const able = [...candidates, chair, region].find(
    (worker) => worker !== undefined && !isWorker(to, worker) && !isExcluded(state, worker),
  );
  return able && { agencyId: able.agencyId, representativeId: able.representativeId };
}
