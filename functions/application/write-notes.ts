import { addElapsed, type Instant } from '../domain/calendar/instants.ts';
import type { Finding } from '../domain/message/identifying.ts';
import type { NoteRef } from '../domain/shared/command.ts';
import { deriveId } from '../domain/shared/ids.ts';
import { type Refusal, refuse } from '../domain/shared/refusal.ts';
import type { App } from './app.ts';
import type { AggregateRef } from './record.ts';

/** A note that no command kept within a day belongs to a command that never came through. */
const ORPHAN_HOURS = 24;

/**
 * What a command may bring of free text (judgement). DynamoDB takes 400 KB an item, and a note is sealed and then
 * encoded before it is stored: 60,000 bytes are some 20 pages and stay well below. A plan has a note for each of
 * its actions, a written return for each of its items.
 */
export const noteLimits = { bytes: 60_000, allBytes: 300_000, notes: 100 } as const;

/** `rationale`; `actions.3` of a list; `view:per-…` of a person. */
const fieldName = /^[a-z][A-Za-z0-9]{0,39}(?:\.\d{1,3}|:[a-z]{1,4}-[a-z0-9]{4,40})?$/;

/** The id of a narrative: from the command and the field, so that a retry finds what it wrote. */
export const noteIdFor = (commandId: string, field: string): string => deriveId('note', commandId, field);

/** Notes by field, and where in each somebody or some place is named, to be shown to the recorder. */
export interface WrittenNotes {
  refs: Record<string, NoteRef>;
  findings: Record<string, Finding[]>;
}

/**
 * Write the narratives of a command before the command itself, and say of each whether it names somebody.
 * A retry finds its own notes; another text under the same key is refused, and so is what is beyond the limits.
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
  const unfit = beyondLimits(texts);
  if (unfit) return unfit;
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

/** Why these texts cannot be taken. A field's name is the caller's and may say anything, so it is not repeated. */
function beyondLimits(texts: Record<string, string>): Refusal | undefined {
  const sizes = Object.entries(texts).map(([field, text]) => ({
    field,
    bytes: new TextEncoder().encode(text).length,
  }));
  if (!sizes.every(({ field }) => fieldName.test(field)))
    return refuse('note-field-invalid', 'a note is named by one word, with a number or id of a list', {
      field: 'notes',
    });
  if (sizes.length > noteLimits.notes)
    return refuse('too-many-notes', `a command takes ${noteLimits.notes} notes; this has ${sizes.length}`);
  const long = sizes.find(({ bytes }) => bytes > noteLimits.bytes);
  if (long)
    return refuse(
      'note-too-long',
      `a note takes ${noteLimits.bytes} bytes of UTF-8; this has ${long.bytes}`,
      { field: long.field },
    );
  const all = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (all <= noteLimits.allBytes) return undefined;
  return refuse(
    'notes-too-long',
    `the notes of a command take ${noteLimits.allBytes} bytes of UTF-8; these have ${all}`,
  );
}
