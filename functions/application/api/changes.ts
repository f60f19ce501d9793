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
const MOST = 20;
/** How far back in the aggregate's audit is looked: one page of it. */
const LOOK_BACK = 200;

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
 * What happened to a thing lately, newest last. Looks into the outbox too, where the newest entries wait for
 * relay. Whoever asks may edit the thing and perhaps not read it: so nothing is told of the rest of the aggregate,
 * nor of doubts about a worker.
 */
export async function lateChanges(
  app: Pick<App, 'aggregates' | 'audit'>,
  ref: AggregateRef,
  { id, commands, agencyId }: Changed,
): Promise<Change[]> {
  const record = await app.aggregates.load(ref);
  if (!record) return [];
  const stored = await app.audit.page(ref, Math.max(0, record.auditSeq - LOOK_BACK));
  const waiting = inVersionOrder(record).flatMap(({ entries }) =>
    entries.filter((one) => one.entry === 'audit'),
  );
  const bySeq = new Map([...waiting, ...stored].map((entry) => [entry.seq, entry]));
  const all = [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
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
