import type { Instant } from '../calendar/instants.ts';
import type { Actor } from './actor.ts';
import type { DomainEvent, Fact } from './event.ts';
import { deriveId } from './ids.ts';
import type { CommandIntent, Intent, MessageIntent } from './intent.ts';

/** A narrative written to a NOTE item before the command. `identifying`: it names somebody or some place. */
export interface NoteRef {
  noteId: string;
  identifying: boolean;
}

/** What the directory says of an agency now: nobody makes an agency what it is by a word in a request. */
export interface AgencyFacts {
  kind: string;
  /** Codes of the agreements it signed that are in force. */
  agreements: readonly string[];
}

/** By agency id; an agency that the directory does not know is absent. */
export type Directory = Readonly<Record<string, AgencyFacts>>;

/** A command as it reaches an aggregate. `notes` stand for the free texts of the caller, by field name. */
export interface CommandEnvelope {
  name: string;
  input: unknown;
  by: Actor;
  /** From the caller's idempotency key, or from the cause; all ids made by the command derive from it. */
  commandId: string;
  notes: Readonly<Record<string, NoteRef>>;
  /** For commands that ask what an agency is; filled in by the application, never by the caller. */
  directory?: Directory;
}

/** What a decision collects beside the new state, and what it may know. */
export interface Collector {
  readonly now: Instant;
  readonly by: Actor;
  readonly commandId: string;
  readonly notes: Readonly<Record<string, NoteRef>>;
  readonly directory?: Directory;
  readonly events: DomainEvent[];
  readonly intents: Intent[];
  readonly done: string[];
  /** Record a fact for the audit chain. */
  event(type: string, facts?: Record<string, Fact | undefined>): void;
  /** Ask relay for a message to each recipient. Without a `cause` of its own the command is the cause. */
  message(message: Omit<MessageIntent, 'intent' | 'cause'> & { cause?: string }): void;
  /** Ask relay for a command to another aggregate. */
  command(command: Omit<CommandIntent, 'intent'>): void;
  /** Show a code in the execution history, such as `reminder.T-2`. */
  did(code: string): void;
  /** A new id, the same each time this command is decided. */
  newId(prefix: string, ...cause: (string | number)[]): string;
}

/** A copy that outlives the draft: what a decision reads from its draft is revoked when the decision ends. */
const plain = <Value extends Intent>(intent: Value): Value => JSON.parse(JSON.stringify(intent));

/** A collector for one decision. Ids derive from the command id and, without an own cause, from their order. */
export function createCollector(
  of: Pick<Collector, 'now' | 'by' | 'commandId' | 'notes' | 'directory'>,
): Collector {
  const events: DomainEvent[] = [];
  const intents: Intent[] = [];
  const done: string[] = [];
  let made = 0;
  return {
    ...of,
    events,
    intents,
    done,
    event(type, facts = {}) {
      const known: Record<string, Fact> = {};
      for (const [key, value] of Object.entries(facts)) if (value !== undefined) known[key] = value;
      events.push({ type, facts: JSON.parse(JSON.stringify(known)) });
    },
    message({ cause = of.commandId, ...message }) {
      if (message.to.length > 0) intents.push(plain({ intent: 'message', cause, ...message }));
    },
    command(command) {
      intents.push(plain({ intent: 'command', ...command }));
    },
    did(code) {
      if (!done.includes(code)) done.push(code);
    },
    newId(prefix, ...cause) {
      made += 1;
      return deriveId(prefix, of.commandId, ...(cause.length > 0 ? cause : [made]));
    },
  };
}
