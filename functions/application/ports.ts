import type { Calendar } from '../domain/calendar/calendar.ts';
import type { Instant } from '../domain/calendar/instants.ts';
import type { Policy } from '../domain/policy/schema.ts';
import type { TaskIntent } from '../domain/shared/intent.ts';
import type { AccessLog } from './access/access-log.ts';
import type { ReadingCounter } from './access/reading-counter.ts';
import type { ChainMoves } from './anchors/ports.ts';
import type { LinkKeys, LinkStore } from './answers/link-store.ts';
import type { Ledger } from './api/ledger.ts';
import type { MatchIndex } from './matching/match-index.ts';
import type { ListStore, PagingStore } from './projections/list-store.ts';
import type { AggregateRecord, AggregateRef, AuditEntry, OutboxEntry, SweepNotes } from './record.ts';
import type { StoredMessage } from './stored-message.ts';

/** The attributes that a command or the passing of time changes, written at once. */
export interface Save {
  ref: AggregateRef;
  /** The write happens only if the item still has these. */
  expect: { version: number; generation: number };
  version: number;
  at: Instant;
  data: unknown;
  /** Entries of the new version; none leaves the outbox alone. */
  entries: OutboxEntry[];
  recent: AggregateRecord['recent'];
  auditSeq: number;
  auditHash: string;
  attentionAt: Instant;
}

/** A task token for a version that was seen, by an execution's wait state. */
export interface TokenRegistration {
  ref: AggregateRef;
  generation: number;
  version: number;
  token: string;
  /** When the state was entered, and its retry count, as a text that sorts. */
  tokenAt: string;
}

/** Move `attentionAt`, only while each condition that is given holds. */
export interface AttentionMove {
  ref: AggregateRef;
  /** Without it the attribute goes away: finally closed, nothing left to relay. */
  to: Instant | undefined;
  while: {
    version: number;
    /** Nothing in the outbox. */
    quiet?: boolean;
    /** The token was registered for this very version. */
    seen?: boolean;
    /** Nobody has moved it since this was read. */
    attentionAt?: Instant;
  };
  sweep?: SweepNotes;
}

/** Aggregates, one item each. Every method is one atomic step. `false`: the condition did not hold, nothing was done. */
export interface AggregateStore {
  /** Consistently. */
  load(ref: AggregateRef): Promise<AggregateRecord | undefined>;
  /** Unless there is one. */
  create(record: AggregateRecord): Promise<boolean>;
  save(save: Save): Promise<boolean>;
  /**
   * Remove these versions from the outbox, and `pending` with the last, and the failure counts of these
   * entries; what is gone already stays gone.
   */
  acknowledge(ref: AggregateRef, versions: readonly string[], failed?: readonly string[]): Promise<void>;
  /** On condition `version = seen AND generation = mine AND (no tokenAt OR tokenAt < mine)`. */
  registerToken(registration: TokenRegistration): Promise<boolean>;
  /** One more than `from`, on condition that it is `from`; the token goes. */
  raiseGeneration(ref: AggregateRef, from: number, attentionAt: Instant): Promise<boolean>;
  /** On condition that it is the item's generation. */
  markSeenGeneration(ref: AggregateRef, generation: number): Promise<boolean>;
  moveAttention(move: AttentionMove): Promise<boolean>;
  /** The sweeper should look now, whatever stands there; false if there is no such item. */
  hurry(ref: AggregateRef, at: Instant): Promise<boolean>;
  /**
   * Count one more failure of an outbox entry; answers how many there are now. With the entry's `version` only
   * while that lies in the outbox: somebody else may have done it meanwhile, and then it answers 0.
   */
  countFailure(ref: AggregateRef, entryId: string, version?: string): Promise<number>;
}

/** What wants the sweeper's look. */
export type Attentive =
  | { kind: 'aggregate'; ref: AggregateRef; at: Instant }
  | { kind: 'message'; messageId: string; at: Instant }
  | { kind: 'note'; owner: AggregateRef; noteId: string; at: Instant };

/** The sparse index over `attentionAt`: keys only, eventually consistent, so that a hit is a hint. */
export interface AttentionIndex {
  /** Earliest first; `cursor` leads to the next page. */
  page(
    shard: string,
    before: Instant,
    cursor?: string,
  ): Promise<{ found: Attentive[]; cursor?: string | undefined }>;
}

/** Messages, one item each. */
export interface MessageStore {
  load(messageId: string): Promise<StoredMessage | undefined>;
  /** Unless there is one. */
  create(message: StoredMessage): Promise<boolean>;
  /** On condition that the stored version is one less than the given. */
  save(message: StoredMessage): Promise<boolean>;
}

/** A narrative: written before the command that refers to it, read by people only. */
export interface Note {
  owner: AggregateRef;
  noteId: string;
  field: string;
  text: string;
  createdAt: Instant;
}

/** Notes, encrypted at rest. Until it is kept a note is an orphan that the janitor may remove. */
export interface NoteStore {
  /** Unless there is one with this id. `orphanAt` is when the janitor looks. */
  create(note: Note, orphanAt: Instant): Promise<boolean>;
  load(owner: AggregateRef, noteId: string): Promise<Note | undefined>;
  keep(owner: AggregateRef, noteId: string): Promise<void>;
  /** Only while nobody has kept it. */
  removeOrphan(owner: AggregateRef, noteId: string): Promise<void>;
}

