import { request } from 'node:http';
import {
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import { AwsError, type Json } from '../../../local/gateway/aws-error.ts';
import { serviceOf } from '../../../local/gateway/json-service.ts';
import { openTestCloud, type TestCloud, type TestCloudOptions } from './cloud.ts';

/** Stands for the interpreter: methods named after the operations. */
class StubMachines {
  readonly started: Json[] = [];

  listStateMachines(): Json {
    return {
      stateMachines: [{ name: 'small', stateMachineArn: 'arn', type: 'STANDARD', creationDate: 1772413200 }],
    };
  }

  async startExecution(input: Json): Promise<Json> {
    this.started.push(input);
    return { executionArn: 'arn:1', startDate: 1772413200.5 };
  }

  describeExecution(): Json {
    throw new AwsError('ExecutionDoesNotExist', 'Execution Does Not Exist');
  }
}

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

  async function openMachines(): Promise<{ cloud: TestCloud; client: SFNClient; stub: StubMachines }> {
    const stub = new StubMachines();
    const cloud = await open({ jsonServices: { AWSStepFunctions: serviceOf('Step Functions', stub) } });
    return { cloud, stub, client: new SFNClient(cloud.client) };
  }

  it('carries calls of the SDK to Step Functions and back', async () => {
    const { client, stub } = await openMachines();
    const list = await client.send(new ListStateMachinesCommand({}));
    expect(list.stateMachines?.[0]?.creationDate).toEqual(new Date('2026-03-02T01:00:00.000Z'));
    const start = await client.send(new StartExecutionCommand({ stateMachineArn: 'arn', input: '{}' }));
    expect(start.startDate).toEqual(new Date('2026-03-02T01:00:00.500Z'));
    expect(stub.started).toEqual([{ stateMachineArn: 'arn', input: '{}' }]);
  });

  it('makes errors that the SDK has a class for', async () => {
    const { client } = await openMachines();
    const call = client.send(new DescribeExecutionCommand({ executionArn: 'arn:2' }));
    await expect(call).rejects.toBeInstanceOf(ExecutionDoesNotExist);
  });

  it.each([
    'AWSStepFunctions.Constructor',
    'AWSStepFunctions.toString',
    'AWSStepFunctions.CreateActivity',
    'Nobody.Calls',
  ])('names the unknown operation in %s', async (target) => {
    const { cloud } = await openMachines();
    const response = await fetch(cloud.gateway.url, {
      method: 'POST',
      headers: { 'x-amz-target': target },
      body: '{}',
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-errortype')).toBe('UnknownOperationException');
    expect(await response.json()).toMatchObject({ __type: 'UnknownOperationException' });
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
