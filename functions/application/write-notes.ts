import { addElapsed, type Instant } from '../domain/calendar/instants.ts';
import type { Finding } from '../domain/message/identifying.ts';
import type { NoteRef } from '../domain/shared/command.ts';
import { deriveId } from '../domain/shared/ids.ts';
import { type Refusal, refuse } from '../domain/shared/refusal.ts';
import type { App } from './app.ts';
import type { AggregateRef } from './record.ts';

/** A note that no command kept within a day belongs to a command that never came through. */
const ORPHAN_HOURS = 24;

/** The id of a narrative: from the command and the field, so that a retry finds what it wrote. */
export const noteIdFor = (commandId: string, field: string): string => deriveId('note', commandId, field);

/** Notes by field, and where in each somebody or some place is named, to be shown to the recorder. */
export interface WrittenNotes {
  refs: Record<string, NoteRef>;
  findings: Record<string, Finding[]>;
}

/**
 * Write the narratives of a command before the command itself, and say of each whether it names somebody.
 * A retry finds its own notes; another text under the same key is refused.
 */
export async function writeNotes(
  app: Pick<App, 'notes' | 'identifying'>,
  owner: AggregateRef,
  subject: unknown,
  commandId: string,
  texts: Record<string, string>,
  now: Instant,
): Promise<WrittenNotes | Refusal> {
  if (Object.keys(texts).length === 0) return { refs: {}, findings: {} };
  const findings = await app.identifying.scan(subject, texts);
  const refs: Record<string, NoteRef> = {};
  for (const [field, text] of Object.entries(texts)) {
    const noteId = noteIdFor(commandId, field);
    const note = { owner, noteId, field, text, createdAt: now };
    const created = await app.notes.create(note, addElapsed(now, { hours: ORPHAN_HOURS }));
    if (!created && (await app.notes.load(owner, noteId))?.text !== text) {
      return refuse('idempotency-key-reused', `another ${field} was sent under this key`, { field });
    }
    refs[field] = { noteId, identifying: (findings[field] ?? []).length > 0 };
  }
  return { refs, findings };
}
