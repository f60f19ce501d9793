import { describe, expect, it } from 'vitest';
import { findMatch, retryDelay } from '../../../local/stepfunctions/retry.ts';
import { createCloud, failing, invoke, only, start } from './cloud.ts';

const never = () => {
  throw new Error('no jitter was asked for');
};
const delays = (retrier: object, random: () => number = never) => {
  const full = { ErrorEquals: ['E'], ...retrier };
  return [0, 1, 2, 3, 4].map((made) => retryDelay(full, made, random));
};

describe('the delay before a retry', () => {
  it('is 1, 2 and 4 seconds by default, three times', () => {
    expect(delays({})).toEqual([1_000, 2_000, 4_000, undefined, undefined]);
  });
  it('is IntervalSeconds x BackoffRate^n, at most MaxDelaySeconds', () => {
    const retrier = { IntervalSeconds: 4, BackoffRate: 1.5, MaxAttempts: 4, MaxDelaySeconds: 8 };
    expect(delays(retrier)).toEqual([4_000, 6_000, 8_000, 8_000, undefined]);
  });
  it('has full jitter between nothing and the capped delay', () => {
    const retrier = { IntervalSeconds: 10, MaxDelaySeconds: 15, JitterStrategy: 'FULL' };
    expect(delays(retrier, () => 0.5)).toEqual([5_000, 7_500, 7_500, undefined, undefined]);
    expect(delays(retrier, () => 0)).toEqual([0, 0, 0, undefined, undefined]);
    expect(delays({ ...retrier, JitterStrategy: 'NONE' })[0]).toBe(10_000);
  });
  it('does not exist for MaxAttempts 0', () => {
    expect(delays({ MaxAttempts: 0 })[0]).toBeUndefined();
  });
});

describe('which entry is for an error', () => {
  const list = (...names: string[][]) => names.map((ErrorEquals) => ({ ErrorEquals }));
  it.each([
    ['Own', [['Other'], ['Own'], ['States.ALL']], 1],
    ['Own', [['Other'], ['States.ALL']], 1],
    ['Own', [['States.TaskFailed']], 0],
    ['Lambda.TooManyRequestsException', [['States.TaskFailed']], 0],
    ['States.Timeout', [['States.TaskFailed'], ['States.ALL']], 1],
    ['States.QueryEvaluationError', [['States.ALL']], 0],
    ['States.DataLimitExceeded', [['States.TaskFailed'], ['States.ALL']], -1],
    ['States.DataLimitExceeded', [['States.DataLimitExceeded']], 0],
    ['States.Runtime', [['States.Runtime'], ['States.ALL']], -1],
    ['own', [['Own']], -1],
  ])('%s among %j', (error, names, index) => {
    expect(findMatch(list(...names), error)).toBe(index);
  });
});

describe('Retry', () => {
  const times = (cloud: ReturnType<typeof createCloud>) =>
    cloud.invoked.map((one) => (one.at - start) / 1_000);

  it('counts for each retrier alone, tells the count, and evaluates the arguments anew', async () => {
    const errors = ['A', 'B', 'A', 'B', 'B'];
    const cloud = createCloud({
      ask: (payload, own) => failing(errors.shift() ?? 'C')(payload, own),
    });
    const Retry = [
      { ErrorEquals: ['A'], IntervalSeconds: 1, MaxAttempts: 2 },
      { ErrorEquals: ['States.ALL'], IntervalSeconds: 10, MaxAttempts: 3 },
    ];
    const Arguments = { FunctionName: 'ask', Payload: '{% $states.context.State.RetryCount %}' };
    const arn = cloud.run(only(invoke('ask', { Retry, Arguments })));
    await cloud.settle();
    // A after 1 s, B after 10 s, A after 2 s, B after 20 s, B after 40 s; C finds States.ALL used up.
    expect(times(cloud)).toEqual([0, 1, 11, 13, 33, 73]);
    expect(cloud.invoked.map((one) => one.payload)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(cloud.describe(arn).error).toBe('C');
  });

  it('does not go on to a later retrier when the first for an error is used up', async () => {
    const cloud = createCloud({ ask: failing('A') });
    const Retry = [
      { ErrorEquals: ['A'], MaxAttempts: 1 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 5 },
    ];
    cloud.run(only(invoke('ask', { Retry })));
    await cloud.settle();
    expect(cloud.invoked).toHaveLength(2);
  });

  it('takes jitter from the seeded numbers, so a run repeats exactly', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 100, JitterStrategy: 'FULL' }];
    const play = async () => {
      const cloud = createCloud({ ask: failing('A') });
      cloud.run(only(invoke('ask', { Retry })));
      await cloud.settle();
      return times(cloud);
    };
    const first = await play();
    expect(await play()).toEqual(first);
    const waits = first.slice(1).map((time, index) => time - (first[index] ?? 0));
    expect(waits).toHaveLength(3);
    expect(waits.every((wait, index) => wait > 0 && wait < 100 * 2 ** index && !Number.isInteger(wait))).toBe(
      true,
    );
  });
});
