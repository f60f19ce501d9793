import type { App } from '../app.ts';
import type { AggregateRef, AuditEntry } from '../record.ts';
import { inVersionOrder } from '../record.ts';

/** One thing that happened, by code; who did it is named by agency only. */
export interface Change {
  event: string;
  at: string;
  agencyId?: string;
}

/** No answer tells more than this; what is older is read in the timeline. */
const MOST = 50;

/**
 * What happened since an audit number: to the thing with this id, or to the whole aggregate without one. Newest last. Looks into the outbox too, where the newest entries wait for relay.
 */
export async function changesSince(
  app: Pick<App, 'aggregates' | 'audit'>,
  ref: AggregateRef,
  auditSeq: number,
  id: string | undefined,
): Promise<Change[]> {
  const record = await app.aggregates.load(ref);
  if (!record) return [];
  const waiting = inVersionOrder(record).flatMap(({ entries }) =>
    entries.filter((one) => one.entry === 'audit'),
  );
  const bySeq = new Map(waiting.map((entry) => [entry.seq, entry]));
  for (const entry of await app.audit.page(ref, auditSeq)) bySeq.set(entry.seq, entry);
  const all = [...bySeq.values()].filter(({ seq }) => seq > auditSeq).toSorted((a, b) => a.seq - b.seq);
  const own = id === undefined ? all : all.filter(({ event }) => Object.values(event.facts).includes(id));
  return own.slice(-MOST).map(changeOf);
}

const changeOf = ({ event, at, by }: AuditEntry): Change => ({
  event: event.type,
  at,
  ...(by.kind === 'worker' ? { agencyId: by.agencyId } : {}),
});
