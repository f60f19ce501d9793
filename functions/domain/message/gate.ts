import type { CaseState } from '../case/state.ts';
import type { AggregateType } from '../shared/aggregate.ts';
import type { Recipient } from '../shared/recipient.ts';
import { hashAddress } from './address.ts';
import type { ContentClass } from './content.ts';
import { judge, meetingGround } from './judge.ts';
import { type Message, readMessage } from './messages.ts';
import { needsTask, type StopReason } from './reasons.ts';
import { type Resolved, resolveAddress, resolveRecipient } from './recipient.ts';
import type { MessageRecord } from './record.ts';
import { isInvited, isStillTrueOfCase, isStillTrueOfMeeting } from './relevance.ts';
import { requirements } from './requirements.ts';
import { taskRecipient } from './task-recipient.ts';
import type { GateFacts, GateMeeting } from './views.ts';

export type { GateAddress, GateAgency, GateFacts, GateMeeting, GateRepresentative } from './views.ts';

/** One thing that may be said, and how much of it. */
export interface Sayable {
  message: Message;
  contentClass: ContentClass;
  /** Cases that it may speak of; a meeting's other cases are left out. */
  caseIds: string[];
}

/** An entry of a digest, by its place, that may not be said, and why. Its sender must be told. */
export interface Dropped {
  entry: number;
  reasons: StopReason[];
}

export interface GateAllowed extends Sayable {
  allowed: true;
  address: string;
  to: Resolved;
  ground: string;
  /** Agreement or explicit basis on which content is given; absent when the mail carries none. */
  basis?: string | undefined;
  /** A digest: the reminders that may be said, and those that may not. */
  entries?: Sayable[];
  dropped?: Dropped[];
}

export interface GateStopped {
  allowed: false;
  reasons: StopReason[];
  /** All reasons are that it is no longer true: nothing failed and nobody need act. */
  superseded: boolean;
  /** Who should act, never the recipient nor anybody excluded; absent when the case names nobody else. */
  taskFor?: Recipient | undefined;
  dropped?: Dropped[];
}
export type GateDecision = GateAllowed | GateStopped;

/** The one gate for every outward message (decision 9). Pure; `facts` are read just before sending. */
export function decideGate(record: MessageRecord, facts: GateFacts): GateDecision {
  if (record.kind === 'digest') return decideDigest(record, facts);
  return decideOne(record, record.to, facts);
}

type Sent = Pick<MessageRecord, 'kind' | 'params' | 'from'> & { clock?: string | undefined };

/**
 * The directory writes about no case, and records that wait for the convening team remind of that: something waits,
 * and not of whom.
 */
const mayNameNoCase = ({ from, kind }: Sent): boolean =>
  from.aggregate === 'agency' ||
  (ofTheTeam.includes(from.aggregate) && (kind === 'reminder' || kind === 'escalation'));
const ofTheTeam: readonly AggregateType[] = ['person', 'report', 'search'];

function decideOne(sent: Sent, to: Recipient, facts: GateFacts): GateDecision {
  const message = readMessage(sent.kind, sent.params, sent.from);
  if (message.kind === 'unreadable') return stopped(['unreadable'], to, facts, []);
  const found = casesOf(message, to, facts);
  if ('reasons' in found) return stopped(found.reasons, to, facts, []);
  const { cases, meeting, unnamed = false } = found;
  // Who is excluded from a case can only be found where there is one.
  if (cases.length === 0 && !meeting && !mayNameNoCase(sent)) {
    return stopped(['unreadable'], to, facts, []);
  }
  const gone =
    (meeting !== undefined &&
      !isStillTrueOfMeeting(
        message,
        to,
        meeting,
        cases.map((c) => c.caseId),
        facts.now,
      )) ||
    (cases.length > 0 && cases.every((c) => !isStillTrueOfCase(message, to, c, sent.clock)));
  if (gone) return stopped(['no_longer_true'], to, facts, cases);

  const resolution =
    message.kind === 'address_changed' && message.params.verifiedAt !== undefined
      ? resolveAddress(to, facts.agency, message.params.verifiedAt)
      : resolveRecipient(to, facts.agency, facts.now);
  const unreachable = 'reasons' in resolution ? resolution.reasons : [];
  // Exclusion is looked for even where no address is found, so that the reason shown is the real one.
  const resolved = 'resolved' in resolution ? resolution.resolved : { ...to, address: '' };
  if (resolved.address && facts.familyAddresses.has(hashAddress(resolved.address))) {
    unreachable.push('family_group_address');
  }
  const requirement = requirements[message.kind];
  const judged = cases.map((state) => judge(state, message, requirement, to, resolved, meeting, facts));
  const sayable = judged.filter((j) => j.reasons.length === 0);
  const silenced = unnamed ? sayable.length < cases.length : cases.length > 0 && sayable.length === 0;
  if (unreachable.length > 0 || silenced) {
    return stopped([...judged.flatMap((j) => j.reasons), ...unreachable], to, facts, cases);
  }
  const withoutCase = sent.from.aggregate === 'agency' ? 'directory' : 'asked';
  const ground = sayable[0]?.ground ?? (meeting ? meetingGround(meeting, to, unnamed) : withoutCase);
  if (ground === undefined) return stopped(['no_part_in_case'], to, facts, cases);
  const thinnest = sayable.some((j) => j.content === 'none') ? 'none' : sayable[0]?.content;
  const contentClass = thinnest ?? 'none';
  return {
    allowed: true,
    address: resolved.address,
    to: resolved,
    ground,
    ...(contentClass === 'none' ? {} : { basis: sayable[0]?.basis }),
    contentClass,
    caseIds: unnamed ? [] : sayable.map((j) => j.caseId),
    message,
  };
}

