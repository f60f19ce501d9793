import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CallService, createCalls } from '../../../../scripts/ops/aws/call.ts';
import { callerOf } from '../../../../scripts/ops/aws/caller.ts';
import { createAwsTables } from '../../../../scripts/ops/restore/aws-tables.ts';
import { createAwsWriters } from '../../../../scripts/ops/restore/aws-writers.ts';
import type { RestoreCloud } from '../../../../scripts/ops/restore/cloud.ts';
import { writersOf } from '../../../../scripts/ops/restore/open.ts';
import { carryOutRestore, restoredName, whyNot } from '../../../../scripts/ops/restore/restore.ts';
import { FakeAws } from '../aws/fake-aws.ts';
import { FakeCloud } from './fake-cloud.ts';

const AT = '2026-03-02T01:00:00.000Z';
const TO = restoredName('cases', AT);
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

let fake: FakeAws;
let client: DynamoDBClient;
let call: CallService;
let cloud: RestoreCloud;
beforeEach(async () => {
  fake = new FakeAws(new FakeCloud('cases'));
  const endpoint = await fake.open();
  client = new DynamoDBClient({ region: 'ap-southeast-2', endpoint, credentials, maxAttempts: 1 });
  call = createCalls({ region: 'ap-southeast-2', credentials: async () => credentials, endpoint });
  const writers = writersOf({ concurrency: { api: 50, mail: 10 } });
  cloud = { ...createAwsTables(client), ...createAwsWriters({ call, ...writers }) };
});
afterEach(async () => {
  client.destroy();
  await fake.close();
});

const order = (configured?: { name: string; streamArn: string }) => ({
  from: configured?.name ?? 'cases',
  to: TO,
  at: AT,
  tags: { deployment: 'wa-test' },
  configured,
});
const options = { carryOn: async () => undefined, pause: async () => undefined, say: () => undefined };

describe('a restore by the calls of AWS', () => {
  it('does by the protocols what the steps ask for', async () => {
    expect(await carryOutRestore(cloud, order(), options)).toMatchObject({ kind: 'person' });
    const { cloud: made } = fake;
    expect(made.tables.get(TO)).toMatchObject({
      stream: true,
      deletionProtection: true,
      expiry: true,
      pointInTime: true,
      tags: { 'restored-from': 'cases', 'restored-to': AT },
    });
    expect(made.changes).toContain(`restore cases ${AT}`);
    expect((await made.writers()).every(({ stopped }) => stopped)).toBe(true);
    made.deploy(TO);
    const configured = { name: TO, streamArn: (await cloud.table(TO))?.streamArn ?? '' };
    expect(await carryOutRestore(cloud, order(configured), options)).toMatchObject({ kind: 'done' });
    expect((await made.writers()).some(({ stopped }) => stopped)).toBe(false);
  });

  it('gives functions back what the config reserves for them, and no more', async () => {
    const writers = await cloud.writers();
    for (const writer of writers) await cloud.stop(writer);
    for (const writer of writers) await cloud.release(writer);
    const reserved = writers.filter(({ kind }) => kind === 'function').map((one) => [one.id, one.reserved]);
    expect(Object.fromEntries(reserved)).toEqual({
      EvaluateCaseFunction: undefined,
      SendEmailFunction: 10,
      ServeApiFunction: 50,
      ServeAnswersFunction: undefined,
    });
    const count = (action: string) => fake.actions.filter((one) => one === action).length;
    // Four stops and two shares; two go back to having none.
    expect(count('lambda:PutFunctionConcurrency')).toBe(6);
    expect(count('lambda:DeleteFunctionConcurrency')).toBe(2);
  });

  it('knows a table that is not there, and one that cannot be brought back so far', async () => {
    expect(await cloud.table('other')).toBeUndefined();
    expect(await whyNot(cloud, { from: 'other', at: AT })).toContain('no such table');
    expect(await whyNot(cloud, { from: 'cases', at: '2020-01-01T00:00:00.000Z' })).toContain('2026-02-01T');
  });

  it('names what AWS refused, and by which call', async () => {
    const refused = call({
      service: 'lambda',
      action: 'lambda:UpdateEventSourceMapping',
      method: 'PUT',
      path: '/2015-03-31/functions/none/concurrency',
      body: '{}',
    });
    await expect(refused).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringContaining('lambda:UpdateEventSourceMapping'),
    });
  });

  it('knows who runs it', async () => {
    expect(await callerOf(call)).toEqual({
      account: '111122223333',
      arn: 'arn:aws:sts::111122223333:assumed-role/RestoreRole/sam.engineer',
    });
  });
});
