import { describe, expect, it } from 'vitest';
import { createCloud, invoke, only, roleArn, start } from './cloud.ts';

async function play(definition: object, input: unknown = {}) {
  const cloud = createCloud({ ask: () => ({ answer: 42 }) });
  const arn = cloud.run(definition, input);
  await cloud.settle();
  return { cloud, arn, described: cloud.describe(arn) };
}

describe('Choice', () => {
  const choosing = (more: object = {}) => ({
    StartAt: 'Which?',
    States: {
      'Which?': {
        Type: 'Choice',
        Choices: [
          {
            Condition: '{% $states.input.n > 10 %}',
            Next: 'Say',
            Assign: { size: 'large' },
            Output: 'by rule',
          },
          { Condition: '{% $states.input.n > 5 %}', Next: 'Say', Assign: { size: 'middle' } },
        ],
        ...more,
      },
      Say: { Type: 'Pass', Output: ['{% $size %}', '{% $states.input %}'], End: true },
    },
  });
  const other = { Default: 'Say', Assign: { size: 'small' }, Output: 'by default' };

  it.each([
    [11, ['large', 'by rule']],
    [6, ['middle', { n: 6 }]],
    [5, ['small', 'by default']],
  ])('takes the first rule that is met, with its Assign and Output: %i', async (n, output) => {
    const { cloud, arn } = await play(choosing(other), { n });
    expect(cloud.output(arn)).toEqual(output);
  });

  it('fails with States.NoChoiceMatched without a Default', async () => {
    expect((await play(choosing(), { n: 1 })).described.error).toBe('States.NoChoiceMatched');
  });

  it('fails with States.QueryEvaluationError for a condition that is not a boolean', async () => {
    const { cloud, arn, described } = await play(
      choosing({ Default: 'Say', Choices: [{ Condition: "{% 'true' %}", Next: 'Say' }] }),
    );
    expect(described.error).toBe('States.QueryEvaluationError');
    const failure = cloud.events(arn).find((event) => event.type === 'EvaluationFailed');
    expect(failure?.evaluationFailedEventDetails.location).toBe('Choices[0]/Condition');
  });
});

describe('Assign', () => {
  it('gives each expression the values as on entry, and lasts for the whole execution', async () => {
    const { cloud, arn } = await play(
      {
        StartAt: 'Set',
        States: {
          Set: { Type: 'Pass', Assign: { a: 1, b: { deep: ['{% $states.input.x %}'] } }, Next: 'Swap' },
          Swap: { Type: 'Pass', Assign: { a: '{% $b %}', b: '{% $a %}' }, Output: '{% $a %}', Next: 'Wait' },
          Wait: { Type: 'Wait', Seconds: 1, Next: 'Say' },
          Say: { Type: 'Succeed', Output: ['{% $states.input %}', '{% $a %}', '{% $b %}'] },
        },
      },
      { x: 'kept' },
    );
    expect(cloud.output(arn)).toEqual([1, { deep: ['kept'] }, 1]);
  });

  it('reads the result of a task', async () => {
    const { cloud, arn } = await play(
      {
        StartAt: 'Ask',
        States: {
          Ask: invoke('ask', {
            End: undefined,
            Next: 'Say',
            Assign: { answer: '{% $states.result.Payload.answer %}' },
            Output: '{% $states.input %}',
          }),
          Say: { Type: 'Pass', Output: { kept: '{% $states.input %}', answer: '{% $answer %}' }, End: true },
        },
      },
      'input',
    );
    expect(cloud.output(arn)).toEqual({ kept: 'input', answer: 42 });
  });

  it('leaves the variables alone when the state fails', async () => {
    const { described } = await play({
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { a: '{% $missing %}' }, Next: 'Say' },
        Say: { Type: 'Pass', End: true },
      },
    });
    expect(described).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('the context object', () => {
  it('tells execution, state and machine', async () => {
    const { cloud, arn } = await play(only({ Type: 'Pass', Output: '{% $states.context %}', End: true }), {
      a: 1,
    });
    const time = new Date(start).toISOString();
    expect(cloud.output(arn)).toEqual({
      Execution: {
        Id: arn,
        Input: { a: 1 },
        Name: 'one',
        RedriveCount: 0,
        RoleArn: roleArn,
        StartTime: time,
      },
      State: { Name: 'Only', EnteredTime: time, RetryCount: 0 },
      StateMachine: { Id: cloud.describe(arn).stateMachineArn, Name: 'machine' },
    });
  });
});
