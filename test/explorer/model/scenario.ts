import type { Stores } from '../../../functions/adapters/memory/index.ts';
import type { App } from '../../../functions/application/app.ts';
import type { CommandRequest } from '../../../functions/application/execute-command.ts';
import type { Machines } from '../machine/definition.ts';
import type { State } from './state.ts';
import type { RealTasks } from './tasks.ts';

/** What the environment can do wrong. Each use takes one of the budget of its kind. */
export const faultKinds = [
  /** A call fails and has had no effect. */
  'fail',
  /** A call has its effect, and its answer is lost. */
  'lost',
  /** A call has its effect, and is made again by the SDK: the answer is the second one's. */
  'again',
  /** A handler dies between two calls. */
  'crash',
  /** Whoever waits for a handler gives it up, and it goes on. */
  'detach',
  /** The stream never delivers a record; or the bus an event. */
  'drop',
  /** The stream delivers a record and will deliver it again. */
  'repeat',
  /** An operator aborts an execution. */
  'abort',
  /** Time passes while handlers run. */
  'slow',
  /** SES asks for a slower pace or is out: nothing was sent. */
  'refused',
  /** SES rejects the mail. */
  'rejected',
  /** The call of SES breaks off: the mail went, or it did not. */
  'unknown',
  /** The mail comes back instead of being delivered. */
  'bounce',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Bounds {
  /** How many faults there may be in all. */
  faults: number;
  /** Of each kind; what is not named does not happen. */
  of: Partial<Record<FaultKind, number>>;
  /** How often time may pass to the next thing that is due, before all goes on without faults. */
  ticks: number;
}

/** A small world to explore: what people want, and what may go wrong. */
export interface Scenario {
  name: string;
  bounds: Bounds;
  /** What people want done, in any order that `after` allows. */
  commands: { label: string; request: Omit<CommandRequest, 'by' | 'commandId'>; after?: string }[];
  /** An execution that evaluated so often is to be renewed; never, if not given. */
  renewAfter?: number;
  /** Minutes of the model's time within which all must be well, after the last thing that had to wait. */
  settleMinutes: number;
  /**
   * An abort of which nobody hears leaves a case without an execution until the sweeper looks, after the next
   * clock at the latest; that much is known and accepted.
   */
  mayBeAlone?: boolean;
  /** The stream delivers nothing at all: the sweeper carries everything. */
  noStream?: boolean;
  /** What must have come of it at the end, beyond what holds for every scenario: the faults found. */
  expect(state: State): string[];
}

/** A change of the code or the environment that breaks one rule of the protocol. */
export interface Variant {
  app?(app: App): App;
  stores?(stores: Stores, state: State): Stores;
  tasks?: Partial<RealTasks>;
  machines?(machines: Machines): Machines;
}
