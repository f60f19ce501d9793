import type { LocalClock } from '../clock.ts';
import { AwsError } from '../gateway/aws-error.ts';
import { executionOperations, findExecution } from './api/executions.ts';
import { machineOperations } from './api/machines.ts';
import type { Operation } from './api/request.ts';
import { createStart } from './api/start.ts';
import { taskOperations } from './api/tasks.ts';
import { createEngine, type Observer } from './engine.ts';
import { createEvaluate } from './expressions.ts';
import type { Journal } from './journal.ts';
import type { Entry } from './records.ts';
import { createCallResource, type Invocation } from './resources.ts';
import { createStore } from './store.ts';

export type { Observer } from './engine.ts';
export type { StoredEvent } from './history.ts';
export { type Journal, openJournal } from './journal.ts';
export type { Entry as StepFunctionsEntry, Execution } from './records.ts';
export type { Invocation } from './resources.ts';

export interface StepFunctionsPorts {
  clock: LocalClock;
  /** May also reject with an AwsError of the Lambda service, such as ResourceNotFoundException. */
  invokeLambda(nameOrArn: string, payload: unknown): Promise<Invocation>;
  journal: Journal<Entry>;
  /** In [0, 1): jitter, names and ids. */
  random(): number;
  region: string;
  accountId: string;
  /** Hears of every change after it was written; nothing that happened before a restart is told again. */
  observe?: Observer;
}

export interface StepFunctions {
  /**
   * Answer a request of the AWS JSON protocol, target `AWSStepFunctions.<operation>`.
   * @throws AwsError with the documented names; UnknownOperationException for what is not here
   */
  call(operation: string, request: unknown): object;
  /** Billed state transitions and history events of an execution so far. */
  stats(executionArn: string): { transitions: number; historyEvents: number };
  /** Time of the last entry of the journal, ms since 1970, 0 if there is none: no clock may start before it. */
  lastRecordedAt(): number;
}

/**
 * Step Functions as AWS documents it, for JSONata definitions of Standard type. All progress is made in jobs of
 * the clock, a step each; each step is one entry of the journal, so a process killed at any instant goes on from it.
 */
export function createStepFunctions(ports: StepFunctionsPorts): StepFunctions {
  const { clock, region, accountId, observe = () => undefined } = ports;
  const random = () => ports.random();
  const now = () => clock.now();
  const store = createStore(ports.journal);
  const call = createCallResource({
    invokeLambda: (name, payload) => ports.invokeLambda(name, payload),
    startExecution: (machineArn, name, input) => {
      const { arn: executionArn, startDate } = start(machineArn, name, input);
      return { executionArn, startDate };
    },
  });
  const evaluate = createEvaluate({ now, random });
  const engine = createEngine({ clock, store, evaluate, call, random, region, observe });
  const start = createStart({ store, engine, clock, random, observe });
  const operations = new Map<string, Operation>(
    Object.entries({
      ...machineOperations(store, clock, { region, accountId }),
      ...executionOperations(store, engine, start, now),
      ...taskOperations(store, engine, now),
    }),
  );
  for (const execution of store.executions.values()) engine.wake(execution);

  return {
    call(name, request) {
      const operation = operations.get(name);
      if (operation !== undefined) return operation(request);
      throw new AwsError('UnknownOperationException', `${name} is not supported by the local cloud`);
    },
    stats(executionArn) {
      const { transitions, history } = findExecution(store, executionArn);
      return { transitions, historyEvents: history.length };
    },
    lastRecordedAt: () => store.lastAt(),
  };
}
