import { fromInstant, type Instant } from '../domain/calendar/instants.ts';
import type { App } from './app.ts';
import type { Attentive } from './ports.ts';
import { type AggregateRef, attentionShards } from './record.ts';
import { sweepAggregate } from './sweep-aggregate.ts';
import { sweepMessage } from './sweep-message.ts';

/** What one sweep did. */
export interface SweepReport {
  looked: number;
  failed: number;
  /** It ran out of time; the next sweep goes on. */
  cutShort: boolean;
}

/**
 * Look at everything whose `attentionAt` has passed, each by itself: one that fails stays where it is and
 * never keeps the others from being seen.
 * @param enough asked before each item; true ends the sweep
 */
export async function sweepAttention(app: App, enough: () => boolean = () => false): Promise<SweepReport> {
  const before = app.clock.now();
  const { oldest, ...report } = await lookAtAll(app, before, enough);
  // Zero, too: that it is said each minute shows that somebody looks.
  app.telemetry.seconds('attention-overdue', (fromInstant(before) - fromInstant(oldest)) / 1000);
  return report;
}

async function lookAtAll(
  app: App,
  before: Instant,
  enough: () => boolean,
): Promise<SweepReport & { oldest: Instant }> {
  const report = { looked: 0, failed: 0, cutShort: false, oldest: before };
  for (const shard of attentionShards) {
    let cursor: string | undefined;
    do {
      const page = await app.attention.page(shard, before, cursor);
      for (const one of page.found) {
        if (enough()) return { ...report, cutShort: true };
        report.looked += 1;
        if (one.at < report.oldest) report.oldest = one.at;
        if (!(await tryLook(app, one))) report.failed += 1;
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return report;
}

async function tryLook(app: App, one: Attentive): Promise<boolean> {
  try {
    await look(app, one);
    return true;
  } catch (error) {
    const id = one.kind === 'aggregate' ? one.ref.id : one.kind === 'message' ? one.messageId : one.noteId;
    app.telemetry.alarm('sweep-broke', { id, reason: error instanceof Error ? error.name : 'unknown' });
    return false;
  }
}

function look(app: App, one: Attentive): Promise<void> {
  switch (one.kind) {
    case 'aggregate':
      return sweepAggregate(app, one.ref);
    case 'message':
      return sweepMessage(app, one.messageId);
    case 'note':
      return sweepNote(app, one.owner, one.noteId);
  }
}

/** The janitor: a narrative that no command has kept in a day goes, unless an entry that keeps it is on its way. */
async function sweepNote(app: App, owner: AggregateRef, noteId: string): Promise<void> {
  const record = await app.aggregates.load(owner);
  const entries = Object.values(record?.outbox ?? {}).flat();
  const onItsWay = entries.some((entry) => entry.entry === 'audit' && entry.notes?.includes(noteId));
  if (onItsWay) return;
  await app.notes.removeOrphan(owner, noteId);
}
