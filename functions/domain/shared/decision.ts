import type { DomainEvent } from './event.ts';
import type { Intent } from './intent.ts';
import type { Refusal } from './refusal.ts';

/**
 * What a command or the passing of time does: the new state, the events for the audit chain, the intents
 * for relay, and short codes of what was done (`reminder.T-2`) that the execution history may show.
 */
export interface Accepted<State> {
  kind: 'accepted';
  state: State;
  events: DomainEvent[];
  intents: Intent[];
  did: string[];
}

export type Decision<State> = Accepted<State> | Refusal;
