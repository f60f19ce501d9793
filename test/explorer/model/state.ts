import type { MemoryWorld } from '../../../functions/adapters/memory/index.ts';
import type { Instant } from '../../../functions/domain/calendar/instants.ts';
import type { Execution } from '../machine/execution.ts';

/** Who waits for the answer of a handler, and what it does if none comes. */
export type Client =
  /** A state machine: it retries, catches, or fails. */
  | { of: 'execution'; name: string }
  /** The stream of an item: it delivers again. */
  | { of: 'stream'; ref: string }
  /** A person's client: it sends the same command again. */
  | { of: 'person'; label: string }
  /** The bus of events, of SES or of executions that failed: it delivers again. */
  | { of: 'mail'; event: MailEvent; outcome: string }
  | { of: 'failure'; execution: string }
  /** The minute's sweep of one item: the next sweep finds it again. */
  | { of: 'sweeper'; what: string };

/** A handler that runs. Without a client its answer is of no use to anybody, but its writes still count. */
export interface Actor {
  task: string;
  /** What it works on, for traces. */
  on: string;
  /** Where it stands (threads). */
  at: string;
  client?: Client;
}

/** What SES will say about a mail that it took. */
export interface MailEvent {
  messageId: string;
  providerId: string;
}

/** All there is at one moment: plain data, so that it can be copied, compared and gone back to. */
export interface State {
  now: Instant;
  world: MemoryWorld;
  executions: Record<string, Execution>;
  /** Names of executions that have ended. */
  ended: string[];
  actors: Actor[];
  /** Items whose stream has a record that nobody was given yet. */
  hints: string[];
  /** Executions whose failure the bus has not delivered yet. */
  failures: string[];
  mail: {
    /** Calls of SES that took or may have taken each message, and when the last was. */
    sent: Record<string, { count: number; at: Instant }>;
    /** What it has not yet said. */
    events: MailEvent[];
    /** Outcomes that were handed over: `<messageId>:<outcome>`. */
    heard: string[];
    /** Mails that should not have gone again, and why. */
    needless: string[];
  };
  /** Commands that people still want done, by label. */
  todo: string[];
  /** What the environment may still do wrong, by kind, and how often time may pass. */
  left: Record<string, number>;
}

/** A copy to go on from. Items of the world are shared: whoever changes one replaces it by a copy first. */
export function copyOf(state: State): State {
  const { world, executions, mail } = state;
  return {
    ...state,
    world: {
      ...world,
      aggregates: { ...world.aggregates },
      messages: { ...world.messages },
      notes: { ...world.notes },
      audit: { ...world.audit },
      worklist: { ...world.worklist },
      deadLetters: { ...world.deadLetters },
      ledger: { ...world.ledger },
    },
    executions: copyOfEach(executions),
    ended: [...state.ended],
    actors: state.actors.map((actor) => ({ ...actor })),
    hints: [...state.hints],
    failures: [...state.failures],
    mail: {
      sent: { ...mail.sent },
      events: [...mail.events],
      heard: [...mail.heard],
      needless: [...mail.needless],
    },
    todo: [...state.todo],
    left: { ...state.left },
  };
}

const copyOfEach = (executions: State['executions']): State['executions'] =>
  Object.fromEntries(
    Object.entries(executions).map(([name, one]) => [
      name,
      { ...one, variables: { ...one.variables }, retries: [...one.retries] },
    ]),
  );

/** Put actors into an order that does not depend on how they came about. */
export function sortActors(state: State): void {
  state.actors.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

const orderOf = ({ task, on, at, client }: Actor): string => `${on} ${task} ${at} ${client?.of}`;

/** The text of a state: equal states have equal texts. Items stand there by their numbers. */
export function textOf(state: State): string {
  const { now, world, executions, ended, hints, failures, mail, todo, left } = state;
  const actors = state.actors.map((one) => `${orderOf(one)} ${JSON.stringify(one.client)}`).toSorted();
  const items = Object.values(world).flatMap((kind: Record<string, object>) =>
    Object.values(kind).map(numberOf),
  );
  const running = Object.values(executions).map((one) => JSON.stringify(sorted(one)));
  const names = [ended, hints, failures, todo].map((list) => list.toSorted(byText));
  return JSON.stringify([
    now,
    items.toSorted((a, b) => a - b),
    running.toSorted(),
    actors,
    names,
    mail,
    left,
  ]);
}

const numbersOfItems = new WeakMap<object, number>();
const numbersOfTexts = new Map<string, number>();

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

/** A number that equal items share. */
export function numberOf(item: object): number {
  const known = numbersOfItems.get(item);
  if (known !== undefined) return known;
  const text = JSON.stringify(sorted(item));
  const number = numbersOfTexts.get(text) ?? numbersOfTexts.size;
  numbersOfTexts.set(text, number);
  numbersOfItems.set(item, number);
  return number;
}

/** Are they the same item? Neither may change any more. */
export const isSame = (one: object, other: object): boolean => numberOf(one) === numberOf(other);

/** Attributes in order: in what order they were written makes no difference. */
const sorted = (value: object): object =>
  Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
