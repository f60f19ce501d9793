import { z } from 'zod';
import { AwsError } from '../../gateway/aws-error.ts';
import { checkArn } from '../arns.ts';
import { close, type Engine } from '../engine.ts';
import { errorDetails, toHistoryEvent } from '../history.ts';
import type { Execution } from '../records.ts';
import { revisionOf, type Store } from '../store.ts';
import { findMachine, revisionId } from './machines.ts';
import { type Operation, operation, page, paging, seconds } from './request.ts';
import type { Start } from './start.ts';

const byArn = z.object({ executionArn: z.string() });

/** The execution of an ARN. @throws AwsError InvalidArn, ExecutionDoesNotExist */
export function findExecution(store: Store, arn: string): Execution {
  const execution = store.executions.get(checkArn(arn, 'execution'));
  if (execution !== undefined) return execution;
  throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}

/** The operations on executions. */
export function executionOperations(
  store: Store,
  engine: Engine,
  start: Start,
  now: () => number,
): Record<string, Operation> {
  return {
    StartExecution: operation(
      z.object({ stateMachineArn: z.string(), name: z.string().optional(), input: z.string().optional() }),
      ({ stateMachineArn, name, input = '{}' }) => {
        const execution = start(stateMachineArn, name, input);
        return { executionArn: execution.arn, startDate: seconds(execution.startDate) };
      },
    ),

    DescribeExecution: operation(byArn, ({ executionArn }) => {
      const execution = findExecution(store, executionArn);
      const { input, output, error, cause } = execution;
      return {
        ...summary(execution),
        input,
        inputDetails: { included: true },
        ...(output === undefined ? {} : { output, outputDetails: { included: true } }),
        ...errorDetails(error, cause),
        redriveStatus: 'NOT_REDRIVABLE',
        redriveStatusReason: 'Redrive is not supported by the local cloud',
      };
    }),

    /** The definition that the execution runs, which an update of the machine does not change. */
    DescribeStateMachineForExecution: operation(byArn, ({ executionArn }) => {
      const execution = findExecution(store, executionArn);
      const machine = findMachine(store, execution.machineArn);
      const revision = revisionOf(machine, execution.revision);
      return {
        stateMachineArn: machine.arn,
        name: machine.name,
        definition: revision.definition,
        roleArn: revision.roleArn,
        updateDate: seconds(revision.at),
        ...(revision.number > 1 ? { revisionId: revisionId(revision) } : {}),
      };
    }),

    /** The newest first. */
    ListExecutions: operation(
      z.object({
        stateMachineArn: z.string(),
        statusFilter: z
          .enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'])
          .optional(),
        ...paging,
      }),
      ({ stateMachineArn, statusFilter, ...request }) => {
        const { arn } = findMachine(store, stateMachineArn);
        const own = store.executions.values().filter((one) => one.machineArn === arn);
        const { items, nextToken } = page([...own], request, {
          reverse: true,
          keep: (one) => statusFilter === undefined || one.status === statusFilter,
        });
        const executions = items.map(summary);
        return { executions, ...(nextToken === undefined ? {} : { nextToken }) };
      },
    ),

    GetExecutionHistory: operation(
      z.object({
        executionArn: z.string(),
        reverseOrder: z.boolean().optional(),
        includeExecutionData: z.boolean().optional(),
        ...paging,
      }),
      ({ executionArn, reverseOrder = false, includeExecutionData = true, ...request }) => {
        const { items, nextToken } = page(findExecution(store, executionArn).history, request, {
          reverse: reverseOrder,
        });
        const events = items.map((event) => toHistoryEvent(event, includeExecutionData));
        return { events, ...(nextToken === undefined ? {} : { nextToken }) };
      },
    ),

    /** Stopping what is closed already changes nothing. */
    StopExecution: operation(
      z.object({
        executionArn: z.string(),
        error: z.string().max(256).optional(),
        cause: z.string().max(32_768).optional(),
      }),
      ({ executionArn, error, cause }) => {
        const execution = findExecution(store, executionArn);
        if (execution.status === 'RUNNING') {
          engine.apply(execution, close('ABORTED', errorDetails(error, cause), now()));
        }
        return { stopDate: seconds(execution.stopDate ?? now()) };
      },
    ),
  };
}

/** An execution as lists show it. */
function summary(execution: Execution): Record<string, unknown> {
  const { arn, machineArn, name, status, startDate, stopDate } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: seconds(startDate),
    ...(stopDate === undefined ? {} : { stopDate: seconds(stopDate) }),
    redriveCount: 0,
  };
}
