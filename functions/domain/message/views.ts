import type { Instant } from '../calendar/instants.ts';
import type { CaseState } from '../case/state.ts';
import type { Worker } from '../shared/actor.ts';
import type { AgencyPost } from '../shared/recipient.ts';

/** An e-mail address of a worker or post. `health` is what SES last said of it. */
export interface GateAddress {
  address: string;
  verifiedAt?: Instant | undefined;
  health: 'ok' | 'bounced' | 'complained';
}

export interface GateRepresentative {
  representativeId: string;
  address?: GateAddress | undefined;
  former?: readonly GateAddress[] | undefined;
  removedAt?: Instant | undefined;
  /** Absences; `delegateId` is a representative of the same agency. */
  away: readonly { from: Instant; to: Instant; delegateId?: string | undefined }[];
}

/** What the gate needs to know of the recipient's agency. Callers make it from the Agency aggregate. */
export interface GateAgency {
  agencyId: string;
  /** Read only by templates. */
  name: string;
  /** Mail domains of the agency, in lower case; none means that no address can be trusted. */
  domains: readonly string[];
  representatives: readonly GateRepresentative[];
  /** A post is held by a representative; the mailbox may have an address of its own. */
  posts: readonly {
    post: AgencyPost;
    representativeId?: string | undefined;
    address?: GateAddress | undefined;
    former?: readonly GateAddress[] | undefined;
  }[];
  /** Only representatives named for the case, and the integrity contact, are ever written to. */
  namedContactsOnly: boolean;
  integrityContactId?: string | undefined;
  /** Agreements signed, such as the memorandum of understanding (S0-44). */
  agreements: readonly { code: string; signedAt: Instant; endedAt?: Instant | undefined }[];
}

/** What the gate needs to know of a meeting. Callers make it from the Meeting aggregate. */
export interface GateMeeting {
  meetingId: string;
  status: 'scheduled' | 'cancelled' | 'not_quorate' | 'held';
  startsAt: Instant;
  /** Cases that it hears or has heard. */
  caseIds: readonly string[];
  /** Cases that were taken off its list. */
  formerCaseIds: readonly string[];
  chair?: Worker | undefined;
  minuteTaker?: Worker | undefined;
  /** Each person invited, proxies too. `caseIds`: the cases for which this person is invited. */
  invited: readonly {
    agencyId: string;
    representativeId?: string | undefined;
    caseIds: readonly string[];
    withdrawn?: boolean | undefined;
    /** Cases for which a return, "nothing known" or a refusal to share has come. */
    answeredFor: readonly string[];
  }[];
  /** Who endorsed confidentiality, for this meeting and all its cases. */
  endorsed: readonly { worker: Worker; at: Instant }[];
}

/** Everything that the gate reads, as it stands just before sending. */
export interface GateFacts {
  agency: GateAgency | undefined;
  cases: ReadonlyMap<string, CaseState>;
  meetings: ReadonlyMap<string, GateMeeting>;
  /** Hashes (`hashAddress`) of e-mail addresses of members of the family groups, where any is known. */
  familyAddresses: ReadonlySet<string>;
  /** Codes of agreements that are a basis for sharing (`policy.agreements`). */
  agreements: readonly string[];
  now: Instant;
}
