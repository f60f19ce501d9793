import type { LocalClock } from '../../clock.ts';
import { AwsError } from '../../gateway/aws-error.ts';
import { checkName, executionArnOf } from '../arns.ts';
import type { Engine, Observer } from '../engine.ts';
import { byteLength } from '../json.ts';
import { uuid } from '../jsonata-functions.ts';
import { limits } from '../limits.ts';
import type { Execution } from '../records.ts';
import type { Store } from '../store.ts';
import { findMachine, refuseDeleting } from './machines.ts';

/** Start an execution; without a name it gets a random one. */
export type Start = (machineArn: string, name: string | undefined, input: string) => Execution;

export interface StartPorts {
  store: Store;
  engine: Engine;
  clock: LocalClock;
  random: () => number;
  observe: Observer;
}

/**
 * Starting is idempotent: the same name and input while the execution runs answers with that execution.
 * `Start` throws AwsError ExecutionAlreadyExists for another input or a closed execution, InvalidName,
 * InvalidExecutionInput, StateMachineDoesNotExist and StateMachineDeleting.
 */
export function createStart({ store, engine, clock, random, observe }: StartPorts): Start {
  return (machineArn, wantedName, input) => {
    const machine = findMachine(store, machineArn);
    refuseDeleting(machine);
    checkInput(input);
    const name = wantedName === undefined ? freshName(machine.arn) : checkName(wantedName);
    const arn = executionArnOf(machine.arn, name);
    const known = store.executions.get(arn);
    if (known !== undefined) {
      if (known.status === 'RUNNING' && known.input === input) return known;
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    const { number: revision, roleArn } = machine.current;
    const at = clock.now();
    store.commit({ kind: 'execution', arn, machine: machine.arn, name, revision, roleArn, input, at });
    const execution = store.executions.get(arn);
    if (execution === undefined) throw new Error(`${arn} was not stored`);
    engine.wake(execution);
    observe(execution, execution.history);
    return execution;
  };

  /** The sequence of random numbers may begin again after a restart, so a name can be taken. */
  function freshName(machineArn: string): string {
    for (;;) {
      const name = uuid(random);
      if (!store.executions.has(executionArnOf(machineArn, name))) return name;
    }
  }
}

function checkInput(input: string): void {
  if (byteLength(input) > limits.payloadBytes) {
    const message = `Input of ${byteLength(input)} bytes exceeds the maximum of ${limits.payloadBytes} bytes`;
    throw new AwsError('ValidationException', message);
  }
  if (!isJson(input))
    throw new AwsError('InvalidExecutionInput', 'Invalid State Machine Execution Input: not JSON');
}

/** Is this text JSON? */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
