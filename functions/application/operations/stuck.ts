import { addElapsed, type Instant } from '../../domain/calendar/instants.ts';
import { OPERATIONS } from '../../domain/shared/refused-commands.ts';
import { definitionOf } from '../aggregates.ts';
import type { App } from '../app.ts';
import { isLate } from '../message-changes.ts';
import type { Attentive } from '../ports.ts';
import type { AggregateRecord, AggregateRef } from '../record.ts';
import { hasFate, type StoredMessage } from '../stored-message.ts';
import { attentiveBefore } from './attentive.ts';

/**
 * Why the system does not carry something on. `attention_overdue`: the sweeper should have looked. `sweep_failing`:
 * it looks and does not put things right. `relay_failing`: an outbox entry fails. `outbox_waits`: changes are not
 * passed on. `unseen`: no execution has seen the last change. `clock_missed`: a deadline came and nothing was done.
 * `dead_letters`: entries were given up. `not_sent`: SES has not taken a mail in time. `unreadable`: the record makes
 * no sense, or its key is not ours.
 */
export type StuckReason =
  | 'attention_overdue'
  | 'sweep_failing'
  | 'relay_failing'
  | 'outbox_waits'
  | 'unseen'
  | 'clock_missed'
  | 'dead_letters'
  | 'not_sent'
  | 'unreadable';

/** Something that is stuck: ids, codes and instants only. */
export interface Stuck {
  what: AggregateRef['type'] | 'message' | 'note';
  id: string;
  reasons: StuckReason[];
  /** Since when, as far as the record says. */
  since: Instant;
  generation?: number;
  version?: number;
  /** Name of the error, of what is unreadable. */
  error?: string;
}

/** What the sweeper mends it mends within minutes; what stands for longer it did not (judgement, as the pages). */
const GRACE_MINUTES = 5;
/** A sweep that fails is tried again within six hours at the latest (sweep-aggregate.ts). */
const LONGEST_DELAY_HOURS = 6;

/** What one look at everything that wants attention found. */
export interface LookAround {
  /** Longest first. */
  stuck: Stuck[];
  /** Messages among what was looked at that have no fate yet. */
  onTheWay: number;
  /** Everything was looked at; otherwise the first shards were, and something may be missing. */
  complete: boolean;
}

/** Everything that is stuck now, longest first. */
export const findStuck = async (app: App): Promise<Stuck[]> => (await lookAround(app)).stuck;

/** Items that are read at once. */
const AT_ONCE = 25;

/**
 * Look at everything whose next look is near. Reads the attention index and each item that it names, but no more
 * than `most` of them.
 */
export async function lookAround(app: App, most: number = Number.POSITIVE_INFINITY): Promise<LookAround> {
  const now = app.clock.now();
  const found = new Map<string, Stuck>();
  for (const dead of await withDeadLetters(app)) found.set(dead.id, dead);
  const { hits, complete } = await hitsBefore(app, now, most);
  let onTheWay = 0;
  for (let from = 0; from < hits.length; from += AT_ONCE) {
    const part = hits.slice(from, from + AT_ONCE);
    for (const { stuck, waits } of await Promise.all(part.map((one) => lookAt(app, one, now)))) {
      if (waits) onTheWay += 1;
      if (!stuck) continue;
      const known = found.get(stuck.id);
      found.set(stuck.id, known ? { ...stuck, reasons: [...stuck.reasons, ...known.reasons] } : stuck);
    }
  }
  const stuck = [...found.values()].toSorted((a, b) => (a.since < b.since ? -1 : 1));
  return { stuck, onTheWay, complete };
}

async function hitsBefore(app: App, now: Instant, most: number): Promise<{ hits: Hit[]; complete: boolean }> {
  const hits: Hit[] = [];
  for await (const one of attentiveBefore(app, addElapsed(now, { hours: LONGEST_DELAY_HOURS, minutes: 1 }))) {
    if (hits.length >= most) return { hits, complete: false };
    hits.push(one);
  }
  return { hits, complete: true };
}

