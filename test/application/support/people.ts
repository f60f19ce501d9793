import { GENESIS } from '../../../functions/application/audit.ts';
import { type AggregateRecord, RECORD_SCHEMA } from '../../../functions/application/record.ts';
import type { AggregateType } from '../../../functions/domain/shared/aggregate.ts';

const at = '2026-03-02T01:00:00.000Z';

/** An item as it stands when everything about it is relayed. */
export const recordOf = (type: AggregateType, id: string, data: unknown): AggregateRecord => ({
  type,
  id,
  schema: RECORD_SCHEMA,
  version: 1,
  generation: 1,
  seenGeneration: 0,
  at,
  data,
  outbox: {},
  recent: {},
  auditSeq: 0,
  auditHash: GENESIS,
  failing: {},
  sweep: { failures: 0 },
});

/** The record of a plainly invented person of whom a name is known. */
export const personRecord = (personId: string, name: string): AggregateRecord =>
  recordOf('person', personId, {
    schema: 1,
    personId,
    createdAt: at,
    identity: {
      names: [{ kind: 'legal', text: name }],
      addresses: [],
      workplaces: [],
      schools: [],
      phones: [],
      emails: [],
    },
    identityUnknown: false,
    needs: {},
    flags: [],
    orders: [],
    breaches: [],
    custody: { in: false, history: [] },
    programs: [],
    designation: [],
    cases: [],
    matches: [],
    splits: [],
    tasks: [],
    received: {},
  });
