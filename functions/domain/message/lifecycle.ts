import type { Instant } from '../calendar/instants.ts';
import { needsTask } from './reasons.ts';
import type { DigestEntry, MessageRecord } from './record.ts';

/**
 * Where a message is. `waiting` until an hour or a digest; `accepted` by SES; `not_confirmed`: no word came in
 * time, which is not "not delivered"; `rejected` by SES; `stopped` by the gate; `failed`: nobody could send it;
 * `superseded`: what it was about is over.
 */
export const messageStatuses = [
  'created',
  'waiting',
  'sending',
  'accepted',
  'delivered',
  'bounced',
  'complained',
  'not_confirmed',
  'rejected',
  'stopped',
  'failed',
  'superseded',
] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/**
 * What a message can become from where it is. Outcomes may come before SES's answer is stored, and late
 * ones after it was given up: a delivery undoes `not_confirmed`, a bounce or complaint undoes `delivered`. SES never
 * delivers what it rejected, so a fate after `rejected` is that of the other of two attempts, and holds.
 * `sending` to itself is a further attempt after an unknown outcome of the call (design, section 4).
 */
export const messageMoves: Readonly<Record<MessageStatus, readonly MessageStatus[]>> = {
  created: ['waiting', 'sending', 'stopped', 'superseded', 'failed'],
  waiting: ['sending', 'stopped', 'superseded', 'failed'],
  sending: [
    'sending',
    'accepted',
    'delivered',
    'bounced',
    'complained',
    'not_confirmed',
    'rejected',
    'stopped',
    'superseded',
    'failed',
  ],
  accepted: ['delivered', 'bounced', 'complained', 'not_confirmed', 'rejected', 'failed'],
  not_confirmed: ['delivered', 'bounced', 'complained', 'rejected'],
  delivered: ['bounced', 'complained'],
  bounced: ['complained'],
  complained: [],
  rejected: ['delivered', 'bounced', 'complained'],
  stopped: [],
  failed: [],
  superseded: [],
};

export const canBecome = (from: MessageStatus, to: MessageStatus): boolean => messageMoves[from].includes(to);

const unsettled: readonly MessageStatus[] = ['created', 'waiting', 'sending', 'accepted'];

/** Whether something is still expected of this message; a settled one may be left alone by the sweeper. */
export const isSettled = (status: MessageStatus): boolean => !unsettled.includes(status);

/** What SES, the gate or the clock says about a message. */
export type MessageEvent =
  | { type: 'claimed' }
  | { type: 'gate_stopped'; gate: NonNullable<MessageRecord['gate']>; superseded: boolean }
  | { type: 'gate_allowed'; gate: NonNullable<MessageRecord['gate']> }
  | { type: 'accepted'; providerMessageId: string }
  | {
      type: 'outcome';
      outcome: 'delivered' | 'bounced' | 'complained' | 'rejected' | 'failed';
      code?: string | undefined;
    }
  | { type: 'gave_up'; outcome: 'not_confirmed' | 'failed'; code?: string | undefined };

/**
 * Apply an event. The same record comes back when the event changes nothing: a repeat, or an outcome that a
 * worse or later one has overtaken. Never throws: the events are not ours to refuse.
 */
export function applyMessageEvent(record: MessageRecord, event: MessageEvent, now: Instant): MessageRecord {
  switch (event.type) {
    case 'claimed':
      return become({ ...record, attempt: record.attempt + 1 }, 'sending', now) ?? record;
    case 'gate_allowed':
      return record.status === 'sending' ? { ...record, gate: event.gate } : record;
    case 'gate_stopped': {
      const to = event.superseded ? 'superseded' : 'stopped';
      return become({ ...record, gate: event.gate }, to, now) ?? record;
    }
    case 'accepted': {
      if (record.providerMessageId === event.providerMessageId) return record;
      const known = { ...record, providerMessageId: event.providerMessageId };
      return become(known, 'accepted', now) ?? known;
    }
    case 'outcome':
    case 'gave_up': {
      const code = event.code === undefined ? {} : { code: event.code };
      const known = { ...record, outcome: { outcome: event.outcome, at: now, ...code } };
      return become(known, event.outcome, now) ?? record;
    }
  }
}

function become(record: MessageRecord, to: MessageStatus, now: Instant): MessageRecord | undefined {
  if (!canBecome(record.status, to)) return undefined;
  const { settledAt, ...open } = record;
  const settled = isSettled(to) ? { settledAt: settledAt ?? now } : {};
  return { ...open, status: to, statusAt: now, ...settled };
}

/** What the sender must be told about a message, so that somebody acts (decision 9). */
export interface Telling {
  outcome: 'bounced' | 'complained' | 'not_confirmed' | 'stopped' | 'failed' | 'delivered';
  reasons: string[];
}

/**
 * What is to be told to the aggregate the message came from, or nothing: a message that was no longer true has
 * hurt nobody, and a plain delivery stays on the message. But each copy of a plan has its fate in the case
 * (S0-30), and a delivery that came after it was given up ends the telephone call that was to make up for it.
 */
export function telling(record: MessageRecord): Telling | undefined {
  const code = record.outcome?.code === undefined ? [] : [record.outcome.code];
  if (record.status === 'stopped') {
    return { outcome: 'stopped', reasons: (record.gate?.reasons ?? []).filter(needsTask) };
  }
  if (record.status === 'rejected') return { outcome: 'failed', reasons: ['rejected', ...code] };
  if (record.status === 'delivered')
    return record.kind === 'plan_copy' || isLate(record) ? { outcome: 'delivered', reasons: [] } : undefined;
  const outcome = lost.find((status) => status === record.status);
  return outcome && { outcome, reasons: code };
}

/** It had been given up before. */
const isLate = ({ settledAt, statusAt }: MessageRecord): boolean =>
  settledAt !== undefined && settledAt < statusAt;

const lost = ['bounced', 'complained', 'not_confirmed', 'failed'] as const;

/** Something that was to be said, where it came from, and what that sender must be told of it. */
export interface PartTelling extends Telling {
  part: Omit<DigestEntry, 'cause'>;
  /** Its place in the digest, 0 for a mail of its own. */
  index: number;
}

/**
 * What is to be told to each sender. An entry that a digest left out is told as stopped, whatever became of
 * the digest itself.
 */
export function tellings(record: MessageRecord): PartTelling[] {
  const whole = telling(record);
  const parts: readonly Omit<DigestEntry, 'cause'>[] = record.entries ?? [record];
  return parts.flatMap((part, index) => {
    const dropped = record.gate?.dropped?.find(({ entry }) => entry === index)?.reasons;
    if (dropped === undefined) return whole ? [{ part, index, ...whole }] : [];
    const reasons = dropped.filter(needsTask);
    return reasons.length > 0 ? [{ part, index, outcome: 'stopped' as const, reasons }] : [];
  });
}
