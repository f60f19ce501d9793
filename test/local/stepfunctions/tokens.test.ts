import { describe, expect, it } from 'vitest';
import { tokenOf } from '../../../local/stepfunctions/tokens.ts';
import { callback, createCloud, errorOf, failing, only, start } from './cloud.ts';

async function waitingTask() {
  const cloud = createCloud({ register: () => null });
  const arn = cloud.run(only(callback('register', { TimeoutSeconds: 3_600 })));
  await cloud.settle(start + 1_000);
  const taskToken: string = cloud.invoked[0]?.payload.token;
  /** The response, or the name of the error. */
  const send = (operation: string, request: object = {}) =>
    errorOf(() => cloud.call(operation, { taskToken, ...request }));
  return { cloud, arn, taskToken, send };
}

describe('task tokens', () => {
  it('complete a task once; a used token is TaskTimedOut', async () => {
    const { cloud, arn, send } = await waitingTask();
    expect(send('SendTaskHeartbeat')).toEqual({});
    expect(send('SendTaskSuccess', { output: '{"ok":true}' })).toEqual({});
    expect(send('SendTaskSuccess', { output: '{"ok":true}' })).toBe('TaskTimedOut');
    expect(send('SendTaskFailure')).toBe('TaskTimedOut');
    expect(send('SendTaskHeartbeat')).toBe('TaskTimedOut');
    await cloud.settle();
    expect(cloud.output(arn)).toEqual({ ok: true });
    expect(send('SendTaskSuccess', { output: '{}' })).toBe('TaskTimedOut');
  });

  it('expire at the deadline itself, even before the timeout has run', async () => {
    const cloud = createCloud({ register: () => null });
    let late: unknown;
    // Queued before the execution exists, so at the instant of the deadline this job runs before the timeout's.
    cloud.clock.at(start + 60_000, () => {
      expect(cloud.describe(arn).status).toBe('RUNNING');
      late = errorOf(() =>
        cloud.call('SendTaskSuccess', { taskToken: cloud.invoked[0]?.payload.token, output: '{}' }),
      );
    });
    const arn = cloud.run(only(callback('register', { TimeoutSeconds: 60 })));
    await cloud.settle();
    expect(late).toBe('TaskTimedOut');
    expect(cloud.describe(arn).error).toBe('States.Timeout');
  });

  it('are refused when malformed, unknown or with output that is not JSON', async () => {
    const { arn, taskToken, send } = await waitingTask();
    const other = createCloud();
    expect(send('SendTaskSuccess', { taskToken: 'nonsense', output: '{}' })).toBe('InvalidToken');
    expect(send('SendTaskSuccess', { taskToken: taskToken.slice(0, -9), output: '{}' })).toBe('InvalidToken');
    expect(() => other.call('SendTaskSuccess', { taskToken, output: '{}' })).toThrow('Task Does Not Exist');
    expect(send('SendTaskSuccess', { taskToken: tokenOf(arn, 2), output: '{}' })).toBe('TaskDoesNotExist');
    expect(send('SendTaskSuccess', { output: 'not json' })).toBe('InvalidOutput');
    for (const text of ['x'.repeat(262_143), 'ā'.repeat(140_000)]) {
      expect(send('SendTaskSuccess', { output: JSON.stringify(text) })).toBe('ValidationException');
    }
    expect(send('SendTaskSuccess', { output: '{}' })).toEqual({});
  });

  it('fail a task with the error and cause that they are sent with', async () => {
    const { cloud, arn, send } = await waitingTask();
    expect(send('SendTaskFailure', { error: 'Declined', cause: 'no basis' })).toEqual({});
    await cloud.settle();
    expect(cloud.describe(arn)).toMatchObject({ status: 'FAILED', error: 'Declined', cause: 'no basis' });
    expect(cloud.types(arn).slice(4)).toEqual(['TaskSubmitted', 'TaskFailed', 'ExecutionFailed']);
  });

  it('differ for each attempt, and that of an attempt which failed is closed', async () => {
    let failures = 0;
    const cloud = createCloud({
      register: (payload, own) => (failures++ === 0 ? failing('Busy')(payload, own) : null),
    });
    const task = callback('register', { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 5 }] });
    const arn = cloud.run(only(task));
    await cloud.settle(start + 1_000);
    const sendWith = (taskToken: string) => () => cloud.call('SendTaskSuccess', { taskToken, output: '{}' });
    expect(sendWith(cloud.invoked[0]?.payload.token)).toThrow('Task Timed Out');
    await cloud.settle(start + 10_000);
    const [first, second] = cloud.invoked.map((one) => one.payload.token);
    expect(first).not.toBe(second);
    expect(sendWith(first)).toThrow('Task Timed Out');
    sendWith(second)();
    await cloud.settle();
    expect(cloud.describe(arn).status).toBe('SUCCEEDED');
  });

  it('complete a task whose function still runs; what the function answers later does not matter', async () => {
    for (const ending of [() => 'late', failing('Late')]) {
      const cloud = createCloud({
        register: (payload, own) => {
          own.call('SendTaskSuccess', { taskToken: payload.token, output: '"early"' });
          return ending(payload, own);
        },
      });
      const arn = cloud.run(only(callback('register', { TimeoutSeconds: 60 })));
      await cloud.settle();
      expect(cloud.output(arn)).toBe('early');
      expect(cloud.types(arn).slice(2)).toEqual([
        'TaskScheduled',
        'TaskStarted',
        'TaskSucceeded',
        'TaskStateExited',
        'ExecutionSucceeded',
      ]);
    }
  });
});
