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

/** The thing of which somebody is told what happened to it. */
export interface Changed {
  /** By which events speak of it. */
  id: string | undefined;
  /** The commands that edit it: of a thing without an id only what they did counts. */
  commands: readonly string[];
  /** Whose agency is told; whoever else changed a person's record may know it from another case. */
  agencyId: string;
}

/**
 * What happened to a thing since an audit number, newest last. Looks into the outbox too, where the newest entries
 * wait for relay. The number comes from the caller, who may have made it up: so nothing is told of the rest of the
 * aggregate, nor of doubts about a worker.
 */
export async function changesSince(
  app: Pick<App, 'aggregates' | 'audit'>,
  ref: AggregateRef,
  auditSeq: number,
  { id, commands, agencyId }: Changed,
): Promise<Change[]> {
  const record = await app.aggregates.load(ref);
  if (!record) return [];
  const waiting = inVersionOrder(record).flatMap(({ entries }) =>
    entries.filter((one) => one.entry === 'audit'),
  );
  const bySeq = new Map(waiting.map((entry) => [entry.seq, entry]));
  for (const entry of await app.audit.page(ref, auditSeq)) bySeq.set(entry.seq, entry);
  const all = [...bySeq.values()].filter(({ seq }) => seq > auditSeq).toSorted((a, b) => a.seq - b.seq);
  const isOf = ({ event, command }: AuditEntry): boolean =>
    !event.type.startsWith('worker.') &&
    (id === undefined ? commands.includes(command) : Object.values(event.facts).includes(id));
  const isTold = (other: string): boolean => ref.type !== 'person' || other === agencyId;
  return all
    .filter(isOf)
    .slice(-MOST)
    .map(({ event, at, by }) => ({
      event: event.type,
      at,
      ...(by.kind === 'worker' && isTold(by.agencyId) ? { agencyId: by.agencyId } : {}),
    }));
}
