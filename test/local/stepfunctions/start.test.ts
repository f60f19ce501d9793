import { describe, expect, it } from 'vitest';
import { callback, createCloud, errorOf, machine, only, type Response } from './cloud.ts';

const waiting = only({ Type: 'Wait', Seconds: 60, End: true });

function withMachine(definition: object) {
  const cloud = createCloud();
  const { stateMachineArn } = cloud.call('CreateStateMachine', machine(definition));
  const startExecution = (more: object = {}) => cloud.call('StartExecution', { stateMachineArn, ...more });
  return { cloud, stateMachineArn, startExecution };
}

describe('StartExecution', () => {
  it('answers the same for the same name and input while the execution runs', async () => {
    const { cloud, startExecution } = withMachine(waiting);
    const first = startExecution({ name: 'one', input: '{"a":1}' });
    await cloud.settle(cloud.clock.now() + 1_000);
    expect(startExecution({ name: 'one', input: '{"a":1}' })).toEqual(first);
    await cloud.settle();
    expect(cloud.types(first.executionArn).filter((type) => type === 'WaitStateEntered')).toHaveLength(1);
  });

  it('refuses another input, and any input once the execution is closed', async () => {
    const { cloud, startExecution } = withMachine(waiting);
    startExecution({ name: 'one', input: '{"a":1}' });
    expect(errorOf(() => startExecution({ name: 'one', input: '{"a":2}' }))).toBe('ExecutionAlreadyExists');
    await cloud.settle();
    expect(errorOf(() => startExecution({ name: 'one', input: '{"a":1}' }))).toBe('ExecutionAlreadyExists');
  });

  it('gives a random name when there is none, and an empty object as input', async () => {
    const { cloud, startExecution } = withMachine(only({ Type: 'Succeed' }));
    const arns = [startExecution().executionArn, startExecution().executionArn];
    expect(arns[0]).toMatch(
      /:execution:machine:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(arns[0]).not.toBe(arns[1]);
    await cloud.settle();
    expect(cloud.output(arns[0] ?? '')).toEqual({});
  });

  it.each(['', 'a'.repeat(81), 'with space', 'co:lon', 'sl/ash', 'st*r', 'ha#h', 'per%cent', 'new\nline'])(
    'refuses the name %j',
    (name) => {
      const { startExecution } = withMachine(waiting);
      expect(errorOf(() => startExecution({ name }))).toBe('InvalidName');
    },
  );

  it('takes 80 characters of a name, such as a case and its generation', () => {
    const { startExecution } = withMachine(waiting);
    const name = `01J8ZQ4Z6W3V5T7R9P1N3M5K7H.g1${'x'.repeat(51)}`;
    expect(startExecution({ name }).executionArn.endsWith(`:${name}`)).toBe(true);
  });

  it('refuses input that is not JSON, and more than 256 KiB of UTF-8', () => {
    const { startExecution } = withMachine(waiting);
    expect(errorOf(() => startExecution({ input: '{' }))).toBe('InvalidExecutionInput');
    const largest = JSON.stringify('x'.repeat(262_142));
    expect(errorOf(() => startExecution({ input: largest }))).toHaveProperty('executionArn');
    expect(errorOf(() => startExecution({ input: JSON.stringify('x'.repeat(262_143)) }))).toBe(
      'ValidationException',
    );
    expect(errorOf(() => startExecution({ input: JSON.stringify('ā'.repeat(140_000)) }))).toBe(
      'ValidationException',
    );
  });

  it('refuses unknown machines, executions, operations and malformed ARNs by their documented names', () => {
    const { cloud, stateMachineArn } = withMachine(waiting);
    const errorFor = (operation: string, request: object) => errorOf(() => cloud.call(operation, request));
    const other = { stateMachineArn: `${stateMachineArn}x` };
    expect(errorFor('StartExecution', other)).toBe('StateMachineDoesNotExist');
    expect(errorFor('DescribeStateMachine', other)).toBe('StateMachineDoesNotExist');
    expect(errorFor('StartExecution', { stateMachineArn: 'machine' })).toBe('InvalidArn');
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:nobody`;
    expect(errorFor('DescribeExecution', { executionArn })).toBe('ExecutionDoesNotExist');
    expect(errorFor('StopExecution', { executionArn: stateMachineArn })).toBe('InvalidArn');
    expect(errorFor('StartExecution', {})).toBe('ValidationException');
    expect(errorFor('RedriveExecution', { executionArn })).toBe('UnknownOperationException');
    expect(() => cloud.call('RedriveExecution', {})).toThrow('RedriveExecution');
  });
});

describe('state machines', () => {
  it('keep the old definition and role in executions that run while they are updated', async () => {
    const { cloud, stateMachineArn, startExecution } = withMachine({
      StartAt: 'Wait',
      States: {
        Wait: { Type: 'Wait', Seconds: 60, Next: 'Say' },
        Say: { Type: 'Pass', Output: 'old', End: true },
      },
    });
    const old = startExecution({ name: 'old' }).executionArn;
    const { definition } = machine(only({ Type: 'Pass', Output: 'new', End: true }));
    cloud.call('UpdateStateMachine', {
      stateMachineArn,
      definition,
      roleArn: 'arn:aws:iam::000000000000:role/other',
    });
    const fresh = startExecution({ name: 'new' }).executionArn;
    await cloud.settle();
    expect([cloud.output(old), cloud.output(fresh)]).toEqual(['old', 'new']);
    const seen = cloud.call('DescribeStateMachineForExecution', { executionArn: old });
    expect(seen.definition).toContain('"old"');
    expect(cloud.call('DescribeStateMachine', { stateMachineArn })).toMatchObject({
      definition,
      status: 'ACTIVE',
      type: 'STANDARD',
    });
  });

  it('are created once for the same request, and refused for another under the same name', () => {
    const { cloud, stateMachineArn } = withMachine(waiting);
    expect(cloud.call('CreateStateMachine', machine(waiting)).stateMachineArn).toBe(stateMachineArn);
    const other = machine(only({ Type: 'Succeed' }));
    expect(errorOf(() => cloud.call('CreateStateMachine', other))).toBe('StateMachineAlreadyExists');
    expect(errorOf(() => cloud.call('UpdateStateMachine', { stateMachineArn }))).toBe(
      'MissingRequiredParameter',
    );
    const express = { ...machine(waiting, 'fast'), type: 'EXPRESS' };
    expect(errorOf(() => cloud.call('CreateStateMachine', express))).toBe('StateMachineTypeNotSupported');
    expect(errorOf(() => cloud.call('CreateStateMachine', { ...machine(waiting, 'a b') }))).toBe(
      'InvalidName',
    );
  });

  it('end their executions at the next transition when deleted, and are gone then', async () => {
    const { cloud, stateMachineArn, startExecution } = withMachine({
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Say' }, Say: { Type: 'Pass', End: true } },
    });
    const { executionArn } = startExecution({ name: 'one' });
    await cloud.settle(cloud.clock.now() + 1_000);
    cloud.call('DeleteStateMachine', { stateMachineArn });
    expect(cloud.call('DescribeStateMachine', { stateMachineArn }).status).toBe('DELETING');
    expect(errorOf(() => startExecution({ name: 'two' }))).toBe('StateMachineDeleting');
    expect(cloud.describe(executionArn).status).toBe('RUNNING');
    const before = cloud.entries.length;
    await cloud.settle();
    const changes = cloud.entries.slice(before).filter((entry) => entry.kind === 'change');
    expect(changes.flatMap((change) => change.events.map((event) => event.type))).toEqual([
      'WaitStateExited',
      'ExecutionAborted',
    ]);
    expect(cloud.call('ListStateMachines', {}).stateMachines).toEqual([]);
    expect(errorOf(() => cloud.describe(executionArn))).toBe('ExecutionDoesNotExist');
    expect(cloud.call('DeleteStateMachine', { stateMachineArn })).toEqual({});
  });
});

describe('ListExecutions and StopExecution', () => {
  it('lists the newest first, by status and in pages that new executions do not shift', async () => {
    const { cloud, stateMachineArn, startExecution } = withMachine(waiting);
    for (const name of ['a', 'b', 'c', 'd']) startExecution({ name });
    const executionArn = startExecution({ name: 'e' }).executionArn;
    cloud.call('StopExecution', { executionArn, error: 'Operator', cause: 'told to' });
    const list = (more: object) => cloud.call('ListExecutions', { stateMachineArn, ...more });
    const names = (answer: Response) => answer.executions.map((one: Response) => one.name);
    const first = list({ maxResults: 2, statusFilter: 'RUNNING' });
    expect(names(first)).toEqual(['d', 'c']);
    startExecution({ name: 'f' });
    const rest = list({ maxResults: 2, statusFilter: 'RUNNING', nextToken: first.nextToken });
    expect([names(rest), rest.nextToken]).toEqual([['b', 'a'], undefined]);
    expect(names(list({ statusFilter: 'ABORTED' }))).toEqual(['e']);
    expect(names(list({}))).toEqual(['f', 'e', 'd', 'c', 'b', 'a']);
  });

  it('aborts with error and cause at once, also while a function runs, and a second time changes nothing', async () => {
    const cloud = createCloud({
      register: (_payload, own) =>
        own.call('StopExecution', { executionArn, error: 'Operator', cause: 'told to' }),
    });
    const executionArn = cloud.run(only(callback('register')));
    await cloud.settle();
    expect(cloud.types(executionArn).slice(2)).toEqual(['TaskScheduled', 'TaskStarted', 'ExecutionAborted']);
    const before = cloud.describe(executionArn);
    expect(before).toMatchObject({ status: 'ABORTED', error: 'Operator', cause: 'told to' });
    expect(cloud.call('StopExecution', { executionArn }).stopDate).toBe(before.stopDate);
    expect(cloud.describe(executionArn)).toEqual(before);
  });
});
