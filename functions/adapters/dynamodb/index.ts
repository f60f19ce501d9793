import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { LinkKeys, LinkStore } from '../../application/answers/link-store.ts';
import type { Ledger } from '../../application/api/ledger.ts';
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
import { createAggregateCodec, type ParseData } from './aggregate-codec.ts';
import { createDynamoAggregates } from './aggregates.ts';
import { createDynamoAttention } from './attention.ts';
import { createDynamoLedger } from './ledger.ts';
import { createDynamoLinkKeys, createDynamoLinks } from './links.ts';
import { createDynamoLists, createDynamoPagings } from './lists.ts';
import {
  createDynamoAudit,
  createDynamoDeadLetters,
  createDynamoMessages,
  createDynamoNotes,
} from './records.ts';
import { createSealer } from './sealer.ts';
import { createTable } from './table.ts';
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
}

export interface DynamoStoresOptions {
  client: DynamoDBClient;
  tableName: string;
  keys: PersonKeys;
  parse: ParseData;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** All stores over one table. */
export function createDynamoStores({
  client,
  tableName,
  keys,
  parse,
  now,
}: DynamoStoresOptions): DynamoStores {
  const document = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const table = createTable(document, tableName);
  const sealer = createSealer(table, keys);
  return {
    aggregates: createDynamoAggregates(table, createAggregateCodec(parse, sealer)),
    attention: createDynamoAttention(table),
    messages: createDynamoMessages(table),
    notes: createDynamoNotes(table, sealer),
    audit: createDynamoAudit(table),
    worklist: createDynamoWorklist(table, now),
    deadLetters: createDynamoDeadLetters(table),
    links: createDynamoLinks(table),
    linkKeys: createDynamoLinkKeys(table, keys),
    ledger: createDynamoLedger(table),
    lists: createDynamoLists(table, now),
    pagings: createDynamoPagings(table, now),
  };
}
