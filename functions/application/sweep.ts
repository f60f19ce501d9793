import type { App } from './app.ts';
import type { Attentive } from './ports.ts';
import { type AggregateRef, attentionShards } from './record.ts';
import { hasFate } from './stored-message.ts';
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
  const report: SweepReport = { looked: 0, failed: 0, cutShort: false };
  const before = app.clock.now();
  for (const shard of attentionShards) {
    let cursor: string | undefined;
    do {
      const page = await app.attention.page(shard, before, cursor);
      for (const one of page.found) {
        if (enough()) return { ...report, cutShort: true };
        report.looked += 1;
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

/**
 * An execution failed, timed out or was aborted: have the sweeper look at once, and not when a wait would end.
 * A case's next generation takes over: a wait that the dead execution registers late would otherwise tell the
 * sweeper that somebody waits, and put it off to the next clock.
 */
export async function restartFailed(app: App, executionName: string): Promise<boolean> {
  const [, id, kind, number] = /^([a-z]+-[a-z0-9]+)\.([ga])(\d+)$/.exec(executionName) ?? [];
  if (id === undefined) return false;
  const now = app.clock.now();
  if (kind === 'g') return app.aggregates.raiseGeneration({ type: 'case', id }, Number(number), now);
  const stored = await app.messages.load(id);
  if (!stored || hasFate(stored)) return false;
  return app.messages.save({ ...stored, version: stored.version + 1, attentionAt: now });
}
