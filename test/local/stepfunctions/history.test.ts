import { describe, expect, it } from 'vitest';
import { callback, createCloud, failing, invoke, only, roleArn, start } from './cloud.ts';

const names = { resourceType: 'lambda', resource: 'invoke.waitForTaskToken' };
const whole = { truncated: false };
const submitted = JSON.stringify({ ExecutedVersion: '$LATEST', Payload: 'registered', StatusCode: 200 });

describe('history', () => {
  it('records a callback that comes back', async () => {
    const cloud = createCloud({ register: () => 'registered' });
    const arn = cloud.run(
      only(callback('register', { TimeoutSeconds: 3600, Assign: { seen: '{% $states.result.v %}' } })),
    );
    await cloud.settle(start + 60_000);
    const taskToken = cloud.invoked[0]?.payload.token;
    cloud.call('SendTaskSuccess', { taskToken, output: '{"v":7}' });
    await cloud.settle(start + 60_000);

    const begin = start / 1_000;
    expect(cloud.events(arn)).toEqual([
      {
        id: 1,
        previousEventId: 0,
        timestamp: begin,
        type: 'ExecutionStarted',
        executionStartedEventDetails: { input: '{}', inputDetails: whole, roleArn },
      },
      {
        id: 2,
        previousEventId: 0,
        timestamp: begin,
        type: 'TaskStateEntered',
        stateEnteredEventDetails: { name: 'Only', input: '{}', inputDetails: whole },
      },
      {
        id: 3,
        previousEventId: 2,
        timestamp: begin,
        type: 'TaskScheduled',
        taskScheduledEventDetails: {
          ...names,
          region: 'ap-southeast-2',
          parameters: JSON.stringify({ FunctionName: 'register', Payload: { token: taskToken } }),
          timeoutInSeconds: 3600,
        },
      },
      { id: 4, previousEventId: 3, timestamp: begin, type: 'TaskStarted', taskStartedEventDetails: names },
      {
        id: 5,
        previousEventId: 4,
        timestamp: begin,
        type: 'TaskSubmitted',
        taskSubmittedEventDetails: { ...names, output: submitted, outputDetails: whole },
      },
      {
        id: 6,
        previousEventId: 5,
        timestamp: begin + 60,
        type: 'TaskSucceeded',
        taskSucceededEventDetails: { ...names, output: '{"v":7}', outputDetails: whole },
      },
      {
        id: 7,
        previousEventId: 6,
        timestamp: begin + 60,
        type: 'TaskStateExited',
        stateExitedEventDetails: {
          name: 'Only',
          output: '{"v":7}',
          outputDetails: whole,
          assignedVariables: { seen: '7' },
          assignedVariablesDetails: whole,
        },
      },
      {
        id: 8,
        previousEventId: 7,
        timestamp: begin + 60,
        type: 'ExecutionSucceeded',
        executionSucceededEventDetails: { output: '{"v":7}', outputDetails: whole },
      },
    ]);
  });

  it('records a callback that times out, and fails with States.Timeout', async () => {
    const cloud = createCloud({ register: () => 'registered' });
    const arn = cloud.run(only(callback('register', { TimeoutSeconds: 60 })));
    await cloud.settle();
    expect(cloud.events(arn).slice(5)).toEqual([
      {
        id: 6,
        previousEventId: 5,
        timestamp: start / 1_000 + 60,
        type: 'TaskTimedOut',
        taskTimedOutEventDetails: { ...names, error: 'States.Timeout' },
      },
      {
        id: 7,
        previousEventId: 6,
        timestamp: start / 1_000 + 60,
        type: 'ExecutionFailed',
        executionFailedEventDetails: { error: 'States.Timeout' },
      },
    ]);
    expect(cloud.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  it('records each kind of state with its own entry and exit, and a task without a callback', async () => {
    const cloud = createCloud({ ask: () => 1 });
    const arn = cloud.run({
      StartAt: 'Pass',
      States: {
        Pass: { Type: 'Pass', Next: 'Wait' },
        Wait: { Type: 'Wait', Seconds: 5, Next: 'Task' },
        Task: invoke('ask', { End: undefined, Next: 'Choice' }),
        Choice: { Type: 'Choice', Choices: [{ Condition: true, Next: 'Succeed' }] },
        Succeed: { Type: 'Succeed' },
      },
    });
    await cloud.settle();
    expect(cloud.types(arn)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'WaitStateEntered',
      'WaitStateExited',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ChoiceStateEntered',
      'ChoiceStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
    expect(cloud.stats(arn)).toEqual({ transitions: 5, historyEvents: 15 });
  });

  it('records a Fail state without an exit', async () => {
    const cloud = createCloud();
    const arn = cloud.run(only({ Type: 'Fail', Error: 'Lost', Cause: "{% 'no ' & $states.input.what %}" }), {
      what: 'answer',
    });
    await cloud.settle();
    expect(cloud.types(arn)).toEqual(['ExecutionStarted', 'FailStateEntered', 'ExecutionFailed']);
    expect(cloud.describe(arn)).toMatchObject({ status: 'FAILED', error: 'Lost', cause: 'no answer' });
  });

  it('records retries without entering the state again, each a billed transition', async () => {
    let failures = 0;
    const cloud = createCloud({
      ask: (payload, own) => (++failures < 3 ? failing('Busy')(payload, own) : 'done'),
    });
    const arn = cloud.run(only(invoke('ask', { Retry: [{ ErrorEquals: ['Busy'] }] })));
    await cloud.settle();
    const attempt = ['TaskScheduled', 'TaskStarted'];
    expect(cloud.types(arn).slice(1)).toEqual([
      'TaskStateEntered',
      ...[...attempt, 'TaskFailed', ...attempt, 'TaskFailed', ...attempt, 'TaskSucceeded'],
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(cloud.stats(arn).transitions).toBe(3);
  });

  it('pages in both orders, and leaves data out when asked', async () => {
    const cloud = createCloud();
    const executionArn = cloud.run(only({ Type: 'Pass', End: true }), { secret: 1 });
    await cloud.settle();
    const first = cloud.call('GetExecutionHistory', { executionArn, maxResults: 3 });
    const second = cloud.call('GetExecutionHistory', {
      executionArn,
      maxResults: 3,
      nextToken: first.nextToken,
    });
    const ids = (answer: { events: { id: number }[] }) => answer.events.map((event) => event.id);
    expect([ids(first), ids(second), second.nextToken]).toEqual([[1, 2, 3], [4], undefined]);
    const back = cloud.call('GetExecutionHistory', { executionArn, maxResults: 3, reverseOrder: true });
    expect(ids(back)).toEqual([4, 3, 2]);
    const rest = { executionArn, reverseOrder: true, nextToken: back.nextToken };
    expect(ids(cloud.call('GetExecutionHistory', rest))).toEqual([1]);
    const bare = cloud.call('GetExecutionHistory', { executionArn, includeExecutionData: false });
    expect(JSON.stringify(bare)).not.toContain('secret');
    expect(() => cloud.call('GetExecutionHistory', { executionArn, nextToken: 'x' })).toThrow(
      'Invalid Token',
    );
  });
});
