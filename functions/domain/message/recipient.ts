import type { Instant } from '../calendar/instants.ts';
import type { Worker } from '../shared/actor.ts';
import type { Recipient } from '../shared/recipient.ts';
import { isInDomains } from './address.ts';
import type { StopReason } from './reasons.ts';
import type { GateAddress, GateAgency, GateRepresentative } from './views.ts';

/** Who gets the mail in the end. `named` is the one it was for, when a delegate or a shared address stands in. */
export interface Resolved {
  agencyId: string;
  /** Absent for a shared mailbox, which can endorse nothing and so gets no case content. */
  representativeId?: string | undefined;
  named?: Worker | undefined;
  address: string;
}

export type Resolution = { resolved: Resolved } | { reasons: StopReason[] };

const stop = (...reasons: StopReason[]): Resolution => ({ reasons });

/** Find the person and a healthy, verified address of the agency for a recipient, at this instant. */
export function resolveRecipient(to: Recipient, agency: GateAgency | undefined, now: Instant): Resolution {
  if (!agency || agency.agencyId !== to.agencyId) return stop('record_missing');
  if (to.representativeId !== undefined) return representative(agency, to.representativeId, now);
  const wanted = to.post ?? 'mailbox';
  const post = agency.posts.find((p) => p.post === wanted);
  if (agency.namedContactsOnly) {
    // No mailbox and no other post: a person close to somebody in the case may read it.
    const nominated = agency.integrityContactId;
    return nominated === undefined ? stop('named_contact_only') : representative(agency, nominated, now);
  }
  if (!post) return stop('recipient_unknown');
  const { representativeId } = post;
  if (post.address === undefined && representativeId !== undefined) {
    return representative(agency, representativeId, now);
  }
  const reasons = addressFaults(post.address, agency);
  if (reasons.length > 0 || !post.address) return { reasons };
  const named = representativeId === undefined ? undefined : { agencyId: agency.agencyId, representativeId };
  return { resolved: { agencyId: agency.agencyId, named, address: post.address.address } };
}

function representative(agency: GateAgency, representativeId: string, now: Instant): Resolution {
  const person = agency.representatives.find((r) => r.representativeId === representativeId);
  if (!person) return stop('recipient_unknown');
  if (person.removedAt !== undefined && person.removedAt <= now) return stop('recipient_left');
  const absence = absenceAt(person, now);
  if (!absence) return withAddress(agency, person, undefined);
  const delegate = agency.representatives.find((r) => r.representativeId === absence.delegateId);
  const usable = delegate && (delegate.removedAt === undefined || delegate.removedAt > now);
  // One step only: a delegate who is away too has not taken the work over.
  if (!usable || absenceAt(delegate, now)) return stop('away_without_delegate');
  return withAddress(agency, delegate, { agencyId: agency.agencyId, representativeId });
}

const absenceAt = (person: GateRepresentative, now: Instant) =>
  person.away.find((absence) => absence.from <= now && now < absence.to);

function withAddress(agency: GateAgency, person: GateRepresentative, named: Worker | undefined): Resolution {
  const reasons = addressFaults(person.address, agency);
  if (reasons.length > 0 || !person.address) return { reasons };
  return {
    resolved: {
      agencyId: agency.agencyId,
      representativeId: person.representativeId,
      named,
      address: person.address.address,
    },
  };
}

function addressFaults(address: GateAddress | undefined, agency: GateAgency): StopReason[] {
  if (!address) return ['address_missing'];
  const reasons: StopReason[] = [];
  if (address.verifiedAt === undefined) reasons.push('address_unverified');
  if (!isInDomains(address.address, agency.domains)) reasons.push('address_outside_domains');
  if (address.health === 'bounced') reasons.push('address_bounced');
  if (address.health === 'complained') reasons.push('address_complained');
  return reasons;
}
