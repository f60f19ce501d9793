import type * as z from 'zod/mini';
import { readingSchema } from '../../functions/adapters/dynamodb/access.ts';
import { anchorCursorSchema } from '../../functions/adapters/dynamodb/chains.ts';
import { ringSchema } from '../../functions/adapters/dynamodb/key-ring.ts';
import { bindingSchema } from '../../functions/adapters/dynamodb/ledger.ts';
import { signingKeySchema } from '../../functions/adapters/dynamodb/links.ts';
import { listPointerSchema, listRowSchema, pagingSchema } from '../../functions/adapters/dynamodb/lists.ts';
import { matchPointerSchema, matchRowSchema } from '../../functions/adapters/dynamodb/match-index.ts';
import { deadLetterSchema, noteItemSchema } from '../../functions/adapters/dynamodb/records.ts';
import { taskPointerSchema, taskRowSchema } from '../../functions/adapters/dynamodb/worklist.ts';
import { accessEntrySchema } from '../../functions/application/access/access-log.ts';
import type { ItemKind } from '../../functions/application/migrations.ts';
import { proposalSchema, tombstoneSchema } from '../../functions/application/operations/dispose.ts';
import { aggregateRecordSchema, auditEntrySchema } from '../../functions/application/record.ts';
import { storedMessageSchema } from '../../functions/application/stored-message.ts';
import { linkSchema } from '../../functions/domain/answers/link.ts';
import type { AggregateType } from '../../functions/domain/shared/aggregate.ts';

/** What is to be known of a kind of item beside its attributes. */
export interface ItemFacts {
  /** Missing where the item says nothing but that it is there. */
  schema?: z.core.$ZodType;
  /** What of it is about a person, and whether that is sealed. */
  personal: string;
  /** How long it stays. */
  kept: string;
  /** For whom it is read, after `decideAccess` where they are people. */
  readBy: string;
}

const NONE = 'ids, codes and instants only';
const WITH_CASE = 'until its owner is disposed of; then unreadable or of ids only';
const TOMBSTONE = '`expiresAt`: 90 days after it left the list; else for good';

export const itemFacts: Readonly<Record<ItemKind, ItemFacts>> = {
  record: {
    schema: aggregateRecordSchema,
    personal: 'see the state of each aggregate below',
    kept: WITH_CASE,
    readBy: 'every function; people by their part in the case',
  },
  audit: {
    schema: auditEntrySchema,
    personal: NONE,
    kept: 'for good; disposal leaves it, since it names nobody',
    readBy: 'auditors and records officers; `ops verify-audit`',
  },
  note: {
    schema: noteItemSchema,
    personal: 'yes: `sealed` for the owner of the note (AES-256-GCM, a data key an owner)',
    kept: 'an orphan 24 hours; else until the key of its owner is destroyed',
    readBy: 'who may read `narrative`; send-email for the words of a plan',
  },
  dead_letter: {
    schema: deadLetterSchema,
    personal: NONE,
    kept: 'until somebody has seen to it (`ops`)',
    readBy: 'operations',
  },
  message: {
    schema: storedMessageSchema,
    personal: `${NONE}; the address as a hash`,
    kept: 'for good',
    readBy: 'the functions of delivery; operations; disclosures by whoever runs the case',
  },
  task: {
    schema: taskRowSchema,
    personal: NONE,
    kept: TOMBSTONE,
    readBy: 'the agency whose list it is',
  },
  task_pointer: { schema: taskPointerSchema, personal: NONE, kept: 'for good', readBy: 'relay' },
  list_row: {
    schema: listRowSchema,
    personal: NONE,
    kept: TOMBSTONE,
    readBy: 'lists of the API; operations',
  },
  list_pointer: { schema: listPointerSchema, personal: NONE, kept: 'for good', readBy: 'relay' },
  paging: {
    schema: pagingSchema,
    personal: NONE,
    kept: '`expiresAt`: 2 hours',
    readBy: 'the API, for who asked',
  },
  data_keys: {
    schema: ringSchema,
    personal: 'it opens what is sealed, once the key service has unwrapped it',
    kept: 'until the owner is disposed of; then only that it is gone, and when',
    readBy: 'functions that may use the key for people: API, answers, relay, sweep, send-email',
  },
  signing_key: {
    schema: signingKeySchema,
    personal: 'none; whoever can unwrap it can make links',
    kept: 'for good; a link has an end of its own',
    readBy: 'send-email and the answer pages',
  },
  match: {
    schema: matchRowSchema,
    personal: 'a keyed hash (HMAC) of a name, birth date, number or address; the name stands nowhere',
    kept: TOMBSTONE,
    readBy: 'relay, on behalf of the convening team; no searcher',
  },
  match_pointer: {
    schema: matchPointerSchema,
    personal: 'keyed hashes',
    kept: 'for good; disposal takes the person out of every row',
    readBy: 'relay',
  },
  link: {
    schema: linkSchema,
    personal: `${NONE}; the link itself stands nowhere`,
    kept: 'for good; it opens nothing after `expiresAt` of the link (an instant; the TTL is seconds)',
    readBy: 'the answer pages',
  },
  binding: {
    schema: bindingSchema,
    personal: NONE,
    kept: '`expiresAt`: 25 hours',
    readBy: 'the API, for the caller whose key it is',
  },
  access: {
    schema: accessEntrySchema,
    personal: 'none of the family; which worker saw what',
    kept: 'for good',
    readBy: 'who may read `disclosures`',
  },
  chain_move: { personal: NONE, kept: '`expiresAt`: 40 days', readBy: 'anchor-audit' },
  anchor_cursor: { schema: anchorCursorSchema, personal: 'none', kept: 'for good', readBy: 'anchor-audit' },
  disposal_proposal: {
    schema: proposalSchema,
    personal: NONE,
    kept: 'for good',
    readBy: 'records officers (`ops`)',
  },
  disposal_tombstone: {
    schema: tombstoneSchema,
    personal: NONE,
    kept: 'for good',
    readBy: 'records officers (`ops`)',
  },
  reading: {
    schema: readingSchema,
    personal: 'none of the family; which cases a worker opened',
    kept: '`expiresAt`: a day',
    readBy: 'the API, to raise the alarm `bulk-reads`',
  },
};

/** What of each state is about a person, and whether that is sealed. */
export const stateFacts: Readonly<Record<AggregateType, string>> = {
  case: 'None in plain text: persons by reference and role, narratives as notes. With the person items it says who is in a family at risk.',
  meeting: 'None in plain text: cases and agencies by id, narratives as notes.',
  person:
    '`identity` is sealed with a data key of the person. Flags, orders, custody, needs and safe contact are codes and dates, in plain text under an opaque id.',
  agency:
    'Names, e-mail addresses and telephone numbers of workers, in plain text (encrypted with the table only). Nobody of a family.',
  report: '`content`, what a system sent of whom, is sealed with a data key of the report.',
  search: '`sought`, who was looked for, is sealed with a data key of the search.',
};
