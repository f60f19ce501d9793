import type { AccessEntry } from '../../application/access/access-log.ts';
import type { AnchorCursor } from '../../application/anchors/ports.ts';
import type { Binding } from '../../application/api/ledger.ts';
import type { DeadLetter, Note, WorklistRow } from '../../application/ports.ts';
import type { ListedRows, PagingPart } from '../../application/projections/list-store.ts';
import type { AggregateRecord, AggregateRef, AuditEntry } from '../../application/record.ts';
import type { StoredMessage } from '../../application/stored-message.ts';
import type { Link } from '../../domain/answers/link.ts';

/** All that is stored, as plain data: an explorer can copy it and go back. */
export interface MemoryWorld {
  aggregates: Record<string, AggregateRecord>;
  messages: Record<string, StoredMessage>;
  notes: Record<string, { note: Note; orphanAt?: string }>;
  audit: Record<string, AuditEntry[]>;
  worklist: Record<string, WorklistRow>;
  deadLetters: Record<string, DeadLetter>;
  links: Record<string, Link>;
  /** Key ids that have signed. */
  linkKeys: string[];
  ledger: Record<string, Binding>;
  lists: Record<string, Pick<ListedRows, 'order' | 'rows'>>;
  pagings: Record<string, PagingPart>;
  /** Case id -> its access log. */
  accesses: Record<string, AccessEntry[]>;
  /** How far chains are anchored. */
  anchored?: AnchorCursor;
  readings: Record<string, { cases: string[]; alarmed: boolean }>;
  /** Hashes that people are found by. */
  matches: Record<string, { version: number; hashes: string[] }>;
}

export const emptyWorld = (): MemoryWorld => ({
  aggregates: {},
  messages: {},
  notes: {},
  audit: {},
  worklist: {},
  deadLetters: {},
  links: {},
  linkKeys: [],
  ledger: {},
  lists: {},
  pagings: {},
  matches: {},
  accesses: {},
  readings: {},
});

export const refKey = ({ type, id }: AggregateRef): string => `${type}/${id}`;
