import type { Collector } from './command.ts';
import { type Refusal, refuse } from './refusal.ts';

/** A refusal unless the caller gave the narrative `field`. `what` says in words what is missing. */
export function requireNote(
  context: Pick<Collector, 'notes'>,
  field: string,
  what: string,
  duty?: string,
): Refusal | undefined {
  if (context.notes[field]) return undefined;
  return refuse('narrative-missing', `${what} is missing; give it as the text '${field}'`, {
    missing: [field],
    ...(duty === undefined ? {} : { duty }),
  });
}

/** `{ [key]: noteId }` when the caller gave the narrative, for spreading into a record. */
export function noteId(context: Pick<Collector, 'notes'>, field: string): { noteId?: string } {
  const note = context.notes[field];
  return note ? { noteId: note.noteId } : {};
}