/** The audit chain of each aggregate, one item an entry. */
export interface AuditStore {
  /** `different`: another entry has this number already. */
  put(ref: AggregateRef, entry: AuditEntry): Promise<'stored' | 'same' | 'different'>;
  /** Up to a few hundred in order of their numbers, after `after`. */
  page(ref: AggregateRef, after: number): Promise<AuditEntry[]>;
  /** The last entry that is stored; the aggregate itself may be further already. */
  head(ref: AggregateRef): Promise<{ seq: number; hash: string } | undefined>;
}

/** What somebody is asked to do, as a row of the agency's worklist. */
export interface WorklistRow extends Omit<TaskIntent, 'intent'> {
  source: AggregateRef;
  /** Where in the source's life the row was made, as a text that sorts: an older row never replaces a newer. */
  order: string;
}

export interface WorklistStore {
  /** Opens, changes or closes the row, and takes it out of the list of an agency that handed it on. */
  put(row: WorklistRow): Promise<void>;
  /** Open rows of an agency. */
  list(agencyId: string): Promise<WorklistRow[]>;
}

/** An entry that could not be relayed: kept, with its reason, until a person has seen to it. */
export interface DeadLetter {
  ref: AggregateRef;
  entryId: string;
  version: number;
  entry: OutboxEntry;
  at: Instant;
  /** Name of the error or code of the refusal. */
  reason: string;
}

export interface DeadLetterStore {
  put(letter: DeadLetter): Promise<void>;
  list(ref: AggregateRef): Promise<DeadLetter[]>;
  /** Somebody has seen to it. */
  remove(ref: AggregateRef, entryId: string): Promise<void>;
}

/** `already_exists`: an execution of that name has ended. */
export type StartResult = 'started' | 'running' | 'already_exists';

/** Executions: disposable, found by name only, never listed. */
export interface Workflow {
  startCase(caseId: string, generation: number): Promise<StartResult>;
  /** `gone`: the token was used, timed out, or its execution ended. */
  wake(token: string): Promise<'woken' | 'gone'>;
  startDelivery(messageId: string, run: number, timeoutSeconds: number): Promise<StartResult>;
  /** Quietly does nothing if it does not run. */
  stopCase(caseId: string, generation: number): Promise<void>;
}

export interface EmailAttachment {
  fileName: string;
  contentType: string;
  content: Uint8Array;
}

/** One mail, ready to go. `messageId` becomes a tag that comes back with every event. */
export interface Email {
  messageId: string;
  /** The message's kind, such as `plan_copy`: a tag that operations can count by. */
  kind: string;
  to: string;
  senderName: string;
  subject: string;
  text: string;
  html: string;
  attachments: EmailAttachment[];
  /** A calendar part (`text/calendar`), if the mail has one. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string } | undefined;
}

/** What came of the call. Only `unknown` leaves it open whether the mail went. */
export type SendResult =
  | { kind: 'accepted'; providerId: string }
  | { kind: 'throttled' }
  | { kind: 'unavailable' }
  | { kind: 'rejected'; code: string }
  | { kind: 'unknown' };

export interface Mailer {
  send(email: Email): Promise<SendResult>;
}

/** Data keys, wrapped by a key that never leaves its service. Keys are raw bytes, 32 of them. */
export interface PersonKeys {
  /** A new data key for an owner, and its wrapped form. */
  create(ownerId: string): Promise<{ plain: Uint8Array; wrapped: Uint8Array }>;
  unwrap(ownerId: string, wrapped: Uint8Array): Promise<Uint8Array>;
  /** The same data key under the wrapping key as it stands now, without showing it to anybody. */
  rewrap(ownerId: string, wrapped: Uint8Array): Promise<Uint8Array>;
}

export interface PolicyContext {
  policy: Policy;
  calendar: Calendar;
}

/** Policies by version: a case keeps the one it was opened under. Data of the deployment, not I/O. */
export interface PolicyBook {
  /** With the calendar of a region, or of the policy's own. Throws UnknownPolicyError. */
  get(version: string, region?: string): PolicyContext;
  current(): PolicyContext;
}

export interface Clock {
  now(): Instant;
}

/** What operations must hear of. Ids and codes only; `alarm` wakes somebody. */
export interface Telemetry {
  count(metric: string, ids?: Record<string, string | number>): void;
  alarm(metric: string, ids: Record<string, string | number>): void;
  /** How long something took, in seconds: a promise that is kept or not. */
  seconds(metric: string, value: number, ids?: Record<string, string | number>): void;
}

/** Everything that a use case may reach; each takes the part that it needs. */
export interface Ports {
  aggregates: AggregateStore;
  attention: AttentionIndex;
  messages: MessageStore;
  notes: NoteStore;
  audit: AuditStore;
  worklist: WorklistStore;
  deadLetters: DeadLetterStore;
  ledger: Ledger;
  lists: ListStore;
  pagings: PagingStore;
  matches: MatchIndex;
  accessLog: AccessLog;
  chains: ChainMoves;
  readings: ReadingCounter;
  links: LinkStore;
  linkKeys: LinkKeys;
  workflow: Workflow;
  mailer: Mailer;
  policies: PolicyBook;
  clock: Clock;
  /** In [0, 1). */
  random(): number;
  /** Wait so many milliseconds of the host's time. */
  pause(milliseconds: number): Promise<void>;
  telemetry: Telemetry;
}