/** `unnamed`: the mail names none of the cases, and one that excludes the recipient stops it. */
type Found =
  | { cases: CaseState[]; meeting?: GateMeeting | undefined; unnamed?: boolean }
  | { reasons: StopReason[] };

/** The cases and the meeting that a message is about; for a meeting only cases that this person is invited for. */
function casesOf(message: Message, to: Recipient, facts: GateFacts): Found {
  const params: { caseId?: string; meetingId?: string; caseIds?: string[] } = message.params;
  if (params.meetingId === undefined || requirements[message.kind].audience !== 'meeting') {
    if (params.caseId !== undefined) {
      const state = facts.cases.get(params.caseId);
      return state ? { cases: [state] } : { reasons: ['record_missing'] };
    }
    if (params.meetingId === undefined) return { cases: [] };
  }
  const meeting = facts.meetings.get(params.meetingId);
  if (!meeting) return { reasons: ['record_missing'] };
  const invited = meeting.invited.filter((i) => isInvited(i, to));
  const mine = invited.length > 0 ? invited.flatMap((i) => i.caseIds) : meeting.caseIds;
  const wanted = meeting.caseIds.filter((id) => mine.includes(id) && (params.caseIds?.includes(id) ?? true));
  if (wanted.length === 0) {
    // Taken off all cases: the mail names none, and goes only if no case that was heard excludes them.
    if (message.kind !== 'meeting_cancelled') return { reasons: ['no_longer_true'] };
    return read(meeting, [...meeting.caseIds, ...meeting.formerCaseIds], facts, true);
  }
  return read(meeting, wanted, facts, false);
}

function read(meeting: GateMeeting, ids: readonly string[], facts: GateFacts, unnamed: boolean): Found {
  const cases = ids.flatMap((id) => facts.cases.get(id) ?? []);
  return cases.length === ids.length ? { cases, meeting, unnamed } : { reasons: ['record_missing'] };
}

function decideDigest(record: MessageRecord, facts: GateFacts): GateDecision {
  const decided = (record.entries ?? []).map((entry) => decideOne(entry, record.to, facts));
  const kept = decided.filter((decision) => decision.allowed);
  const dropped = decided.flatMap((decision, entry) =>
    decision.allowed ? [] : [{ entry, reasons: decision.reasons }],
  );
  const first = kept[0];
  if (!first) {
    const states = [...facts.cases.values()];
    const reasons = dropped.flatMap((d) => d.reasons);
    const all: StopReason[] = reasons.length > 0 ? reasons : ['no_longer_true'];
    return { ...stopped(all, record.to, facts, states), dropped };
  }
  const entries = kept.map(({ message, contentClass, caseIds }) => ({ message, contentClass, caseIds }));
  const caseIds = [...new Set(entries.flatMap((e) => e.caseIds))];
  return {
    ...first,
    message: { kind: 'digest', params: {} },
    contentClass: 'none',
    caseIds,
    entries,
    dropped,
  };
}

function stopped(all: StopReason[], to: Recipient, facts: GateFacts, cases: CaseState[]): GateStopped {
  const reasons = [...new Set(all)];
  const superseded = reasons.every((reason) => !needsTask(reason));
  const taskFor = superseded ? undefined : taskRecipient(reasons, to, cases, facts.now);
  return { allowed: false, reasons, superseded, ...(taskFor ? { taskFor } : {}) };
}

/** What the message keeps of a decision. */
export function gateRecord(decision: GateDecision, now: string): NonNullable<MessageRecord['gate']> {
  const dropped = decision.dropped && decision.dropped.length > 0 ? { dropped: decision.dropped } : {};
  if (!decision.allowed) return { allowed: false, reasons: decision.reasons, at: now, ...dropped };
  const { address, ground, basis, contentClass } = decision;
  return {
    allowed: true,
    reasons: [],
    at: now,
    addressHash: hashAddress(address),
    ground,
    ...(basis === undefined ? {} : { basis }),
    contentClass,
    ...dropped,
  };
}
