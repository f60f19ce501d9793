import { GENESIS } from '../../../functions/application/audit.ts';
import type { Save, WorklistRow } from '../../../functions/application/ports.ts';
import {
  type AggregateRecord,
  type AggregateRef,
  type AuditEntry,
  RECORD_SCHEMA,
} from '../../../functions/application/record.ts';
import { storeNew } from '../../../functions/application/stored-message.ts';
import { createMessage } from '../../../functions/domain/message/record.ts';
import { deriveId } from '../../../functions/domain/shared/ids.ts';

export const T0 = '2026-03-02T01:00:00.000Z';
export const T1 = '2026-03-02T01:01:00.000Z';
export const T2 = '2026-03-02T01:02:00.000Z';

let made = 0;
/** A reference that no other test uses. */
export const freshRef = (type: AggregateRef['type'] = 'case'): AggregateRef => {
  made += 1;
  return { type, id: deriveId('x', 'fixture', made) };
};

export const auditEntry = (seq: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  entry: 'audit',
  entryId: deriveId('ent', seq),
  seq,
  at: T0,
  by: { kind: 'system', because: 'test' },
  command: 'open',
  commandId: 'cmd-one1',
  event: { type: 'tiny.changed', facts: { total: 1 } },
  prevHash: GENESIS,
  hash: `hash-${seq}`,
  ...more,
});

/** What a creation stores: version 1, one entry to relay, attention in a minute. */
export const newRecord = (ref: AggregateRef, more: Partial<AggregateRecord> = {}): AggregateRecord => ({
  ...ref,
  schema: RECORD_SCHEMA,
  version: 1,
  generation: 1,
  seenGeneration: 0,
  at: T0,
  data: { total: 0 },
  outbox: { '1': [auditEntry(1)] },
  pending: 1,
  attentionAt: T1,
  recent: {},
  auditSeq: 1,
  auditHash: 'hash-1',
  failing: {},
  sweep: { failures: 0 },
  ...more,
});

/** The next version over a record. */
export const saveOver = (record: AggregateRecord, more: Partial<Save> = {}): Save => ({
  ref: { type: record.type, id: record.id },
  expect: { version: record.version, generation: record.generation },
  version: record.version + 1,
  at: T1,
  data: { total: record.version },
  entries: [auditEntry(record.version + 1)],
  recent: {},
  auditSeq: record.auditSeq + 1,
  auditHash: `hash-${record.auditSeq + 1}`,
  attentionAt: T2,
  ...more,
});

export const newStored = (cause: string) =>
  storeNew(
    createMessage(
      {
        kind: 'agenda',
        cause,
        to: { agencyId: 'agy-police' },
        from: { aggregate: 'meeting', id: 'mtg-one1' },
        params: { meetingId: 'mtg-one1' },
      },
      T0,
    ),
    T0,
  );

export const row = (taskId: string, more: Partial<WorklistRow> = {}): WorklistRow => ({
  taskId,
  code: 'ring_agency',
  for: { agencyId: 'agy-north' },
  status: 'open',
  source: { type: 'case', id: 'case-one1' },
  order: '0000000001#00000',
  ...more,
});
