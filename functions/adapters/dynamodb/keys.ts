/**
 * The only place where a key exists. One table, keys `pk` and `sk`, and one sparse index of keys,
 * `attention` (`attentionShard`, `attentionAt`).
 *
 * | access pattern                              | pk                    | sk              | how                  |
 * |---------------------------------------------|-----------------------|-----------------|----------------------|
 * | an aggregate with its outbox                | AGG#<type>#<id>       | RECORD          | get, update          |
 * | its audit chain in order                    | AGG#<type>#<id>       | AUDIT#<seq>     | put, query           |
 * | a narrative of it                           | AGG#<type>#<id>       | NOTE#<noteId>   | put, get             |
 * | entries that could not be relayed           | AGG#<type>#<id>       | DEAD#<entryId>  | put, query           |
 * | a message and its delivery                  | MESSAGE#<messageId>   | RECORD          | get, put             |
 * | open tasks of an agency                     | WORKLIST#<agencyId>   | TASK#<taskId>   | query                |
 * | where a task stands, and in which lists     | TASK#<taskId>         | POINTER         | get, put             |
 * | a list made by relay, such as an agency's cases | LIST#<name>       | <type>#<id>     | put, query           |
 * | the lists that an aggregate stands in       | LISTED#<type>#<id>    | POINTER         | get, put, update     |
 * | what a paging began with                    | PAGING#<pagingId>     | PART#<part>     | get, put             |
 * | the wrapped data keys of a person or owner  | KEY#<ownerId>         | KEY             | get, put             |
 * | a month's key that signs links, wrapped     | KEY#links-<kid>       | KEY             | get, put             |
 * | people found by a keyed hash                | MATCH#<hash>          | PERSON#<personId> | put, query         |
 * | the hashes that a person is found by        | MATCHED#<personId>    | POINTER         | get, put             |
 * | a link in a mail, by the hash of its id     | LINK#<hash>           | LINK            | get, put             |
 * | what a caller's idempotency key stands for  | LEDGER#<key>         | BINDING         | get, put, update     |
 * | who has seen what of a case, in order       | ACCESS#<caseId>       | ACCESS#<seq>    | put, query           |
 * | chains that moved within an hour            | MOVED#<hour>          | <chain>         | put, query           |
 * | a disposal that waits for a second person   | DISPOSAL#<caseId>     | PROPOSAL        | get, put             |
 * | what is left of a case that was disposed of | DISPOSAL#<caseId>     | TOMBSTONE       | get, put             |
 * | how far chains are anchored                 | ANCHOR                | CURSOR          | get, put             |
 * | cases that a worker read within an hour     | READING#<worker>      | HOUR#<hour>     | update               |
 * | what wants the sweeper's look               | attentionShard        | attentionAt     | query the index      |
 *
 * Ids are opaque, so that no key says anything about a person.
 */
import type { ItemKind } from '../../application/migrations.ts';
import type { Attentive } from '../../application/ports.ts';
import { type AggregateRef, aggregateRefSchema } from '../../application/record.ts';
import type { Worker } from '../../domain/shared/actor.ts';

export interface Key {
  pk: string;
  sk: string;
}

export const ATTENTION_INDEX = 'attention';

const partition = ({ type, id }: AggregateRef): string => `AGG#${type}#${id}`;

export const aggregateKey = (ref: AggregateRef): Key => ({ pk: partition(ref), sk: 'RECORD' });
export const auditKey = (ref: AggregateRef, seq: number): Key => ({
  pk: partition(ref),
  sk: `AUDIT#${String(seq).padStart(10, '0')}`,
});
export const noteKey = (owner: AggregateRef, noteId: string): Key => ({
  pk: partition(owner),
  sk: `NOTE#${noteId}`,
});
export const deadLetterKey = (ref: AggregateRef, entryId: string): Key => ({
  pk: partition(ref),
  sk: `DEAD#${entryId}`,
});
export const deadLetterPrefix = 'DEAD#';
/** Between the entry after this and this, all audit entries sort. */
export const lastAuditSk = 'AUDIT#9999999999';
export const accessKey = (caseId: string, seq: number): Key => ({
  pk: `ACCESS#${caseId}`,
  sk: `ACCESS#${String(seq).padStart(10, '0')}`,
});
export const lastAccessSk = 'ACCESS#9999999999';
export const readingKey = (worker: Worker, hour: string): Key => ({
  pk: `READING#${worker.agencyId}/${worker.representativeId}`,
  sk: `HOUR#${hour}`,
});
export const movedPartition = (hour: string): string => `MOVED#${hour}`;
export const movedKey = (hour: string, chain: string): Key => ({ pk: movedPartition(hour), sk: chain });
export const anchorCursorKey: Key = { pk: 'ANCHOR', sk: 'CURSOR' };
export const disposalKey = (caseId: string, part: 'PROPOSAL' | 'TOMBSTONE'): Key => ({
  pk: `DISPOSAL#${caseId}`,
  sk: part,
});
export const messagePrefix = 'MESSAGE#';
export const messageIdOfKey = ({ pk }: Key): string => pk.slice(messagePrefix.length);
export const messageKey = (messageId: string): Key => ({ pk: `MESSAGE#${messageId}`, sk: 'RECORD' });
export const worklistPartition = (agencyId: string): string => `WORKLIST#${agencyId}`;
export const worklistKey = (agencyId: string, taskId: string): Key => ({
  pk: worklistPartition(agencyId),
  sk: `TASK#${taskId}`,
});
export const taskPointerKey = (taskId: string): Key => ({ pk: `TASK#${taskId}`, sk: 'POINTER' });
export const listPartition = (name: string): string => `LIST#${name}`;
export const listKey = (name: string, { type, id }: AggregateRef): Key => ({
  pk: listPartition(name),
  sk: `${type}#${id}`,
});
export const listPointerKey = ({ type, id }: AggregateRef): Key => ({
  pk: `LISTED#${type}#${id}`,
  sk: 'POINTER',
});
export const pagingKey = (pagingId: string, part: number): Key => ({
  pk: `PAGING#${pagingId}`,
  sk: `PART#${String(part).padStart(4, '0')}`,
});
/** @param hash HMAC of a match key; the key itself never stands here */
export const matchPartition = (hash: string): string => `MATCH#${hash}`;
export const matchKey = (hash: string, personId: string): Key => ({
  pk: matchPartition(hash),
  sk: `PERSON#${personId}`,
});
export const matchedKey = (personId: string): Key => ({ pk: `MATCHED#${personId}`, sk: 'POINTER' });
export const dataKeyPrefix = 'KEY#';
export const ownerOfKey = ({ pk }: Key): string => pk.slice(dataKeyPrefix.length);
export const notePrefix = 'NOTE#';
export const dataKeyKey = (ownerId: string): Key => ({ pk: `KEY#${ownerId}`, sk: 'KEY' });
/** The owner of a month's key that signs links, beside the owners of data keys. @param kid such as `2026-03` */
export function signingOwner(kid: string): string {
  return `links-${kid}`;
}

