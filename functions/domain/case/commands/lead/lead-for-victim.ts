import type { Draft } from 'immer';
import type { Instant } from '../../../calendar/instants.ts';
import type { Recipient } from '../../../shared/recipient.ts';
import { convenorRecipient } from '../../chased-tasks.ts';
import { agencyRecipient, currentAgencies, findMember, isExcluded, leadAt } from '../../queries.ts';
import type { Member } from '../../schema/members.ts';
import type { CaseState } from '../../state.ts';

/** Whether an own lead counts for this victim survivor: one whose agency has left the case does not. */
export const hasOwnLead = (
  state: CaseState | Draft<CaseState>,
  { ownLead }: Pick<Member, 'ownLead'>,
): boolean => currentAgencies(state).some((agency) => agency.agencyId === ownLead?.agencyId);

/**
 * Who leads for one victim survivor: usually the lead of the family group, or an own one set with a reason
 * (S3-44, S3-50). An own lead whose agency has left the case counts no more.
 */
export function leadForVictim(
  state: CaseState | Draft<CaseState>,
  personId: string,
  at: Instant,
): Recipient | undefined {
  const member = findMember(state, personId);
  if (member?.ownLead && hasOwnLead(state, member)) return agencyRecipient(state, member.ownLead.agencyId);
  const lead = leadAt(state, at);
  return lead && { agencyId: lead.agencyId, representativeId: lead.representativeId };
}

/** Who tells her: her lead, or the convenor while the lead is excluded and another has to be found. */
export function tellerOf(
  state: CaseState | Draft<CaseState>,
  personId: string,
  at: Instant,
): Recipient | undefined {
  const lead = leadForVictim(state, personId, at);
  return lead && isExcluded(state, lead) ? convenorRecipient(state) : lead;
}

/** Whether somebody has told her since an instant, or recorded why not. */
export const isAnsweredSince = (
  state: CaseState | Draft<CaseState>,
  personId: string | undefined,
  since: Instant,
): boolean =>
  state.lead.periods.some((period) =>
    period.victimInformed.some((told) => told.personId === personId && told.at >= since),
  );

/** Each stretch of time with the one lead of it, over all layers: it has no gap from the first on (S3-46). */
export function leadTimeline(
  state: CaseState,
): { from: Instant; to?: Instant | undefined; leadId: string }[] {
  const instants = [
    ...new Set(state.lead.periods.flatMap((p) => (p.to === undefined ? [p.from] : [p.from, p.to]))),
  ].toSorted();
  return instants.flatMap((from, n) => {
    const lead = leadAt(state, from);
    return lead ? [{ from, to: instants[n + 1], leadId: lead.leadId }] : [];
  });
}
