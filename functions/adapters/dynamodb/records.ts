import * as z from 'zod/mini';
import { chainName } from '../../application/anchors/anchor.ts';
import type {
  AuditStore,
  DeadLetter,
  DeadLetterStore,
  MessageStore,
  NoteStore,
} from '../../application/ports.ts';
import {
  aggregateRefSchema,
  auditEntrySchema,
  outboxEntrySchema,
  shardOf,
} from '../../application/record.ts';
import { type StoredMessage, storedMessageSchema } from '../../application/stored-message.ts';
import type { NoteMove } from './chains.ts';
import { auditKey, deadLetterKey, deadLetterPrefix, lastAuditSk, messageKey, noteKey } from './keys.ts';
import type { Sealer } from './sealer.ts';
import { type Attributes, createExpression, type Table } from './table.ts';

const UNLESS_THERE = { condition: 'attribute_not_exists(pk)', names: {}, values: {} };
const AUDIT_PAGE = 200;

export function createDynamoMessages(table: Table): MessageStore {
  const toItem = (stored: StoredMessage) => ({
    ...messageKey(stored.message.messageId),
    ...stored,
    ...(stored.attentionAt === undefined ? {} : { attentionShard: shardOf(stored.message.messageId) }),
  });
  return {
    async load(messageId) {
      const item = await table.get(messageKey(messageId));
      return item && storedMessageSchema.parse(item);
    },
    create: (stored) => table.put(toItem(stored), UNLESS_THERE),
    save(stored) {
      const { path, value, done } = createExpression();
      const condition = `${path('version')} = ${value(stored.version - 1)}`;
      return table.put(toItem(stored), { condition, ...done() });
    },
  };
}

export function createDynamoAudit(table: Table, noteMove: NoteMove): AuditStore {
  return {
    async put(ref, entry) {
      const key = auditKey(ref, entry.seq);
      await noteMove(chainName({ log: 'audit', ref }));
      if (await table.put({ ...key, ...entry }, UNLESS_THERE)) return 'stored';
      const there = await table.get(key);
      return there?.['hash'] === entry.hash ? 'same' : 'different';
    },
    async page(ref, after) {
      const { path, value, done } = createExpression();
      const { pk, sk } = auditKey(ref, after + 1);
      const condition = `${path('pk')} = ${value(pk)} AND ${path('sk')} BETWEEN ${value(sk)} AND ${value(lastAuditSk)}`;
      const { items } = await table.query({ condition, limit: AUDIT_PAGE, ...done() });
      return items.map((item) => auditEntrySchema.parse(item));
    },
    async head(ref) {
      const { path, value, done } = createExpression();
      const { pk, sk } = auditKey(ref, 1);
      const condition = `${path('pk')} = ${value(pk)} AND ${path('sk')} BETWEEN ${value(sk)} AND ${value(lastAuditSk)}`;
      const { items } = await table.query({ condition, limit: 1, backwards: true, ...done() });
      const [last] = items.map((item) => auditEntrySchema.parse(item));
      return last && { seq: last.seq, hash: last.hash };
    },
  };
}

/** A narrative, sealed with a data key of its owner. */
export const noteItemSchema = z.object({ field: z.string(), sealed: z.string(), createdAt: z.string() });

/** Where the text of a note stands, as the seal knows it. */
export const placeOfNote = (noteId: string): string => `note.${noteId}`;

/** Notes, sealed with a data key of their owner. */
export function createDynamoNotes(table: Table, sealer: Sealer): NoteStore {
  return {
    async create({ owner, noteId, field, text, createdAt }, orphanAt) {
      const sealed = await sealer.seal(owner.id, placeOfNote(noteId), text);
      const attention = { attentionAt: orphanAt, attentionShard: shardOf(noteId) };
      const item = { ...noteKey(owner, noteId), field, sealed, createdAt, ...attention };
      return table.put(item, UNLESS_THERE);
    },
    async load(owner, noteId) {
      const item = await table.get(noteKey(owner, noteId));
      if (!item) return undefined;
      const { field, sealed, createdAt } = noteItemSchema.parse(item);
      const text = await sealer.open(owner.id, placeOfNote(noteId), sealed);
      return { owner, noteId, field, text, createdAt };
    },
    async keep(owner, noteId) {
      const { path, done } = createExpression();
      const remove = [path('attentionAt'), path('attentionShard')];
      await table.update(noteKey(owner, noteId), {
        set: [],
        remove,
        when: ['attribute_exists(pk)'],
        ...done(),
      });
    },
    removeOrphan: (owner, noteId) => table.removeWhile(noteKey(owner, noteId), 'attentionAt'),
  };
}

/** An entry of an outbox that relay has given up on, until a person has seen to it. */
export const deadLetterSchema = z.object({
  ref: aggregateRefSchema,
  entryId: z.string(),
  version: z.number(),
  entry: outboxEntrySchema,
  at: z.string(),
  reason: z.string(),
});

export function createDynamoDeadLetters(table: Table): DeadLetterStore {
  return {
    async put(letter) {
      await table.put({ ...deadLetterKey(letter.ref, letter.entryId), ...letter }, UNLESS_THERE);
    },
    async list(ref) {
      const { path, value, done } = createExpression();
      const { pk } = deadLetterKey(ref, '');
      const condition = `${path('pk')} = ${value(pk)} AND begins_with(${path('sk')}, ${value(deadLetterPrefix)})`;
      const found: DeadLetter[] = [];
      let start: Attributes | undefined;
      do {
        const page = await table.query({ condition, ...(start ? { start } : {}), ...done() });
        found.push(...page.items.map((item) => deadLetterSchema.parse(item)));
        start = page.next;
      } while (start);
      return found;
    },
    remove: (ref, entryId) => table.removeWhile(deadLetterKey(ref, entryId), 'entryId'),
  };
}
