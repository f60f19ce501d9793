import { afterEach, describe, expect, it } from 'vitest';
import { functionArn } from '../../../local/gateway/arn.ts';
import { compilePattern } from '../../../local/lambda/pattern.ts';
import type { LambdaFunction } from '../../../local/lambda/runtime.ts';
import { createSchedule } from '../../../local/lambda/schedule.ts';
import { createClock, type VirtualClock } from '../../../local/virtual-clock.ts';
import { openTestCloud, START, type TestCloud } from '../gateway/cloud.ts';

const clouds: TestCloud[] = [];
afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.close();
});

async function open(functions: Record<string, LambdaFunction>): Promise<TestCloud> {
  const cloud = await openTestCloud({ functions });
  clouds.push(cloud);
  return cloud;
}

describe('the Lambda runtime', () => {
  it('runs a function by name, qualified name or ARN, and counts', async () => {
    const { lambda } = await open({ echo: async (event) => event });
    for (const name of ['echo', 'echo:live', functionArn('echo'), `${functionArn('echo')}:live`]) {
      expect(await lambda.invoke(name, { a: 1 })).toEqual({ ok: true, payload: { a: 1 } });
    }
    expect(lambda.counts()).toEqual({ echo: 4 });
  });

  it('passes event and result as JSON', async () => {
    const seen: unknown[] = [];
    const { lambda } = await open({
      f: async (event) => {
        seen.push(event);
        return { at: new Date(START), gone: undefined };
      },
    });
    const event = { when: new Date(START), gone: undefined };
    expect(await lambda.invoke('f', event)).toEqual({
      ok: true,
      payload: { at: '2026-03-02T01:00:00.000Z' },
    });
    expect(seen).toEqual([{ when: '2026-03-02T01:00:00.000Z' }]);
  });

  it('answers null for a function that returns nothing', async () => {
    const { lambda } = await open({ f: async () => undefined });
    expect(await lambda.invoke('f', {})).toEqual({ ok: true, payload: null });
  });

  it('names an error by the name that a state machine catches', async () => {
    class StaleVersionError extends Error {
      override readonly name = 'StaleVersionError';
    }
    const { lambda } = await open({ f: () => Promise.reject(new StaleVersionError('look again')) });
    const error = { errorType: 'StaleVersionError', errorMessage: 'look again' };
    expect(await lambda.invoke('f', {})).toEqual({ ok: false, error });
  });

  it('does not know a function that is not there', async () => {
    const { lambda } = await open({});
    await expect(lambda.invoke('nobody', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('crashes before the work, or after it, as planned', async () => {
    let done = 0;
    const { lambda } = await open({ f: async () => ++done });
    lambda.faults.crashBefore('f');
    lambda.faults.crashAfter('f');
    const exit = { ok: false, error: { errorType: 'Runtime.ExitError' } };
    expect(await lambda.invoke('f', {})).toMatchObject(exit);
    expect(done).toBe(0);
    expect(await lambda.invoke('f', {})).toMatchObject(exit);
    expect(done).toBe(1);
    expect(await lambda.invoke('f', {})).toEqual({ ok: true, payload: 2 });
  });
});

describe('Lambda over HTTP', () => {
  const call = (cloud: TestCloud, name: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${cloud.gateway.url}/2015-03-31/functions/${name}/invocations`, { method: 'POST', body, headers });

  it('invokes and answers', async () => {
    const cloud = await open({ echo: async (event) => event });
    const response = await call(cloud, encodeURIComponent(functionArn('echo')), '{"a":1}');
    expect(response.headers.get('x-amz-function-error')).toBeNull();
    expect(await response.json()).toEqual({ a: 1 });
  });

  it('marks a function that failed', async () => {
    const cloud = await open({ f: () => Promise.reject(new RangeError('no')) });
    const response = await call(cloud, 'f', '{}');
    expect(response.headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(await response.json()).toEqual({ errorType: 'RangeError', errorMessage: 'no' });
  });

  it('takes an asynchronous event as a job, tried three times and then reported', async () => {
    const times: number[] = [];
    const cloud = await open({
      f: async () => {
        times.push((cloud.clock.now() - START) / 1000);
        throw new Error('broken');
      },
    });
    expect((await call(cloud, 'f', '{}', { 'x-amz-invocation-type': 'Event' })).status).toBe(202);
    expect(times).toEqual([]);
    await cloud.clock.run();
    expect(times).toEqual([0, 60, 180]);
    expect(String(cloud.errors)).toContain('given up');
  });

  it.each([
    ['nobody', '{}', 404, 'ResourceNotFoundException'],
    ['f', '{', 400, 'InvalidRequestContentException'],
  ])('refuses %s with %s', async (name, body, status, type) => {
    const cloud = await open({ f: async () => 1 });
    const response = await call(cloud, name, body);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-amzn-errortype')).toBe(type);
  });
});

describe('the event bus', () => {
  it('brings an event to each function whose pattern it matches, as jobs', async () => {
    const seen: unknown[] = [];
    const cloud = await open({
      one: async (event) => void seen.push(['one', event]),
      two: async () => void seen.push('two'),
    });
    cloud.bus.subscribe({ source: ['aws.states'], detail: { status: ['FAILED', 'ABORTED'] } }, 'one');
    cloud.bus.subscribe({ source: ['aws.ses'] }, 'two');
    const detail = { status: 'FAILED' };
    cloud.bus.put({ source: 'aws.states', 'detail-type': 'Changed', resources: ['arn'], detail });
    cloud.bus.put({
      source: 'aws.states',
      'detail-type': 'Changed',
      resources: [],
      detail: { status: 'RUNNING' },
    });
    expect(seen).toEqual([]);
    await cloud.clock.run();
    expect(seen).toEqual([
      ['one', expect.objectContaining({ detail, time: '2026-03-02T01:00:00Z', resources: ['arn'] })],
    ]);
  });
});

describe('a pattern', () => {
  const record = { eventName: 'INSERT', dynamodb: { NewImage: { pending: { N: '1' }, list: ['a', 'b'] } } };

  it.each([
    [{ eventName: ['MODIFY', 'INSERT'] }, true],
    [{ eventName: ['REMOVE'] }, false],
    [{ eventName: [{ prefix: 'INS' }] }, true],
    [{ dynamodb: { NewImage: { pending: { N: [{ exists: true }] } } } }, true],
    [{ dynamodb: { NewImage: { pending: { S: [{ exists: true }] } } } }, false],
    [{ dynamodb: { NewImage: { other: { N: [{ exists: false }] } } } }, true],
    [{ dynamodb: { OldImage: { pending: { N: ['1'] } } } }, false],
    [{ dynamodb: [{ exists: true }] }, false],
    [{}, true],
  ])('%j: %s', (pattern, expected) => {
    expect(compilePattern(pattern)(record)).toBe(expected);
  });

  it.each([{ a: [{ 'anything-but': 'x' }] }, { a: 'x' }, { a: [] }, { a: [{ exists: true, prefix: 'x' }] }])(
    'refuses what it does not support: %j',
    (pattern) => {
      expect(() => compilePattern(pattern)).toThrow('Pattern at a');
    },
  );
});

describe('a schedule', () => {
  function open(
    dueAt: () => number | undefined,
    sweep: () => unknown = () => undefined,
  ): { clock: VirtualClock; ticks: number[]; change: () => void } {
    const clock = createClock({ mode: 'jump', start: START + 5000 });
    const ticks: number[] = [];
    let change = (): void => {};
    createSchedule({
      clock,
      everySeconds: 60,
      dueAt,
      onChange: (listener) => {
        change = listener;
      },
      invoke: async () => {
        ticks.push((clock.now() - START) / 60_000);
        sweep();
      },
    });
    return { clock, ticks, change: () => change() };
  }

  it('skips the minutes in which nothing is due while the clock jumps', async () => {
    const times = [START + 10 * 60_000, START + 20 * 60_000 + 1];
    // Each sweep moves what was due.
    const { clock, ticks } = open(
      () => times[0],
      () => times.shift(),
    );
    await clock.run();
    // What is due at the very minute 10 is past only at minute 11.
    expect(ticks).toEqual([11, 21]);
  });

  it('goes on each minute while something stays due, and never twice in one', async () => {
    const { clock, ticks, change } = open(() => START);
    clock.at(START + 2 * 60_000, change);
    await clock.run({ until: START + 3 * 60_000 });
    expect(ticks).toEqual([1, 2, 3]);
  });

  it('wakes when something becomes due, and leaves the clock idle otherwise', async () => {
    let due: number | undefined;
    const { clock, ticks, change } = open(() => due);
    await clock.run();
    expect(clock.next()).toBeUndefined();
    due = START + 7 * 60_000;
    change();
    clock.at(START + 8 * 60_000 + 1, () => {
      due = undefined;
      change();
    });
    await clock.run();
    expect(ticks).toEqual([8]);
  });

  it('ticks each minute once the clock follows the host', async () => {
    const { clock, ticks } = open(() => undefined);
    await clock.run({ until: START + 90_000 });
    expect(ticks).toEqual([]);
    clock.follow();
    expect(clock.next()).toBe(START + 120_000);
    await clock.stop();
  });
});
