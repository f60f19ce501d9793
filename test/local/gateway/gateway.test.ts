import { request } from 'node:http';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import { ACCOUNT, functionArn, REGION } from '../../../local/gateway/arn.ts';
import { toInvocation } from '../../../local/lambda/runtime.ts';
import { createStepFunctions, openJournal } from '../../../local/stepfunctions/index.ts';
import { openTestCloud, START, type TestCloud, type TestCloudOptions } from './cloud.ts';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/any`;

/** A machine as a visitor might write it: ask a function, wait a month, end. */
const SMALL = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: functionArn('double'), Payload: '{% $states.input %}' },
      Output: '{% $states.result.Payload %}',
      Next: 'Wait a month',
    },
    'Wait a month': { Type: 'Wait', Seconds: 2_592_000, End: true },
  },
});

describe('the gateway', () => {
  const clouds: TestCloud[] = [];
  afterEach(async () => {
    for (const cloud of clouds.splice(0)) await cloud.close();
  });

  async function open(options: TestCloudOptions): Promise<TestCloud> {
    const cloud = await openTestCloud(options);
    clouds.push(cloud);
    return cloud;
  }

  async function openMachines(): Promise<{ cloud: TestCloud; client: SFNClient }> {
    const cloud = await open({
      functions: { double: async (event) => ({ n: (event as { n: number }).n * 2 }) },
      machines: ({ clock, lambda }) => {
        const machines = createStepFunctions({
          clock,
          random: () => clock.random(),
          journal: openJournal(undefined),
          region: REGION,
          accountId: ACCOUNT,
          invokeLambda: async (name, payload) => toInvocation(await lambda.invoke(name, payload)),
        });
        return (operation, request) => machines.call(operation, request);
      },
    });
    return { cloud, client: new SFNClient(cloud.client) };
  }

  it('lets an SDK client that knows only the address create and run a machine of its own', async () => {
    const { cloud, client } = await openMachines();
    const create = { name: 'small', definition: SMALL, roleArn: ROLE };
    const { stateMachineArn } = await client.send(new CreateStateMachineCommand(create));
    const start = { stateMachineArn, name: 'one', input: '{"n":21}' };
    const { executionArn, startDate } = await client.send(new StartExecutionCommand(start));
    expect(startDate).toEqual(new Date(START));
    await cloud.clock.run({ until: START + 1000 });
    const running = await client.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' }),
    );
    expect(running.executions).toMatchObject([{ executionArn, name: 'one' }]);
    await cloud.clock.run();
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(execution).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"n":42}',
      stopDate: new Date(START + 2_592_000_000),
    });
    const history = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(history.events?.map((event) => event.type)).toContain('TaskSucceeded');
    expect(cloud.errors).toEqual([]);
  });

  it('makes errors that the SDK has a class for', async () => {
    const { client } = await openMachines();
    const executionArn = `arn:aws:states:${REGION}:${ACCOUNT}:execution:small:nobody`;
    const call = client.send(new DescribeExecutionCommand({ executionArn }));
    await expect(call).rejects.toBeInstanceOf(ExecutionDoesNotExist);
  });

  it.each([
    'AWSStepFunctions.constructor',
    'AWSStepFunctions.toString',
    'AWSStepFunctions.CreateActivity',
    'Nobody.Calls',
    'x',
  ])('names the unknown operation in %s', async (target) => {
    const { cloud } = await openMachines();
    const response = await fetch(cloud.gateway.url, {
      method: 'POST',
      headers: { 'x-amz-target': target },
      body: '{}',
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-errortype')).toBe('UnknownOperationException');
    const { message } = (await response.json()) as { message: string };
    expect(message).toContain(target.split('.').at(-1));
    expect(cloud.errors).toEqual([]);
  });

  it.each(['{', '[]', '"text"'])('refuses the body %s', async (body) => {
    const { cloud } = await openMachines();
    const headers = { 'x-amz-target': 'AWSStepFunctions.StartExecution' };
    const response = await fetch(cloud.gateway.url, { method: 'POST', headers, body });
    expect(await response.json()).toMatchObject({ __type: 'SerializationException' });
  });

  it('tells the operator of a bug, and the caller no more than that', async () => {
    const broken = async () => {
      throw new TypeError('secret detail');
    };
    const cloud = await open({ jsonServices: { Broken: broken } });
    const response = await fetch(cloud.gateway.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'Broken.Do' },
    });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(cloud.errors).toEqual([new TypeError('secret detail')]);
  });

  it('hands other paths to the routes in order, and answers 404 when none takes them', async () => {
    const cloud = await open({
      routes: [
        () => false,
        (incoming, response) => {
          if (incoming.url !== '/page') return false;
          response.end('a page');
          return true;
        },
      ],
    });
    expect(await (await fetch(`${cloud.gateway.url}/page`)).text()).toBe('a page');
    expect((await fetch(`${cloud.gateway.url}/nothing`)).status).toBe(404);
  });

  it('does not answer a browser that was sent here under another name', async () => {
    const cloud = await open({ routes: [() => true] });
    const { port } = new URL(cloud.gateway.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: `rebound.example:${port}` };
      request({ port, host: '127.0.0.1', headers }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});