/** @param hash SHA-256 of the link's id */
export const linkKey = (hash: string): Key => ({ pk: `LINK#${hash}`, sk: 'LINK' });

export const ledgerKey = (key: string): Key => ({ pk: `LEDGER#${key}`, sk: 'BINDING' });

/** What each partition begins with, what its sort keys begin with, and which kind of item stands there. */
const kinds: readonly (readonly [pk: string, sk: string, ItemKind])[] = [
  ['AGG#', 'RECORD', 'record'],
  ['AGG#', 'AUDIT#', 'audit'],
  ['AGG#', notePrefix, 'note'],
  ['AGG#', deadLetterPrefix, 'dead_letter'],
  [messagePrefix, 'RECORD', 'message'],
  ['WORKLIST#', 'TASK#', 'task'],
  ['TASK#', 'POINTER', 'task_pointer'],
  ['LIST#', '', 'list_row'],
  ['LISTED#', 'POINTER', 'list_pointer'],
  ['PAGING#', 'PART#', 'paging'],
  [`${dataKeyPrefix}${signingOwner('')}`, 'KEY', 'signing_key'],
  [dataKeyPrefix, 'KEY', 'data_keys'],
  ['MATCH#', 'PERSON#', 'match'],
  ['MATCHED#', 'POINTER', 'match_pointer'],
  ['LINK#', 'LINK', 'link'],
  ['LEDGER#', 'BINDING', 'binding'],
  ['ACCESS#', 'ACCESS#', 'access'],
  ['MOVED#', '', 'chain_move'],
  ['ANCHOR', 'CURSOR', 'anchor_cursor'],
  ['DISPOSAL#', 'PROPOSAL', 'disposal_proposal'],
  ['DISPOSAL#', 'TOMBSTONE', 'disposal_tombstone'],
  ['READING#', 'HOUR#', 'reading'],
];

/** Which kind of item has these keys. Throws for keys that stand in no row of `kinds`: a defect. */
export function kindOfKey({ pk, sk }: Key): ItemKind {
  const row = kinds.find(([of, at]) => pk.startsWith(of) && sk.startsWith(at));
  if (!row) throw new Error(`no kind of item has keys such as ${pk.split('#')[0]} and ${sk.split('#')[0]}`);
  return row[2];
}

/** The aggregate that an item's key belongs to, if it is an aggregate's own item. */
export function aggregateOfKey({ pk, sk }: Key): AggregateRef | undefined {
  return sk === 'RECORD' ? refOfPartition(pk) : undefined;
}

/** What an entry of the attention index is about; undefined for a key that this version does not know. */
export function attentiveOfKey({ pk, sk }: Key, at: string): Attentive | undefined {
  const ref = refOfPartition(pk);
  if (ref && sk === 'RECORD') return { kind: 'aggregate', ref, at };
  if (ref && sk.startsWith('NOTE#')) return { kind: 'note', owner: ref, noteId: sk.slice(5), at };
  if (pk.startsWith('MESSAGE#')) return { kind: 'message', messageId: pk.slice(8), at };
  return undefined;
}

function refOfPartition(pk: string): AggregateRef | undefined {
  const [kind, type, id] = pk.split('#');
  if (kind !== 'AGG') return undefined;
  const parsed = aggregateRefSchema.safeParse({ type, id });
  return parsed.success ? parsed.data : undefined;
}
