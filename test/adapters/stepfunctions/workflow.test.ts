import { createServer, type Server } from 'node:http';
import { SFNClient } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorkflow } from '../../../functions/adapters/stepfunctions/workflow.ts';

const machine = 'arn:aws:states:ap-southeast-2:123456789012:stateMachine';

describe('the workflow of Step Functions', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());
  const requests: { operation: string; body: Record<string, unknown> }[] = [];

  async function workflow(status = 200, body: object = { executionArn: 'arn', startDate: 1 }) {
    requests.length = 0;
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (part) => (text += part));
      request.on('end', () => {
        requests.push({ operation: String(request.headers['x-amz-target']), body: JSON.parse(text) });
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
        response.end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const client = new SFNClient({
      endpoint: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
      region: 'ap-southeast-2',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    });
    return createWorkflow({
      client,
      caseMachineArn: `${machine}:cases`,
      deliveryMachineArn: `${machine}:mails`,
    });
  }

  it('starts by a name and an input that a retry repeats exactly', async () => {
    const executions = await workflow();
    expect(await executions.startCase('case-one1', 3)).toBe('started');
    expect(await executions.startDelivery('msg-one1', 2, 1800)).toBe('started');
    expect(requests.map(({ body }) => body)).toMatchObject([
      {
        stateMachineArn: `${machine}:cases`,
        name: 'case-one1.g3',
        input: '{"caseId":"case-one1","generation":3}',
      },
      { name: 'msg-one1.a2', input: '{"messageId":"msg-one1","run":2,"timeoutSeconds":1800}' },
    ]);
  });

  it('tells an execution that has ended from one that runs', async () => {
    const executions = await workflow(400, { __type: 'ExecutionAlreadyExists' });
    expect(await executions.startCase('case-one1', 1)).toBe('already_exists');
  });

  it.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])(
    'lets a token go that is %s',
    async (__type) => {
      const executions = await workflow(400, { __type });
      expect(await executions.wake('token-1')).toBe('gone');
    },
  );

  it('wakes without any data', async () => {
    const executions = await workflow(200, {});
    expect(await executions.wake('token-1')).toBe('woken');
    expect(requests[0]?.body).toEqual({ taskToken: 'token-1', output: '{}' });
  });

  it('lets other errors out, so that relay tries again', async () => {
    const executions = await workflow(400, { __type: 'ThrottlingException' });
    await expect(executions.wake('token-1')).rejects.toThrow();
    await expect(executions.startCase('case-one1', 1)).rejects.toThrow();
  });

  it('stops by name, quietly when there is nothing to stop', async () => {
    const executions = await workflow(400, { __type: 'ExecutionDoesNotExist' });
    await executions.stopCase('case-one1', 2);
    expect(requests[0]?.body['executionArn']).toBe(
      'arn:aws:states:ap-southeast-2:123456789012:execution:cases:case-one1.g2',
    );
  });
});
