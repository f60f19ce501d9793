import { describe, expect, it } from 'vitest';
import type { StepFunctionsEntry } from '../../../local/stepfunctions/index.ts';
import {
  type Cloud,
  callback,
  createCloud,
  errorOf,
  failing,
  type Handler,
  invoke,
  machine,
  only,
  start,
} from './cloud.ts';

/** Every kind of step: a retry, a callback that is answered, one that times out, a wait, a choice, a child. */
const definition = {
  StartAt: 'Ask',
  States: {
    Ask: invoke('ask', {
      End: undefined,
      Next: 'Answered',
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 30, MaxAttempts: 5 }],
      Assign: { answer: '{% $states.result.Payload %}' },
      Output: { kept: '{% $states.input.id %}' },
    }),
    Answered: callback('answered', {
      End: undefined,
      Next: 'Silent',
      TimeoutSeconds: 86_400,
      Assign: { reply: '{% $states.result.reply %}' },
      Output: '{% $states.input %}',
    }),
    Silent: callback('silent', {
      TimeoutSeconds: 3_600,
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Wait', Output: '{% $states.errorOutput.Error %}' }],
    }),
    Wait: { Type: 'Wait', Seconds: 600, Next: 'Which?' },
    'Which?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $answer = 42 %}', Next: 'Start' }],
      Default: 'Lost',
    },
    Start: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: { StateMachineArn: '{% $states.context.StateMachine.Id %}', Name: 'child', Input: 'null' },
      Output: '{% $states.input %}',
      Next: 'Say',
      Catch: [
        {
          ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'],
          Next: 'Say',
          Output: '{% $states.input %}',
        },
      ],
    },
    Say: { Type: 'Pass', Output: ['{% $states.input %}', '{% $answer %}', '{% $reply %}'], End: true },
    Lost: { Type: 'Fail', Error: 'Lost' },
  },
};

const hour = 3_600_000;

/** The world outside holds a token for an hour, then answers; a token that was used before a cut is TaskTimedOut. */
function answerLater(cloud: Cloud, taskToken: string, at: number): void {
  cloud.clock.at(at, () => {
    const answer = errorOf(() => cloud.call('SendTaskSuccess', { taskToken, output: '{"reply":"yes"}' }));
    if (answer !== 'TaskTimedOut') expect(answer).toEqual({});
  });
}

function functions(): Record<string, Handler> {
  let asked = 0;
  return {
    ask: (payload, own) => {
      if (payload === null) return failing('NoInput')(payload, own);
      return ++asked % 3 === 0 ? 42 : failing('Busy')(payload, own);
    },
    answered: ({ token }, own) => answerLater(own, token, own.clock.now() + hour),
    silent: () => null,
  };
}

/** The tokens that the world outside had been given when the journal ended here. */
function tokensIn(entries: StepFunctionsEntry[]): { token: string; at: number }[] {
  return entries.flatMap((entry) => {
    const position = entry.kind === 'change' ? entry.set.position : undefined;
    const waiting = position?.at === 'awaiting-callback' && position.attempt.visit.state === 'Answered';
    const token = waiting ? position.attempt.token : undefined;
    return token === undefined ? [] : [{ token, at: entry.at + hour }];
  });
}

describe('a restart', () => {
  it('at every entry of the journal leads to the same end', async () => {
    const whole = createCloud(functions());
    const arn = whole.run(definition, { id: 'c1' });
    await whole.settle();
    const expected = ['States.Timeout', 42, 'yes'];
    expect(whole.output(arn)).toEqual(expected);
    expect(whole.types(arn).filter((type) => type === 'TaskTimedOut')).toHaveLength(1);
    expect(whole.entries.length).toBeGreaterThan(30);

    for (let cut = 2; cut <= whole.entries.length; cut++) {
      const before = whole.entries.slice(0, cut);
      const cloud = createCloud(functions(), before);
      for (const { token, at } of tokensIn(before)) answerLater(cloud, token, at);
      await cloud.settle();
      expect([cut, cloud.describe(arn).status, cloud.output(arn)]).toEqual([cut, 'SUCCEEDED', expected]);
      expect(cloud.describe(arn.replace(':one', ':child'))).toMatchObject({
        status: 'FAILED',
        error: 'NoInput',
      });
      const kept = before.flatMap((entry) =>
        entry.kind === 'change' && entry.arn === arn ? entry.events : [],
      );
      expect(cloud.types(arn).slice(1, kept.length + 1)).toEqual(kept.map((event) => event.type));
    }
  });

  it('keeps the instants of waits and deadlines', async () => {
    const { cloud, arn } = await waiting();
    const restarted = createCloud({}, cloud.entries);
    await restarted.settle();
    expect(restarted.describe(arn)).toMatchObject({ error: 'States.Timeout', stopDate: start / 1_000 + 60 });
  });

  it('lets what fell due meanwhile happen at once', async () => {
    const { cloud, arn } = await waiting();
    const restarted = createCloud({}, cloud.entries, start + hour);
    await restarted.settle(start + hour);
    expect(restarted.describe(arn)).toMatchObject({
      error: 'States.Timeout',
      stopDate: (start + hour) / 1_000,
    });
  });

  it('calls a function again that had not answered, with the same payload, unless its time is over', async () => {
    const { cloud, arn } = await waiting();
    const calling = cloud.entries.findIndex(
      (entry) => entry.kind === 'change' && entry.set.position?.at === 'calling',
    );
    const before = cloud.entries.slice(0, calling + 1);
    const again = createCloud({ silent: () => null }, before);
    await again.settle(start + 1_000);
    expect(again.invoked).toEqual([{ ...cloud.invoked[0], at: start }]);
    expect(again.types(arn).filter((type) => type === 'TaskScheduled')).toHaveLength(1);
    const late = createCloud({ silent: () => null }, before, start + 60_000);
    await late.settle();
    expect([late.invoked, late.describe(arn).error]).toEqual([[], 'States.Timeout']);
  });

  it('keeps machines with their revisions, and closed executions as they were', async () => {
    const { cloud, arn } = await waiting();
    const { stateMachineArn } = cloud.describe(arn);
    const { definition: fresh } = machine(only({ Type: 'Succeed' }));
    cloud.call('UpdateStateMachine', { stateMachineArn, definition: fresh });
    await cloud.settle();
    const restarted = createCloud({}, cloud.entries);
    for (const [operation, request] of [
      ['DescribeStateMachine', { stateMachineArn }],
      ['DescribeStateMachineForExecution', { executionArn: arn }],
      ['DescribeExecution', { executionArn: arn }],
      ['GetExecutionHistory', { executionArn: arn }],
      ['ListExecutions', { stateMachineArn }],
    ] as const) {
      expect(restarted.call(operation, request)).toEqual(cloud.call(operation, request));
    }
    expect(restarted.stats(arn)).toEqual(cloud.stats(arn));
  });
});

/** An execution that has waited 10 s for an answer to a token, of 60. */
async function waiting() {
  const cloud = createCloud({ silent: () => null });
  const arn = cloud.run(only(callback('silent', { TimeoutSeconds: 60 })));
  await cloud.settle(start + 10_000);
  return { cloud, arn };
}
