import { describe, expect, it } from 'vitest';
import { callback, createCloud, invoke, only, start } from './cloud.ts';

/** A string whose JSON has this many bytes. */
const text = (bytes: number) => 'x'.repeat(bytes - 2);
const most = 262_144;

describe('256 KiB', () => {
  it.each([
    ['the output of a state', { Type: 'Pass', Output: `{% $pad('', BYTES, 'x') %}`, End: true }],
    [
      'the arguments of a task',
      invoke('ask', { Arguments: { FunctionName: 'ask', Payload: `{% $pad('', BYTES, 'x') %}` } }),
    ],
    ['a variable', { Type: 'Pass', Assign: { v: `{% $pad('', BYTES, 'x') %}` }, End: true }],
  ])('bound %s', async (_what, state) => {
    const play = async (length: number) => {
      const cloud = createCloud({ ask: () => null });
      const arn = cloud.run(JSON.parse(JSON.stringify(only(state)).replaceAll('BYTES', String(length))));
      await cloud.settle();
      return cloud.describe(arn);
    };
    expect((await play(most - 100)).status).toBe('SUCCEEDED');
    expect((await play(most)).error).toBe('States.DataLimitExceeded');
  });

  it('bound the result of a function; States.ALL does not catch it, its name does', async () => {
    const play = async (...ErrorEquals: string[]) => {
      const cloud = createCloud({ ask: () => text(most) });
      const arn = cloud.run({
        StartAt: 'Ask',
        States: {
          Ask: invoke('ask', { Catch: [{ ErrorEquals, Next: 'Caught' }] }),
          Caught: { Type: 'Succeed' },
        },
      });
      await cloud.settle();
      return cloud.describe(arn);
    };
    expect(await play('States.ALL')).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect((await play('States.DataLimitExceeded')).status).toBe('SUCCEEDED');
  });

  it('bound what a registering function answers', async () => {
    const cloud = createCloud({ ask: () => text(most) });
    const arn = cloud.run(only(callback('ask')));
    await cloud.settle(start);
    expect(cloud.describe(arn).error).toBe('States.DataLimitExceeded');
  });
});

describe('25,000 events', () => {
  it('fail an execution that goes round for ever, with the failure as event 25,000', async () => {
    const cloud = createCloud();
    const arn = cloud.run({
      StartAt: 'Round',
      States: {
        Round: { Type: 'Choice', Choices: [{ Condition: true, Next: 'Round' }] },
      },
    });
    await cloud.settle();
    expect(cloud.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(cloud.stats(arn)).toEqual({ transitions: 12_499, historyEvents: 25_000 });
    const { events } = cloud.call('GetExecutionHistory', {
      executionArn: arn,
      reverseOrder: true,
      maxResults: 2,
    });
    expect(events.map((event: { type: string }) => event.type)).toEqual([
      'ExecutionFailed',
      'ChoiceStateExited',
    ]);
  });

  it('leave room for ExecutionSucceeded as event 25,000', async () => {
    const cloud = createCloud();
    // 1 start, 12,498 rounds of 2 events each, then 2 of Succeed and the end.
    const arn = cloud.run(
      {
        StartAt: 'Round',
        States: {
          Round: {
            Type: 'Choice',
            Choices: [{ Condition: '{% $states.input = 12497 %}', Next: 'Done' }],
            Default: 'Round',
            Output: '{% $states.input + 1 %}',
          },
          Done: { Type: 'Succeed' },
        },
      },
      0,
    );
    await cloud.settle();
    expect(cloud.describe(arn).status).toBe('SUCCEEDED');
    expect(cloud.stats(arn).historyEvents).toBe(25_000);
  });
});
