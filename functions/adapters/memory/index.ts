import type {
  AggregateStore,
  AttentionIndex,
  AuditStore,
  DeadLetterStore,
  MessageStore,
  NoteStore,
  WorklistStore,
} from '../../application/ports.ts';
import { createMemoryAggregates } from './aggregates.ts';
import { createMemoryAttention } from './attention.ts';
import {
  createMemoryAudit,
  createMemoryDeadLetters,
  createMemoryMessages,
  createMemoryNotes,
  createMemoryWorklist,
} from './records.ts';
import type { MemoryWorld } from './world.ts';

export { emptyWorld, type MemoryWorld } from './world.ts';

export interface Stores {
  aggregates: AggregateStore;
  attention: AttentionIndex;
  messages: MessageStore;
  notes: NoteStore;
  audit: AuditStore;
  worklist: WorklistStore;
  deadLetters: DeadLetterStore;
}

/** All stores over one plain object, for tests and for exploring the protocol. */
export const createMemoryStores = (world: MemoryWorld): Stores => ({
  aggregates: createMemoryAggregates(world),
  attention: createMemoryAttention(world),
  messages: createMemoryMessages(world),
  notes: createMemoryNotes(world),
  audit: createMemoryAudit(world),
  worklist: createMemoryWorklist(world),
  deadLetters: createMemoryDeadLetters(world),
});
