import { describe, expect, it } from 'vitest';
import { createCloud, failing, invoke } from './cloud.ts';

const catching = (Catch: object[], more: object = {}) => ({
  StartAt: 'Ask',
  States: {
    Ask: invoke('ask', { End: undefined, Next: 'Fine', Catch, ...more }),
    Fine: { Type: 'Pass', Output: 'fine', End: true },
    Caught: { Type: 'Pass', Output: { input: '{% $states.input %}' }, End: true },
  },
});

describe('Catch', () => {
  it('goes to the first catcher for the error, with the error and its cause as output', async () => {
    const cloud = createCloud({ ask: failing('StaleVersionError', 'version 7 is not 6') });
    const arn = cloud.run(
      catching([
        { ErrorEquals: ['Other'], Next: 'Fine' },
        { ErrorEquals: ['StaleVersionError'], Next: 'Caught' },
        { ErrorEquals: ['States.ALL'], Next: 'Fine' },
      ]),
    );
    await cloud.settle();
    const { input } = cloud.output(arn);
    expect(input.Error).toBe('StaleVersionError');
    expect(JSON.parse(input.Cause)).toEqual({
      errorMessage: 'version 7 is not 6',
      errorType: 'StaleVersionError',
      trace: [],
    });
    expect(cloud.types(arn).slice(4, 7)).toEqual(['TaskFailed', 'TaskStateExited', 'PassStateEntered']);
  });

  it('has its own Output and Assign, which see the error and the variables as on entry', async () => {
    const cloud = createCloud({ ask: failing('Lost', 'gone') });
    const arn = cloud.run({
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { n: 1 }, Next: 'Ask' },
        Ask: invoke('ask', {
          Assign: { n: 99 },
          Catch: [
            {
              ErrorEquals: ['States.ALL'],
              Next: 'Say',
              Assign: { n: '{% $n + 1 %}', why: '{% $states.errorOutput.Error %}' },
              Output: '{% $n %}',
            },
          ],
        }),
        Say: { Type: 'Pass', Output: ['{% $states.input %}', '{% $n %}', '{% $why %}'], End: true },
      },
    });
    await cloud.settle();
    expect(cloud.output(arn)).toEqual([1, 2, 'Lost']);
  });

  it('comes after the retries', async () => {
    const cloud = createCloud({ ask: failing('Busy') });
    const Retry = [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }];
    const arn = cloud.run(catching([{ ErrorEquals: ['Busy'], Next: 'Caught' }], { Retry }));
    await cloud.settle();
    expect(cloud.invoked).toHaveLength(3);
    expect(cloud.describe(arn).status).toBe('SUCCEEDED');
  });

  it('catches a failed expression of the task, after an event that says where it stands', async () => {
    const cloud = createCloud({ ask: () => ({}) });
    const arn = cloud.run(
      catching([{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }], {
        Output: { name: '{% $states.result.Payload.missing %}' },
      }),
    );
    await cloud.settle();
    expect(cloud.output(arn).input.Error).toBe('States.QueryEvaluationError');
    expect(
      cloud.events(arn).find((event) => event.type === 'EvaluationFailed')?.evaluationFailedEventDetails,
    ).toEqual({
      error: 'States.QueryEvaluationError',
      cause:
        "An error occurred while executing the state 'Ask' (entered at the event id #2). The JSONata expression '$states.result.Payload.missing' specified for the field 'Output/name' returned nothing (undefined).",
      location: 'Output/name',
      state: 'Ask',
    });
  });

  it('does not catch what fails inside it', async () => {
    const cloud = createCloud({ ask: failing('Lost') });
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught', Output: '{% $missing %}' }];
    const arn = cloud.run(catching(Catch));
    await cloud.settle();
    expect(cloud.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(cloud.types(arn).slice(-3)).toEqual(['TaskFailed', 'EvaluationFailed', 'ExecutionFailed']);
  });
});
