import { describe, expect, it } from 'vitest';
import { callback, createCloud, day, failing, invoke, only, type Response, start } from './cloud.ts';

const caught = (more: object = {}) => ({
  StartAt: 'Only',
  States: {
    Only: callback('register', {
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Caught' }],
      End: undefined,
      Next: 'Caught',
      ...more,
    }),
    Caught: { Type: 'Pass', Output: '{% $states.context.State.EnteredTime %}', End: true },
  },
});

describe('timeouts', () => {
  it.each([
    ['a number', 90, {}, 90_000],
    ['an expression', '{% $states.input.wait %}', { wait: 7 }, 7_000],
    ['longer than a timer of Node can be', 60 * 86_400, {}, 60 * day],
  ])('end a callback task after TimeoutSeconds: %s', async (_what, TimeoutSeconds, input, ms) => {
    const cloud = createCloud({ register: () => null });
    const arn = cloud.run(caught({ TimeoutSeconds }), input);
    await cloud.settle();
    expect(cloud.output(arn)).toBe(new Date(start + ms).toISOString());
  });

  it.each([
    ['a string', "'9'"],
    ['negative', '-1'],
    ['zero', '0'],
    ['a part of a second', '1.5'],
    ['too large', '100000000'],
  ])('that an expression makes %s are States.QueryEvaluationError', async (_what, text) => {
    const cloud = createCloud({ register: () => null });
    const arn = cloud.run(only(callback('register', { TimeoutSeconds: `{% ${text} %}` })));
    await cloud.settle();
    expect(cloud.describe(arn).error).toBe('States.QueryEvaluationError');
    expect(cloud.invoked).toEqual([]);
  });

  it('count from the schedule of each attempt', async () => {
    let failures = 0;
    const cloud = createCloud({
      register: (payload, own) => (failures++ === 0 ? failing('Busy')(payload, own) : null),
    });
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 100, MaxAttempts: 1 }];
    const arn = cloud.run(caught({ TimeoutSeconds: 30, Retry }));
    await cloud.settle();
    expect(cloud.output(arn)).toBe(new Date(start + 130_000).toISOString());
  });

  it('do not follow a function that answers after the deadline', async () => {
    const slow = createCloud({
      slow: () => {
        // As on a clock that follows the host, time passes while the function runs.
        Object.assign(slow.clock, { now: () => start + 61_000 });
        return 'late';
      },
    });
    const arn = slow.run(only(invoke('slow', { TimeoutSeconds: 60 })));
    await slow.settle();
    expect(slow.types(arn)).toContain('TaskTimedOut');
  });

  it('end a whole execution with status TIMED_OUT, whatever it does', async () => {
    const cloud = createCloud();
    const arn = cloud.run({ TimeoutSeconds: 10, ...only({ Type: 'Wait', Seconds: 20, End: true }) });
    await cloud.settle();
    expect(cloud.describe(arn)).toMatchObject({
      status: 'TIMED_OUT',
      error: 'States.Timeout',
      stopDate: start / 1_000 + 10,
    });
    expect(cloud.types(arn).at(-1)).toBe('ExecutionTimedOut');
  });

  it('end an execution that nobody answers after one year', async () => {
    const cloud = createCloud({ register: () => null });
    const arn = cloud.run(only(callback('register')));
    await cloud.settle(start + 364 * day);
    expect(cloud.describe(arn).status).toBe('RUNNING');
    await cloud.settle();
    expect(cloud.describe(arn)).toMatchObject({ status: 'TIMED_OUT', stopDate: (start + 365 * day) / 1_000 });
  });
});

describe('Wait', () => {
  const until = async (wait: object, input: object = {}): Promise<Response> => {
    const cloud = createCloud();
    const arn = cloud.run(only({ Type: 'Wait', End: true, ...wait }), input);
    await cloud.settle();
    return cloud.describe(arn);
  };
  it.each([
    ['Seconds', { Seconds: 30 }, 30_000],
    ['Seconds from an expression', { Seconds: '{% 2 * $states.input.n %}' }, 10_000],
    ['a Timestamp', { Timestamp: '2026-03-09T09:00:00+08:00' }, 7 * day],
    ['a Timestamp from an expression', { Timestamp: '{% $states.input.at %}' }, day],
    ['a Timestamp that has passed', { Timestamp: '2020-01-01T00:00:00Z' }, 0],
  ])('waits for %s', async (_what, wait, ms) => {
    const described = await until(wait, { n: 5, at: '2026-03-03T01:00:00.000Z' });
    expect(described).toMatchObject({ status: 'SUCCEEDED', stopDate: (start + ms) / 1_000 });
  });

  it.each([
    { Seconds: "{% 'soon' %}" },
    { Seconds: '{% -1 %}' },
    { Timestamp: "{% 'soon' %}" },
    { Timestamp: '{% 5 %}' },
  ])('fails for %j', async (wait) => {
    expect((await until(wait)).error).toBe('States.QueryEvaluationError');
  });
});
