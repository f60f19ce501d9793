import type { Draft } from 'immer';
import { openChasedTask } from '../../chased-tasks.ts';
import type { CaseContext } from '../../command.ts';
import { isExcluded, leadAt } from '../../queries.ts';
import type { CaseState } from '../../state.ts';

type ContactRecord = CaseState['records'][number];
type Kind = ContactRecord['kind'];

/** A worker's own need is between the worker and the own agency (S0-15). */
const notForLead: readonly Kind[] = ['staff_support_need'];
/** Records by which the case is known to those who need to know; nothing is asked of the lead. */
const forKnowledge: readonly Kind[] = ['service_gap', 'alert', 'lead_contact'];

const isForLead = (record: ContactRecord): boolean => !notForLead.includes(record.kind);
export const asksLead = (record: ContactRecord): boolean =>
  isForLead(record) && !forKnowledge.includes(record.kind);

/**
 * Every record reaches the agency that leads now (S3-26): done after each decision, so that it follows each
 * change of lead, whoever caused it. What no lead has answered yet becomes one task of the new one (S3-27).
 * While nobody leads, a record stays visibly outstanding.
 */
export function recordsFollowLead(draft: Draft<CaseState>, context: CaseContext): void {
  const lead = leadAt(draft, context.now);
  if (!lead || draft.phase === 'closed') return;
  const to = { agencyId: lead.agencyId, representativeId: lead.representativeId };
  if (isExcluded(draft, to)) return;
  for (const record of draft.records) {
    if (!isForLead(record) || record.sharedWithLead.at(-1)?.agencyId === lead.agencyId) continue;
    record.sharedWithLead.push({ agencyId: lead.agencyId, at: context.now });
    context.event('record.reached_lead', { record: record.recordId, agency: lead.agencyId });
    if (!asksLead(record) || record.receipt || record.by.agencyId === lead.agencyId) continue;
    openChasedTask(draft, context, {
      code: 'record.received',
      for: to,
      subject: record.recordId,
      reason: record.kind,
      tell: true,
    });
  }
}
