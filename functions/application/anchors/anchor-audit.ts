import { addElapsed, type Instant } from '../../domain/calendar/instants.ts';
import type { AccessLog } from '../access/access-log.ts';
import type { App } from '../app.ts';
import type { AuditStore } from '../ports.ts';
import { anchorOf, chainOf, hourOf, type Leaf } from './anchor.ts';
import type { AnchorWriter, ChainMoves } from './ports.ts';

export interface AnchorPorts extends Pick<App, 'clock' | 'telemetry'> {
  chains: ChainMoves;
  audit: Pick<AuditStore, 'head'>;
  accessLog: Pick<AccessLog, 'latest'>;
  anchors: AnchorWriter;
}

/** An entry is noted before it is written; so long a write may take. */
const GRACE_MINUTES = 5;
/** Moves older than this are forgotten (functions/adapters/dynamodb/chains.ts). */
const MOST_HOURS = 35 * 24;

/** What was anchored, or that no hour has ended since. */
export type AnchorReport = { kind: 'nothing_new' } | { kind: 'anchored'; to: string; leaves: number };

/**
 * Anchor the ends of all chains that moved since the last anchor, up to the last hour that is over: first the
 * anchor is put where nobody can change it, then the cursor moves. A crash between repeats; two at once write two
 * anchors that are both true. Throws what the ports throw, and the next run takes the same hours again.
 */
export async function anchorAudit(app: AnchorPorts): Promise<AnchorReport> {
  const now = app.clock.now();
  const to = hourOf(addElapsed(now, { minutes: -60 - GRACE_MINUTES }));
  const cursor = await app.chains.cursor();
  if (cursor !== undefined && cursor.hour >= to) return { kind: 'nothing_new' };
  const hours = hoursAfter(cursor?.hour, to, now);
  const names = new Set<string>();
  for (const hour of hours) for (const name of await app.chains.moved(hour)) names.add(name);
  const leaves: Leaf[] = [];
  for (const name of names) leaves.push(...(await leafOf(app, name)));
  const previous = cursor === undefined ? {} : { previous: cursor.root };
  const anchor = anchorOf({ from: hours[0] ?? to, to, ...previous, leaves });
  await app.anchors.put(anchor);
  await app.chains.advance(cursor, { hour: to, root: anchor.root });
  app.telemetry.count('audit-anchored', { leaves: leaves.length });
  return { kind: 'anchored', to, leaves: leaves.length };
}

/** From the hour after the last one that is anchored; the first time from as long ago as moves are remembered. */
function hoursAfter(last: string | undefined, to: string, now: Instant): string[] {
  const earliest = addElapsed(now, { hours: -MOST_HOURS });
  const next = last === undefined ? earliest : addElapsed(`${last}:00:00.000Z`, { hours: 1 });
  const hours: string[] = [];
  for (let at = next < earliest ? earliest : next; hourOf(at) <= to; at = addElapsed(at, { hours: 1 }))
    hours.push(hourOf(at));
  return hours;
}

async function leafOf(app: AnchorPorts, name: string): Promise<Leaf[]> {
  const chain = chainOf(name);
  if (!chain) return [];
  const [latest] = chain.log === 'access' ? await app.accessLog.latest(chain.ownerId) : [];
  const head = chain.log === 'audit' ? await app.audit.head(chain.ref) : latest;
  return head ? [{ chain: name, seq: head.seq, hash: head.hash }] : [];
}
