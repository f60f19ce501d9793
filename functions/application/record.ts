import * as z from 'zod/mini';
import { addElapsed, type Instant } from '../domain/calendar/instants.ts';
import { actorSchema } from '../domain/shared/actor.ts';
import { type AggregateType, aggregateTypes } from '../domain/shared/aggregate.ts';
import { domainEventSchema } from '../domain/shared/event.ts';
import { hashText, idSchema } from '../domain/shared/ids.ts';
import { commandIntentSchema, messageIntentSchema, taskIntentSchema } from '../domain/shared/intent.ts';

/** The version of the item model; older ones are migrated on read (migrations.ts). */
export const RECORD_SCHEMA = 1;

export const aggregateRefSchema = z.object({ type: z.enum(aggregateTypes), id: idSchema });
/** Which aggregate: the only name it has outside the adapters. */
export type AggregateRef = z.infer<typeof aggregateRefSchema>;

/** Where in its sender's life a command was made; receivers ignore what is not later than the last. */
const senderSchema = z.object({
  type: z.enum(aggregateTypes),
  id: idSchema,
  version: z.number(),
  index: z.number(),
});
export type Sender = z.infer<typeof senderSchema>;

/** One link of an aggregate's audit chain. `hash` covers everything else, `prevHash` included. */
export const auditEntrySchema = z.object({
  entry: z.literal('audit'),
  entryId: idSchema,
  seq: z.number(),
  at: z.string(),
  by: actorSchema,
  command: z.string(),
  commandId: z.string(),
  event: domainEventSchema,
  /** Narratives that this command brought: they stay from now on. */
  notes: z.optional(z.array(idSchema)),
  prevHash: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** What relay has to do. Ids come from the cause, so that a restore cannot make two things equal. */
export const outboxEntrySchema = z.discriminatedUnion('entry', [
  auditEntrySchema,
  z.object({ entry: z.literal('message'), entryId: idSchema, message: messageIntentSchema }),
  z.object({ entry: z.literal('command'), entryId: idSchema, command: commandIntentSchema }),
  z.object({ entry: z.literal('task'), entryId: idSchema, task: taskIntentSchema }),
]);
export type OutboxEntry = z.infer<typeof outboxEntrySchema>;

/** What a caller's idempotency key stands for, for 24 hours. */
const recentSchema = z.object({
  bodyHash: z.string(),
  version: z.number(),
  at: z.string(),
  did: z.array(z.string()),
});

/** What the sweeper remembers of an item between its visits. */
const sweepNotesSchema = z.object({
  /** Sweeps in a row that did not put things right; each doubles the delay. */
  failures: z.number(),
  /** The version that no execution has seen, and since when. */
  unseen: z.optional(z.object({ version: z.number(), since: z.string() })),
});
export type SweepNotes = z.infer<typeof sweepNotesSchema>;

/** The item of an aggregate: its state, its outbox and what the workflow knows of it (design 4). */
export const aggregateRecordSchema = z.object({
  type: z.enum(aggregateTypes),
  id: idSchema,
  schema: z.literal(RECORD_SCHEMA),
  /** Raised by every command and by `advance`. */
  version: z.number(),
  /** Raised when the next execution takes over; always 1 where there is no workflow. */
  generation: z.number(),
  /** The highest generation whose execution has looked at the case. */
  seenGeneration: z.number(),
  /** The last recorded `now`, which never runs backwards. */
  at: z.string(),
  data: z.unknown(),
  /** Version -> what it caused and relay has not acknowledged. */
  outbox: z.record(z.string(), z.array(outboxEntrySchema)),
  /** Set with the outbox and removed with its last version; the stream filter looks at it alone. */
  pending: z.optional(z.number()),
  token: z.optional(z.string()),
  tokenVersion: z.optional(z.number()),
  tokenAt: z.optional(z.string()),
  attentionAt: z.optional(z.string()),
  recent: z.record(z.string(), recentSchema),
  auditSeq: z.number(),
  auditHash: z.string(),
  /** Entry id -> how often relay failed with it. */
  failing: z.record(z.string(), z.number()),
  sweep: sweepNotesSchema,
});
export type AggregateRecord = z.infer<typeof aggregateRecordSchema>;

/** How long after a write the sweeper looks whether it was relayed and seen. */
export const ATTENTION_SECONDS = 60;
/** `attentionAt` for something that should be settled within a minute of `at`. */
export const attentionAfter = (at: Instant): Instant => addElapsed(at, { seconds: ATTENTION_SECONDS });

/** Shards of the attention index: one partition could not take a busy department's writes. */
export const attentionShards: readonly string[] = Array.from({ length: 8 }, (_, n) => `shard-${n}`);
/** The shard of an item: stable, from its id alone. */
export const shardOf = (id: string): string =>
  attentionShards[Number.parseInt(hashText(id).slice(0, 4), 16) % attentionShards.length] ?? 'shard-0';

/** Versions with unacknowledged entries, oldest first. */
export function inVersionOrder(
  record: AggregateRecord,
): { version: number; key: string; entries: OutboxEntry[] }[] {
  return Object.entries(record.outbox)
    .map(([key, entries]) => ({ version: Number(key), key, entries }))
    .toSorted((a, b) => a.version - b.version);
}

export const isOutboxEmpty = (record: AggregateRecord): boolean => Object.keys(record.outbox).length === 0;

export const refOf = ({ type, id }: { type: AggregateType; id: string }): AggregateRef => ({ type, id });
