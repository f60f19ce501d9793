import type { Cancel, LocalClock } from '../clock.ts';
import type { Evaluate } from './expressions.ts';
import type { StoredEvent } from './history.ts';
import { limits } from './limits.ts';
import type { Change, Execution, Machine } from './records.ts';
import type { CallResource } from './resources.ts';
import type { StepContext } from './steps/common.ts';
import { nextStep } from './steps/step.ts';
import { revisionOf, type Store, withinHistory } from './store.ts';

/** Hears of every change of an execution after it has taken effect, with the events that it added. */
export type Observer = (execution: Readonly<Execution>, events: readonly StoredEvent[]) => void;

export interface EnginePorts {
  clock: LocalClock;
  store: Store;
  evaluate: Evaluate;
  call: CallResource;
  random: () => number;
  region: string;
  observe: Observer;
}

/** Moves executions on: one timer and at most one running step for each. */
export interface Engine {
  /** Set the timer of an execution that was started or found in the journal. */
  wake(execution: Execution): void;
  /** Let a change that did not come from a step take effect: a token, an abort. */
  apply(execution: Execution, change: Change): void;
  /** What a step of this execution may use. */
  contextOf(execution: Execution): StepContext;
}

export function createEngine({ clock, store, evaluate, call, random, region, observe }: EnginePorts): Engine {
  const timers = new Map<string, Cancel>();

  function machineOf(execution: Execution): Machine {
    const machine = store.machines.get(execution.machineArn);
    if (machine === undefined)
      throw new Error(`${execution.machineArn} is gone, but ${execution.arn} is not`);
    return machine;
  }

  function contextOf(execution: Execution): StepContext {
    const { parsed: definition } = revisionOf(machineOf(execution), execution.revision);
    return { execution, definition, now: () => clock.now(), random, region, evaluate, call };
  }

  /** When the execution as a whole times out, ms since 1970. */
  function expiryOf(execution: Execution): number {
    const { TimeoutSeconds } = contextOf(execution).definition;
    return execution.startDate + Math.min((TimeoutSeconds ?? Infinity) * 1_000, limits.executionMs);
  }

  function wake(execution: Execution): void {
    timers.get(execution.arn)?.();
    timers.delete(execution.arn);
    if (execution.status !== 'RUNNING') return;
    const time = Math.min(dueAt(execution) ?? clock.now(), expiryOf(execution));
    timers.set(
      execution.arn,
      clock.at(time, () => advance(execution)),
    );
  }

  /** One step. If anything else changed the execution while the step computed, the step is void. */
  async function advance(execution: Execution): Promise<void> {
    const { version } = execution;
    const change = interruption(execution) ?? (await nextStep(contextOf(execution)));
    if (execution.version === version) apply(execution, change);
  }

  function interruption(execution: Execution): Change | undefined {
    if (clock.now() >= expiryOf(execution)) {
      const error = 'States.Timeout';
      return close('TIMED_OUT', { error }, clock.now());
    }
    // A machine's deletion ends its executions at their next transition.
    const ends = machineOf(execution).deleting && execution.position.at === 'entering';
    return ends ? close('ABORTED', {}, clock.now()) : undefined;
  }

  function apply(execution: Execution, wanted: Change): void {
    const at = clock.now();
    const { events, set } = withinHistory(execution, wanted, at);
    const before = execution.history.length;
    store.commit({ kind: 'change', arn: execution.arn, at, events, set });
    wake(execution);
    observe(execution, execution.history.slice(before));
    if (execution.status !== 'RUNNING') dropIfDeleted(execution.machineArn);
  }

  function dropIfDeleted(machineArn: string): void {
    if (store.machines.get(machineArn)?.deleting === true && !hasRunning(store, machineArn)) {
      store.commit({ kind: 'machine-deleted', machine: machineArn, at: clock.now() });
    }
  }

  return { wake, apply, contextOf };
}

/** Has this machine an execution that is not closed? */
export function hasRunning(store: Store, machineArn: string): boolean {
  return store.executions.values().some((one) => one.machineArn === machineArn && one.status === 'RUNNING');
}

/** When the next step is due, ms since 1970; undefined means now, infinity never. */
function dueAt({ position }: Execution): number | undefined {
  if (position.at === 'acting') return position.notBefore;
  if (position.at === 'waiting') return position.until;
  if (position.at === 'awaiting-callback') return position.attempt.deadline ?? Infinity;
  return undefined;
}

/** The change that ends an execution from outside its states. */
export function close(
  status: 'TIMED_OUT' | 'ABORTED',
  why: { error?: string; cause?: string },
  now: number,
): Change {
  const type = status === 'ABORTED' ? 'ExecutionAborted' : 'ExecutionTimedOut';
  return {
    events: [{ type, details: why }],
    set: { position: { at: 'closed' }, status, stopDate: now, ...why },
  };
}