async function withDeadLetters(app: Pick<App, 'worklist' | 'deadLetters'>): Promise<Stuck[]> {
  const rows = (await app.worklist.list(OPERATIONS)).filter(({ code }) => code === 'dead_letter');
  const sources = new Map(rows.map(({ source }) => [source.id, source]));
  const found: Stuck[] = [];
  for (const ref of sources.values()) {
    const [first] = (await app.deadLetters.list(ref)).toSorted((a, b) => (a.at < b.at ? -1 : 1));
    if (first) found.push({ what: ref.type, id: ref.id, reasons: ['dead_letters'], since: first.at });
  }
  return found;
}

type Hit = Attentive;
const hitName = (one: Hit): Pick<Stuck, 'what' | 'id'> =>
  one.kind === 'aggregate'
    ? { what: one.ref.type, id: one.ref.id }
    : one.kind === 'message'
      ? { what: 'message', id: one.messageId }
      : { what: 'note', id: one.noteId };

/** What was found of one item: whether it is stuck, and whether it is a message that waits for its fate. */
interface Look {
  stuck?: Stuck | undefined;
  waits?: boolean;
}

async function lookAt(app: App, one: Hit, now: Instant): Promise<Look> {
  const reasons: StuckReason[] = isLong(one.at, now) ? ['attention_overdue'] : [];
  const name = hitName(one);
  try {
    if (one.kind === 'aggregate') return await lookAtAggregate(app, one, now, reasons);
    if (one.kind === 'message') return await lookAtMessage(app, one, now, reasons);
  } catch (caught) {
    // One item that cannot be read must not hide the others: it is a finding.
    const error = caught instanceof Error ? caught.name : 'unknown';
    return { stuck: { ...name, reasons: [...reasons, 'unreadable'], since: one.at, error } };
  }
  return reasons.length > 0 ? { stuck: { ...name, reasons, since: one.at } } : {};
}

async function lookAtAggregate(
  app: App,
  one: Extract<Hit, { kind: 'aggregate' }>,
  now: Instant,
  late: readonly StuckReason[],
): Promise<Look> {
  const record = await app.aggregates.load(one.ref);
  if (!record) return {};
  const reasons = [...late, ...reasonsOf(app, record, now)];
  const { generation, version } = record;
  const since = reasons[0] === 'attention_overdue' ? one.at : record.at;
  return reasons.length > 0 ? { stuck: { ...hitName(one), reasons, since, generation, version } } : {};
}

async function lookAtMessage(
  app: App,
  one: Extract<Hit, { kind: 'message' }>,
  now: Instant,
  late: readonly StuckReason[],
): Promise<Look> {
  const stored = await app.messages.load(one.messageId);
  if (!stored) return {};
  const reasons = [...late, ...reasonsOfMessage(stored, now)];
  const { run: generation, version } = stored;
  const since = stored.message.createdAt;
  return {
    waits: !hasFate(stored),
    ...(reasons.length > 0 && { stuck: { ...hitName(one), reasons, since, generation, version } }),
  };
}

const isLong = (since: Instant, now: Instant): boolean =>
  addElapsed(since, { minutes: GRACE_MINUTES }) <= now;

function reasonsOf(app: App, record: AggregateRecord, now: Instant): StuckReason[] {
  const definition = definitionOf(app.registry, record.type);
  const { workflow } = definition;
  const next = definition.nextAt?.(record.data, definition.policy(record.data, app.policies));
  const isOver = workflow?.isTerminal(record.data) ?? false;
  const found: [StuckReason, boolean][] = [
    ['sweep_failing', record.sweep.failures > 1],
    ['relay_failing', Object.keys(record.failing).length > 0],
    ['outbox_waits', Object.keys(record.outbox).length > 0 && isLong(record.at, now)],
    [
      'unseen',
      workflow !== undefined &&
        !isOver &&
        (record.tokenVersion ?? 0) < record.version &&
        isLong(record.at, now),
    ],
    ['clock_missed', !isOver && next !== undefined && isLong(next, now)],
  ];
  return found.flatMap(([reason, holds]) => (holds ? [reason] : []));
}

function reasonsOfMessage(stored: StoredMessage, now: Instant): StuckReason[] {
  const found: [StuckReason, boolean][] = [
    ['sweep_failing', stored.failures > 1],
    ['not_sent', !hasFate(stored) && isLate(stored, now)],
  ];
  return found.flatMap(([reason, holds]) => (holds ? [reason] : []));
}
