import type { AccessLog } from '../../application/access/access-log.ts';
import type { ReadingCounter } from '../../application/access/reading-counter.ts';
import type { ChainMoves } from '../../application/anchors/ports.ts';
import type { LinkKeys, LinkStore } from '../../application/answers/link-store.ts';
import type { Ledger } from '../../application/api/ledger.ts';
import type { MatchIndex } from '../../application/matching/match-index.ts';
import type {
  AggregateStore,
  AttentionIndex,
  AuditStore,
  DeadLetterStore,
  MessageStore,
  NoteStore,
  WorklistStore,
} from '../../application/ports.ts';
import type { ListStore, PagingStore } from '../../application/projections/list-store.ts';
import { createMemoryAccessLog, createMemoryReadings } from './access.ts';
import { createMemoryAggregates } from './aggregates.ts';
import { createMemoryAttention } from './attention.ts';
import { createMemoryChains } from './chains.ts';
import { createMemoryLedger } from './ledger.ts';
import { createMemoryLinkKeys, createMemoryLinks } from './links.ts';
import { createMemoryLists, createMemoryPagings } from './lists.ts';
import { createMemoryMatches } from './match-index.ts';
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
  links: LinkStore;
  linkKeys: LinkKeys;
  ledger: Ledger;
  lists: ListStore;
  pagings: PagingStore;
  matches: MatchIndex;
  accessLog: AccessLog;
  chains: ChainMoves;
  readings: ReadingCounter;
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
  links: createMemoryLinks(world),
  linkKeys: createMemoryLinkKeys(world),
  ledger: createMemoryLedger(world),
  lists: createMemoryLists(world),
  pagings: createMemoryPagings(world),
  matches: createMemoryMatches(world),
  accessLog: createMemoryAccessLog(world),
  chains: createMemoryChains(world),
  readings: createMemoryReadings(world),
});
