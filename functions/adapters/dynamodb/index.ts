import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
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
  PersonKeys,
  WorklistStore,
} from '../../application/ports.ts';
import type { ListStore, PagingStore } from '../../application/projections/list-store.ts';
import { createDynamoAccessLog, createDynamoReadings } from './access.ts';
import { createAggregateCodec, type ParseData } from './aggregate-codec.ts';
import { createDynamoAggregates } from './aggregates.ts';
import { createDynamoAttention } from './attention.ts';
import { createDynamoChains, createNoteMove } from './chains.ts';
import { createKeyRing } from './key-ring.ts';
import { createDynamoLedger } from './ledger.ts';
import { createDynamoLinkKeys, createDynamoLinks } from './links.ts';
import { createDynamoLists, createDynamoPagings } from './lists.ts';
import { createDynamoMatches } from './match-index.ts';
import { openTable } from './open-table.ts';
import {
  createDynamoAudit,
  createDynamoDeadLetters,
  createDynamoMessages,
  createDynamoNotes,
} from './records.ts';
import { createSealer } from './sealer.ts';
import { createDynamoWorklist } from './worklist.ts';

export { aggregateOfKey } from './keys.ts';

export interface DynamoStores {
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

export interface DynamoStoresOptions {
  client: DynamoDBClient;
  tableName: string;
  keys: PersonKeys;
  /** Wraps the keys that sign links in mails. @default keys */
  linkKeys?: PersonKeys;
  parse: ParseData;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Of the host, whatever time the cases live in: how long a process trusts what it remembers of keys. */
  hostNow?: () => number;
}

/** All stores over one table. */
export function createDynamoStores({
  client,
  tableName,
  keys,
  linkKeys = keys,
  parse,
  now,
  hostNow = Date.now,
}: DynamoStoresOptions): DynamoStores {
  const table = openTable(client, tableName);
  const ring = createKeyRing(table, keys, hostNow);
  const sealer = createSealer(ring);
  const noteMove = createNoteMove(table, now);
  return {
    aggregates: createDynamoAggregates(table, createAggregateCodec(parse, sealer)),
    attention: createDynamoAttention(table),
    messages: createDynamoMessages(table),
    notes: createDynamoNotes(table, sealer),
    audit: createDynamoAudit(table, noteMove),
    worklist: createDynamoWorklist(table, now),
    deadLetters: createDynamoDeadLetters(table),
    links: createDynamoLinks(table),
    linkKeys: createDynamoLinkKeys(table, linkKeys),
    ledger: createDynamoLedger(table, ring),
    lists: createDynamoLists(table, now),
    pagings: createDynamoPagings(table, now),
    matches: createDynamoMatches(table, ring, now),
    accessLog: createDynamoAccessLog(table, noteMove),
    chains: createDynamoChains(table),
    readings: createDynamoReadings(table, now),
  };
}
