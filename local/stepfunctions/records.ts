import type { Definition } from './definition.ts';
import type { NewEvent, StoredEvent } from './history.ts';
import type { Json, JsonObject } from './json.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One stay in a state: what Retry counts over and `$states.context.State` tells. Times in ms since 1970. */
export interface Visit {
  state: string;
  input: Json;
  enteredAt: number;
  /** Id of the event that entered the state. */
  enteredEvent: number;
  /** Attempts made so far by each retrier, by its place in Retry. */
  retries: number[];
}

/** One attempt of a task. */
export interface Attempt {
  visit: Visit;
  /** Id of its TaskScheduled event. */
  scheduledEvent: number;
  /** `Arguments`, evaluated. */
  args: Json;
  /** When it times out, if ever. */
  deadline?: number;
  token?: string;
}

/** What an execution does next; each is one job of the clock and ends in one commit. */
export type Position =
  | { at: 'entering'; state: string; input: Json }
  | { at: 'waiting'; visit: Visit; until: number }
  /** In a state and about to act: schedule the task, choose, evaluate. A retry waits for `notBefore` here. */
  | { at: 'acting'; visit: Visit; notBefore: number }
  | { at: 'calling'; attempt: Attempt }
  | { at: 'awaiting-callback'; attempt: Attempt }
  | { at: 'task-succeeded'; visit: Visit; result: Json }
  | { at: 'state-failed'; visit: Visit; error?: string; cause?: string }
  | { at: 'closed' };

/** What changes of an execution while it runs. */
export interface Progress {
  status: Status;
  position: Position;
  variables: JsonObject;
  /** State transitions that AWS would bill: each state entered and each retry. */
  transitions: number;
  stopDate?: number;
  output?: string;
  error?: string;
  cause?: string;
}

export interface Execution extends Progress {
  arn: string;
  name: string;
  machineArn: string;
  machineName: string;
  revision: number;
  roleArn: string;
  input: string;
  startDate: number;
  history: StoredEvent[];
  /** Counts commits, so that a step which was overtaken while it computed is dropped. */
  version: number;
}

/** One step of an execution: it takes effect whole or not at all. */
export interface Change {
  events: NewEvent[];
  set: Partial<Progress>;
}

export interface Revision {
  number: number;
  definition: string;
  parsed: Definition;
  roleArn: string;
  at: number;
}

export interface Machine {
  arn: string;
  name: string;
  createdAt: number;
  deleting: boolean;
  revisions: Map<number, Revision>;
  current: Revision;
}

/** What the journal holds. Times in ms since 1970. */
export type Entry =
  | { kind: 'revision'; machine: string; number: number; definition: string; roleArn: string; at: number }
  | { kind: 'machine-deleting'; machine: string; at: number }
  | { kind: 'machine-deleted'; machine: string; at: number }
  | {
      kind: 'execution';
      arn: string;
      machine: string;
      name: string;
      revision: number;
      input: string;
      roleArn: string;
      at: number;
    }
  | { kind: 'change'; arn: string; at: number; events: NewEvent[]; set: Partial<Progress> };
