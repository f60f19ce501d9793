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
  if (agency.namedContactsOnly) return namedContact(agency, to.representativeId, now);
  if (to.representativeId !== undefined) return representative(agency, to.representativeId, now);
  const wanted = to.post ?? 'mailbox';
  const post = agency.posts.find((p) => p.post === wanted);
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

/**
 * The very address of a recipient that was verified at an instant, in use or not any more, whoever stands in for
 * them: who loses an address must hear of it there and nowhere else.
 */
export function resolveAddress(
  to: Recipient,
  agency: GateAgency | undefined,
  verifiedAt: Instant,
): Resolution {
  if (!agency || agency.agencyId !== to.agencyId) return stop('record_missing');
  const { representativeId } = to;
  const post = agency.posts.find((one) => one.post === to.post);
  const holders = [
    post,
    ...agency.representatives.filter(
      (one) => one.representativeId === (representativeId ?? post?.representativeId),
    ),
  ];
  const found = holders
    .flatMap((one) => (one ? [...(one.former ?? []), one.address] : []))
    .find((address) => address?.verifiedAt === verifiedAt);
  const reasons = addressFaults(found, agency);
  if (reasons.length > 0 || !found) return { reasons };
  return {
    resolved: {
      agencyId: agency.agencyId,
      ...(representativeId === undefined ? {} : { representativeId }),
      address: found.address,
    },
  };
}

/**
 * In an agency of named contacts only the person named gets mail, or who looks after integrity: for a post, or
 * while the named one is away. No mailbox, no delegate and no other post, for a person close to somebody in the
 * case may read it; nor an address that a post has as well.
 */
function namedContact(agency: GateAgency, representativeId: string | undefined, now: Instant): Resolution {
  const own = representativeId === undefined ? undefined : directly(agency, representativeId, now);
  if (own && !('reasons' in own && own.reasons.includes('away_without_delegate'))) return own;
  const nominated = agency.integrityContactId;
  if (nominated === undefined || nominated === representativeId) return own ?? stop('named_contact_only');
  const found = directly(agency, nominated, now);
  if ('reasons' in found || representativeId === undefined) return found;
  return { resolved: { ...found.resolved, named: { agencyId: agency.agencyId, representativeId } } };
}

/** The person and nobody in their place. */
function directly(agency: GateAgency, representativeId: string, now: Instant): Resolution {
  const person = agency.representatives.find((r) => r.representativeId === representativeId);
  if (!person) return stop('recipient_unknown');
  if (person.removedAt !== undefined && person.removedAt <= now) return stop('recipient_left');
  if (absenceAt(person, now)) return stop('away_without_delegate');
  const shared = agency.posts.some(
    (post) => post.address?.address.toLowerCase() === person.address?.address.toLowerCase(),
  );
  return person.address && shared ? stop('named_contact_only') : withAddress(agency, person, undefined);
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
