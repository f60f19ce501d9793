import type { Draft } from 'immer';
import type { Instant } from '../calendar/instants.ts';
import { agencyRecipient, conveningLead, isExcluded, leadAt } from '../case/queries.ts';
import type { CaseState } from '../case/state.ts';
import type { CaseRole } from '../policy/schema.ts';
import { type AgencyPost, agencyPosts, type Recipient } from '../shared/recipient.ts';

type Readable = CaseState | Draft<CaseState>;
interface Worker {
  agencyId: string;
  representativeId?: string | undefined;
}

/**
 * Who a role of a rung is at a moment, or undefined if nobody is left. An excluded worker, or one of an
 * agency that has left the case, is passed over for the next: the escalation contact of the same agency, then
 * the lead, the convenor, triage. That the post is not the excluded worker is checked when it is sent.
 */
export function recipientFor(
  state: Readable,
  role: CaseRole,
  subject: string | undefined,
  now: Instant,
): Recipient | undefined {
  const known = holders(state, role, subject, now).filter((worker) => worker !== undefined);
  return known.map(toRecipient).find((to) => mayBeTold(state, to));
}

const mayBeTold = (state: Readable, to: Recipient): boolean =>
  !isExcluded(state, to) && !hasLeft(state, to.agencyId);

/** The agency took part and takes part no more. */
function hasLeft(state: Readable, agencyId: string): boolean {
  const parts = state.agencies.filter((agency) => agency.agencyId === agencyId);
  return parts.length > 0 && parts.every((agency) => agency.removedAt !== undefined);
}

const toRecipient = (to: Recipient): Recipient => ({
  agencyId: to.agencyId,
  ...(to.representativeId === undefined ? {} : { representativeId: to.representativeId }),
  ...(to.post === undefined ? {} : { post: to.post }),
});

/** Who holds the role, and who comes after when that one may not be told. */
function holders(
  state: Readable,
  role: CaseRole,
  subject: string | undefined,
  now: Instant,
): (Recipient | undefined)[] {
  const { triage, convenor, chair, region, afterHours } = state.contacts;
  const lead = leadAt(state, now);
  const others = [...withPost(lead), ...withPost(convenor), ...withPost(triage)];
  const owner = ownerOf(state, subject);
  switch (role) {
    case 'owner':
      return [...withPost(owner), ...others];
    case 'owner_agency_contact':
      return [post(owner, 'escalation_contact'), ...others];
    case 'lead':
      return others;
    case 'lead_contact':
      return [post(lead, 'escalation_contact'), ...withPost(convenor), ...withPost(triage)];
    case 'convening_lead':
      return [...withPost(conveningLead(state)), ...others];
    case 'convenor':
      return [...withPost(convenor), ...withPost(triage), ...withPost(lead)];
    case 'triage':
      return [...withPost(triage), ...withPost(convenor), ...withPost(lead)];
    case 'caller':
      return [...withPost(state.referral.from), ...withPost(triage), ...withPost(convenor)];
    case 'chair':
      return [...withPost(chair), ...withPost(convenor), ...withPost(triage), ...withPost(lead)];
    case 'region':
      return [
        ...withPost(region),
        post(lead ?? triage, 'regional'),
        ...withPost(convenor),
        ...withPost(triage),
      ];
    case 'after_hours':
      return [...withPost(afterHours), post(lead ?? triage, 'after_hours'), ...others];
  }
}

const withPost = (worker: Worker | undefined): (Recipient | undefined)[] => [
  worker,
  post(worker, 'escalation_contact'),
];

const post = (worker: Worker | undefined, name: AgencyPost): Recipient | undefined =>
  worker && { agencyId: worker.agencyId, post: name };

/** Who has to do what a clock is about: the subject is an action, a task, an offer, an agency or a worker. */
export function ownerOf(state: Readable, subject: string | undefined): Recipient | undefined {
  if (subject === undefined) return undefined;
  const action = state.actions.find((a) => a.actionId === subject);
  if (action) return action.owner;
  const task = state.tasks.find((t) => t.taskId === subject);
  if (task) {
    const named = agencyPosts.find((name) => name === task.for.post);
    return { agencyId: task.for.agencyId, representativeId: task.for.representativeId, post: named };
  }
  const offer = state.lead.offers.find((o) => o.offerId === subject);
  if (offer) return offer.to;
  if (state.agencies.some((a) => a.agencyId === subject)) return agencyRecipient(state, subject);
  const agency = state.agencies.find((a) => a.representativeId === subject);
  if (agency) return { agencyId: agency.agencyId, representativeId: subject };
  return state.planCopies.findLast((copy) => copy.to.representativeId === subject)?.to;
}
