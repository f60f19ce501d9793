import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../local/gateway/aws-error.ts';
import { createCallResource, type Invocation } from '../../../local/stepfunctions/resources.ts';
import { createCloud, failing, invoke, machine, only, type Response, start } from './cloud.ts';

const lambda = 'arn:aws:states:::lambda:invoke';

function callWith(invokeLambda: (name: string, payload: unknown) => Promise<Invocation>) {
  return createCallResource({
    invokeLambda,
    startExecution: () => {
      throw new AwsError('ExecutionAlreadyExists', 'Execution Already Exists');
    },
  });
}

describe('lambda:invoke', () => {
  it('gives the payload as parsed JSON with a status and a version', async () => {
    const cloud = createCloud({ ask: () => ({ at: new Date(0), nothing: undefined }) });
    const arn = cloud.run(only(invoke('ask')));
    await cloud.settle();
    const Payload = { at: '1970-01-01T00:00:00.000Z' };
    expect(cloud.output(arn)).toEqual({ ExecutedVersion: '$LATEST', Payload, StatusCode: 200 });
  });

  it('gives null for a function that returns nothing, and passes an empty payload by default', async () => {
    const cloud = createCloud({ ask: () => undefined });
    const arn = cloud.run(only(invoke('ask', { Arguments: { FunctionName: 'ask' } })));
    await cloud.settle();
    expect(cloud.output(arn).Payload).toBeNull();
    expect(cloud.invoked[0]?.payload).toEqual({});
  });

  it('invokes the qualifier that it names', async () => {
    const names: string[] = [];
    const call = callWith(async (name) => {
      names.push(name);
      return { ok: 1 };
    });
    await call(lambda, { FunctionName: 'ask', Qualifier: 'live' }, 'seed');
    expect(names).toEqual(['ask:live']);
  });

  it('reports errors of the Lambda service by their documented names and with plain causes', async () => {
    const busy = callWith(async () => ({
      error: { name: 'Lambda.TooManyRequestsException', message: 'Rate Exceeded.' },
    }));
    expect(await busy(lambda, { FunctionName: 'ask' }, 'seed')).toEqual({
      error: 'Lambda.TooManyRequestsException',
      cause: 'Rate Exceeded.',
    });
    const gone = callWith(async () => {
      throw new AwsError('ResourceNotFoundException', 'Function not found');
    });
    expect(await gone(lambda, { FunctionName: 'ask' }, 'seed')).toEqual({
      error: 'Lambda.ResourceNotFoundException',
      cause: 'Function not found',
    });
  });

  it('does not hide a defect of the local cloud itself', async () => {
    const broken = callWith(async () => {
      throw new TypeError('a defect');
    });
    await expect(broken(lambda, { FunctionName: 'ask' }, 'seed')).rejects.toThrow('a defect');
  });

  it('fails with States.Runtime, which nothing catches, for arguments that it does not know', async () => {
    const cloud = createCloud({ ask: failing('never') });
    const Arguments = "{% {'FunctionName': 'ask', 'InvocationType': 'Event'} %}";
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Only' }];
    const arn = cloud.run(only(invoke('ask', { Arguments, Catch })));
    await cloud.settle();
    expect(cloud.describe(arn).error).toBe('States.Runtime');
    expect(cloud.describe(arn).cause).toContain('InvocationType');
    expect(cloud.invoked).toEqual([]);
  });
});

describe('states:startExecution', () => {
  const starting = (more: object, Catch: object[] = []) =>
    only({
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: { StateMachineArn: '{% $states.input.machine %}', Input: { from: 'parent' }, ...more },
      Catch,
      End: true,
    });

  function withChild() {
    const cloud = createCloud();
    const child = machine(only({ Type: 'Wait', Seconds: 60, End: true }), 'child');
    const { stateMachineArn } = cloud.call('CreateStateMachine', child);
    const children = (): Response[] => cloud.call('ListExecutions', { stateMachineArn }).executions;
    return { cloud, stateMachineArn, children };
  }

  it('starts an execution by name and goes on with its ARN', async () => {
    const { cloud, stateMachineArn, children } = withChild();
    const arn = cloud.run(starting({ Name: 'c1.g2' }), { machine: stateMachineArn });
    await cloud.settle();
    const executionArn = `${stateMachineArn.replace('stateMachine', 'execution')}:c1.g2`;
    expect(cloud.output(arn)).toEqual({ ExecutionArn: executionArn, StartDate: start });
    expect(JSON.parse(cloud.describe(executionArn).input)).toEqual({ from: 'parent' });
    expect(children().map((one) => one.name)).toEqual(['c1.g2']);
  });

  it('is idempotent by name and input, and otherwise fails with the name that AWS gives', async () => {
    const { cloud, stateMachineArn, children } = withChild();
    const input = { machine: stateMachineArn };
    const same = cloud.run(starting({ Name: 'c1.g2' }), input, 'a');
    const again = cloud.call('StartExecution', {
      stateMachineArn: cloud.describe(same).stateMachineArn,
      name: 'b',
      input: JSON.stringify(input),
    }).executionArn;
    await cloud.settle(start + 1_000);
    expect([cloud.describe(same).status, cloud.describe(again).status]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(children()).toHaveLength(1);
    await cloud.settle();
    const { executionArn: late } = cloud.call('StartExecution', {
      stateMachineArn: cloud.describe(same).stateMachineArn,
      name: 'c',
      input: JSON.stringify(input),
    });
    await cloud.settle();
    expect(cloud.describe(late).error).toBe('StepFunctions.ExecutionAlreadyExistsException');
  });

  it('makes a name of its own where none is given', async () => {
    const { cloud, stateMachineArn, children } = withChild();
    cloud.run(starting({}), { machine: stateMachineArn });
    await cloud.settle();
    expect(children()[0]?.name).toMatch(/^[0-9a-f-]{36}$/);
  });
});
