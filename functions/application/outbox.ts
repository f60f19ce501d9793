import type { Instant } from '../domain/calendar/instants.ts';
import type { Actor } from '../domain/shared/actor.ts';
import type { Accepted } from '../domain/shared/decision.ts';
import { deriveId } from '../domain/shared/ids.ts';
import type { Intent } from '../domain/shared/intent.ts';
import { hashOfEntry } from './audit.ts';
import type { AggregateRef, AuditEntry, OutboxEntry } from './record.ts';

/** What caused a decision: all entry ids derive from `id`. */
export interface Cause {
  id: string;
  command: string;
  by: Actor;
  at: Instant;
  /** Ids of the narratives that came with it. */
  notes: string[];
}

/** The end of an audit chain so far. */
export interface ChainEnd {
  auditSeq: number;
  auditHash: string;
}

/**
 * The outbox entries of a decision, audit first, and the chain's new end. A decision without an event of its
 * own still leaves one, so that every write is on the record and relay always has a reason to wake the case.
 */
export function entriesOf(
  ref: AggregateRef,
  { events, intents }: Pick<Accepted<unknown>, 'events' | 'intents'>,
  cause: Cause,
  end: ChainEnd,
): { entries: OutboxEntry[] } & ChainEnd {
  let { auditSeq, auditHash } = end;
  const facts = events.length > 0 ? events : [{ type: 'command.applied', facts: { command: cause.command } }];
  const audit = facts.map((event, index): AuditEntry => {
    const open = {
      entry: 'audit' as const,
      entryId: deriveId('ent', ref.id, cause.id, 'audit', index),
      seq: auditSeq + 1,
      at: cause.at,
      by: cause.by,
      command: cause.command,
      commandId: cause.id,
      event,
      ...(index === 0 && cause.notes.length > 0 ? { notes: cause.notes } : {}),
      prevHash: auditHash,
    };
    auditSeq += 1;
    auditHash = hashOfEntry(ref, open);
    return { ...open, hash: auditHash };
  });
  const others = intents.map((intent, index) =>
    intentEntry(intent, deriveId('ent', ref.id, cause.id, 'intent', index)),
  );
  return { entries: [...audit, ...others], auditSeq, auditHash };
}

function intentEntry(intent: Intent, entryId: string): OutboxEntry {
  switch (intent.intent) {
    case 'message':
      return { entry: 'message', entryId, message: intent };
    case 'command':
      return { entry: 'command', entryId, command: intent };
    case 'task':
      return { entry: 'task', entryId, task: intent };
  }
}
