import type { Instant } from '../calendar/instants.ts';
import { isSelfNamed } from '../case/convening-team.ts';
import { agencyRecipient, currentAgencies, currentMembers, leadAt } from '../case/queries.ts';
import { isActionOpen } from '../case/schema/actions.ts';
import type { CaseState } from '../case/state.ts';
import type { Worker } from '../shared/actor.ts';
import type { Recipient } from '../shared/recipient.ts';
import type { MessageOf } from './messages.ts';
import type { GateMeeting } from './views.ts';

/** Whether a recipient is this worker. A post is nobody in particular. */
export const isWorker = (to: Recipient, worker: Recipient | undefined): boolean =>
  worker !== undefined &&
  to.representativeId !== undefined &&
  to.agencyId === worker.agencyId &&
  to.representativeId === worker.representativeId;

const leadGrounds = {
  lead: 'lead',
  convening: 'convening_lead',
  interim_after_hours: 'interim_lead',
} as const;

/** The ground on which somebody leads the case now, if so. */
export function leadGround(state: CaseState, to: Recipient, now: Instant): string | undefined {
  const lead = leadAt(state, now);
  if (lead && (isWorker(to, lead) || (to.post !== undefined && to.agencyId === lead.agencyId))) {
    return leadGrounds[lead.kind];
  }
  return leadsForOneVictim(state, to) ? 'lead' : undefined;
}

/** One victim survivor can have a lead of her own (S3-44). */
const leadsForOneVictim = (state: CaseState, to: Recipient): boolean =>
  currentMembers(state).some(({ ownLead }) => {
    if (ownLead?.agencyId !== to.agencyId) return false;
    const named = agencyRecipient(state, ownLead.agencyId);
    return to.representativeId === undefined || isWorker(to, named);
  });

/** Every duty on the case now, by ground, with those who have it; the strongest ground first. */
function dutiesNow(
  state: CaseState,
  now: Instant,
): readonly (readonly [string, readonly (Recipient | undefined)[]])[] {
  const { triage, convenor, chair, region, afterHours } = state.contacts;
  const periods = state.lead.periods.filter((p) => p.from <= now && (p.to === undefined || now < p.to));
  return [
    ['lead', periods.filter((p) => p.kind === 'lead')],
    ['interim_lead', periods.filter((p) => p.kind === 'interim_after_hours')],
    ['convening_lead', periods.filter((p) => p.kind === 'convening')],
    ['incoming_lead', state.lead.offers.filter((o) => o.status === 'offered').map((o) => o.to)],
    ['has_action', state.actions.filter(isActionOpen).map((a) => a.owner)],
    ['chair', [chair]],
    ['convenor', [convenor]],
    ['triage', [triage]],
    ['region', [region]],
    ['after_hours', [afterHours]],
    ['caller', [state.referral.from]],
    ['task', state.tasks.filter((t) => t.status === 'open').map((t) => withoutPost(t.for))],
    ['takes_part', currentAgencies(state)],
  ];
}

/** Every ground on which a person, not a post, has a part in the case now; the strongest first. */
export function partGrounds(state: CaseState, worker: Worker, now: Instant): string[] {
  const found = dutiesNow(state, now)
    .filter(([, workers]) => workers.some((w) => isWorker(worker, w)))
    .map(([ground]) => ground);
  const agency = currentAgencies(state).find((a) => a.agencyId === worker.agencyId);
  // The agency has named nobody yet, so whoever answers for it may be asked.
  const unnamed = agency !== undefined && agency.representativeId === undefined;
  return unnamed && !found.includes('takes_part') ? [...found, 'takes_part'] : found;
}

/** The first ground on which somebody has a part in the case now: a person by duty, a post by the agency's part. */
export function partGround(state: CaseState, to: Recipient, now: Instant): string | undefined {
  const { agencyId, representativeId } = to;
  if (representativeId !== undefined) return partGrounds(state, { agencyId, representativeId }, now)[0];
  return dutiesNow(state, now).some(([, workers]) => workers.some((w) => w?.agencyId === agencyId))
    ? 'agency_contact'
    : undefined;
}

const withoutPost = (to: { agencyId: string; representativeId?: string | undefined }): Recipient => ({
  agencyId: to.agencyId,
  representativeId: to.representativeId,
});

/** As `partGround`, and also those who once had a part and so were told something. */
export function toldBeforeGround(state: CaseState, to: Recipient, now: Instant): string | undefined {
  const part = partGround(state, to, now);
  if (part !== undefined) return part;
  const told: readonly Recipient[] = [
    ...state.agencies,
    ...state.planCopies.map((copy) => copy.to),
    ...state.lead.periods,
    ...state.actions.flatMap((a) => [a.owner, ...a.handOns.map((h) => h.from)]),
  ];
  const found =
    to.representativeId === undefined
      ? told.some((t) => t.agencyId === to.agencyId)
      : told.some((t) => isWorker(to, t)) || state.agencies.some((a) => a.agencyId === to.agencyId);
  return found ? 'told_before' : undefined;
}

/** Whether the named ground of a plan copy holds now (guard c). Attending alone is none. */
export function holdsPlanGround(
  state: CaseState,
  to: Recipient,
  params: MessageOf<'plan_copy'>['params'],
  meetings: ReadonlyMap<string, GateMeeting>,
  now: Instant,
): boolean {
  const plan = findPlan(state, params);
  if (!plan || to.representativeId === undefined) return false;
  switch (params.ground) {
    case 'has_action':
      return state.actions.some((a) => plan.actionIds.includes(a.actionId) && isWorker(to, a.owner));
    case 'takes_action_over':
      return state.actions.some((a) => isWorker(to, a.owner) && isWorker(to, a.handOns.at(-1)?.to));
    case 'lead':
      return leadsNow(state, to, now, ['lead', 'convening']);
    case 'interim_lead':
      return leadsNow(state, to, now, ['interim_after_hours']);
    case 'incoming_lead':
      // Without the victim survivor's consent the packet is withheld, the offer goes on (S3-36).
      return (
        leadsNow(state, to, now, ['lead']) ||
        state.lead.offers.some(
          (o) => o.status === 'offered' && o.packet !== 'withheld_no_consent' && isWorker(to, o.to),
        )
      );
    case 'chair': {
      const meeting = plan.meetingId === undefined ? undefined : meetings.get(plan.meetingId);
      // Who made themselves chair is told in full when the convening team has accepted it.
      if (isSelfNamed(state, to)) return false;
      return isWorker(to, state.contacts.chair) || isWorker(to, meeting?.chair);
    }
  }
}

export const findPlan = (state: CaseState, { planId, version }: { planId: string; version: number }) =>
  state.plans.find((plan) => plan.planId === planId && plan.version === version);

const leadsNow = (state: CaseState, to: Recipient, now: Instant, kinds: readonly string[]): boolean =>
  state.lead.periods.some(
    (p) =>
      kinds.includes(p.kind) &&
      p.from <= now &&
      (p.to === undefined || now < p.to) &&
      isWorker(to, asWorker(p)),
  );

const asWorker = ({ agencyId, representativeId }: Worker): Worker => ({ agencyId, representativeId });
