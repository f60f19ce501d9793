import { describe, expect, it } from 'vitest';
import { callback, createCloud, errorOf, invoke, machine, only } from './cloud.ts';

const pass = { Type: 'Pass', End: true };

/** The message of the refusal, or what was created. */
function refusal(definition: object | string): string {
  const cloud = createCloud();
  const request = typeof definition === 'string' ? { ...machine({}), definition } : machine(definition);
  try {
    return JSON.stringify(cloud.call('CreateStateMachine', request));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return `${error.name}: ${error.message}`;
  }
}

const task = (more: object) => only(invoke('ask', more));
const retry = (...list: object[]) => task({ Retry: list });

describe('definitions that are refused, with the reason and the place', () => {
  it.each<[string, object | string, string, string]>([
    ['text that is not JSON', '{', 'JSON', '/'],
    ['JSONPath by default', { QueryLanguage: undefined, ...only(pass) }, 'JSONPath', '/States/Only'],
    [
      'JSONPath in a state',
      only({ ...pass, QueryLanguage: 'JSONPath' }),
      'JSONata',
      '/States/Only/QueryLanguage',
    ],
    ['a Map', only({ Type: 'Map', End: true }), 'Map states are not supported', '/States/Only'],
    [
      'a Parallel',
      only({ Type: 'Parallel', End: true }),
      'Parallel states are not supported',
      '/States/Only',
    ],
    ['an unknown type', only({ Type: 'Sleep', End: true }), 'Type', '/States/Only/Type'],
    [
      'another resource',
      task({ Resource: 'arn:aws:states:::dynamodb:getItem' }),
      'dynamodb:getItem',
      '/States/Only/Resource',
    ],
    [
      'a function as resource',
      task({ Resource: 'arn:aws:lambda:ap-southeast-2:000000000000:function:ask' }),
      'is not supported',
      '/States/Only/Resource',
    ],
    [
      'a nested execution that is waited for',
      task({ Resource: 'arn:aws:states:::states:startExecution.sync:2' }),
      'is not supported',
      '/States/Only/Resource',
    ],
    ['a field of JSONPath', only({ ...pass, ResultPath: '$.x' }), 'ResultPath', '/States/Only'],
    ['a heartbeat', only(callback('ask', { HeartbeatSeconds: 60 })), 'HeartbeatSeconds', '/States/Only'],
    ['credentials', task({ Credentials: {} }), 'Credentials', '/States/Only'],
    ['an unknown field at the top', { ...only(pass), Timeout: 5 }, 'Timeout', '/'],
    ['a start that is not there', { ...only(pass), StartAt: 'Else' }, "no state 'Else'", '/StartAt'],
    ['a dangling Next', only({ Type: 'Pass', Next: 'Else' }), "no state 'Else'", '/States/Only'],
    [
      'a Next that is a property of every object',
      only({ Type: 'Pass', Next: 'toString' }),
      "'toString'",
      '/States/Only',
    ],
    [
      'a dangling Default',
      only({ Type: 'Choice', Choices: [{ Condition: true, Next: 'Only' }], Default: 'Else' }),
      "'Else'",
      '/States/Only',
    ],
    [
      'a dangling Catch',
      task({ Catch: [{ ErrorEquals: ['A'], Next: 'Else' }] }),
      "no state 'Else'",
      '/States/Only',
    ],
    [
      'a state that nothing leads to',
      { StartAt: 'Only', States: { Only: pass, Lost: pass } },
      'cannot be reached',
      '/States/Lost',
    ],
    ['neither Next nor End', only({ Type: 'Pass' }), 'Next or End is missing', '/States/Only'],
    ['both Next and End', only({ ...pass, Next: 'Only' }), 'exclude each other', '/States/Only'],
    ['a Wait for nothing', only({ Type: 'Wait', End: true }), 'exactly one of', '/States/Only'],
    [
      'a Wait for two things',
      only({ Type: 'Wait', End: true, Seconds: 1, Timestamp: '2026-01-01T00:00:00Z' }),
      'exactly one of',
      '/States/Only',
    ],
    [
      'a syntax error',
      only({ ...pass, Output: { a: ['{% 1 + %}'] } }),
      'syntax error',
      '/States/Only/Output/a/0',
    ],
    [
      'an expression that is not closed',
      only({ ...pass, Output: '{% 1' }),
      'ends with %}',
      '/States/Only/Output',
    ],
    [
      'a condition that is text',
      only({ Type: 'Choice', Choices: [{ Condition: 'true', Next: 'Only' }] }),
      '',
      '/States/Only/Choices/0/Condition',
    ],
    [
      '$eval',
      only({ ...pass, Output: "{% $map([1], function($x) { $eval('1') }) %}" }),
      '$eval',
      '/States/Only/Output',
    ],
    [
      '$states.result in Arguments',
      task({ Arguments: { FunctionName: '{% $states.result.x %}' } }),
      '$states.result',
      '/States/Only/Arguments/FunctionName',
    ],
    [
      '$states.result in a Pass',
      only({ ...pass, Output: '{% $states.result %}' }),
      '$states.result',
      '/States/Only/Output',
    ],
    [
      '$states.errorOutput outside a Catch',
      task({ Output: '{% $states.errorOutput.Error %}' }),
      '$states.errorOutput',
      '/States/Only/Output',
    ],
    [
      'a variable named states',
      only({ ...pass, Assign: { states: 1 } }),
      'record',
      '/States/Only/Assign/states',
    ],
    [
      'a variable that is no name',
      only({ ...pass, Assign: { 'a-b': 1 } }),
      'record',
      '/States/Only/Assign/a-b',
    ],
    [
      'States.ALL among others',
      retry({ ErrorEquals: ['A', 'States.ALL'] }),
      'alone and last',
      '/States/Only/Retry/0/ErrorEquals',
    ],
    [
      'States.ALL before others',
      retry({ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }),
      'alone and last',
      '/States/Only/Retry/0/ErrorEquals',
    ],
    ['a Retry for nothing', retry({ ErrorEquals: [] }), '', '/States/Only/Retry/0/ErrorEquals'],
    [
      'a backoff below one',
      retry({ ErrorEquals: ['A'], BackoffRate: 0.5 }),
      '',
      '/States/Only/Retry/0/BackoffRate',
    ],
    [
      'a cap below the interval',
      retry({ ErrorEquals: ['A'], IntervalSeconds: 9, MaxDelaySeconds: 9 }),
      'more than IntervalSeconds',
      '/States/Only/Retry/0',
    ],
    [
      'another jitter',
      retry({ ErrorEquals: ['A'], JitterStrategy: 'HALF' }),
      '',
      '/States/Only/Retry/0/JitterStrategy',
    ],
    ['a timeout of zero', task({ TimeoutSeconds: 0 }), '', '/States/Only/TimeoutSeconds'],
    ['a timeout that is text', task({ TimeoutSeconds: '60' }), '', '/States/Only/TimeoutSeconds'],
    [
      'an argument that is not known',
      task({ Arguments: { FunctionName: 'ask', InvocationType: 'Event' } }),
      'InvocationType',
      '/States/Only/Arguments',
    ],
    ['a call of no function', task({ Arguments: { Payload: {} } }), 'FunctionName', '/States/Only/Arguments'],
    [
      'a name of more than 80 characters',
      { StartAt: 'a'.repeat(81), States: { ['a'.repeat(81)]: pass } },
      '',
      `/States/${'a'.repeat(81)}`,
    ],
    ['more than 1 MiB', { ...only(pass), Comment: 'x'.repeat(1_048_576) }, '1 MiB', '/'],
  ])('%s', (_what, definition, reason, place) => {
    const message = refusal(definition);
    expect(message.slice(0, 200)).toMatch(/^InvalidDefinition: Invalid State Machine Definition: '/);
    expect(message).toContain(reason);
    expect(`${message.slice(0, -1)}, `).toContain(` at ${place}, `);
  });

  it('tells everything that is wrong at once', () => {
    const message = refusal({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'B' }, C: { ...pass, Output: '{% ( %}' } },
    });
    for (const part of ["no state 'B'", "'C' cannot be reached", 'syntax error'])
      expect(message).toContain(part);
  });

  it('are refused by UpdateStateMachine too, and the machine stays as it was', () => {
    const cloud = createCloud();
    const { stateMachineArn } = cloud.call('CreateStateMachine', machine(only(pass)));
    const { definition } = machine(only({ Type: 'Pass' }));
    const before = cloud.call('DescribeStateMachine', { stateMachineArn });
    expect(errorOf(() => cloud.call('UpdateStateMachine', { stateMachineArn, definition }))).toBe(
      'InvalidDefinition',
    );
    expect(cloud.call('DescribeStateMachine', { stateMachineArn })).toEqual(before);
  });
});

describe('definitions that are taken', () => {
  it.each<[string, object]>([
    ['JSONata by state', { QueryLanguage: undefined, ...only({ ...pass, QueryLanguage: 'JSONata' }) }],
    ['a Task without a timeout', task({})],
    ['Arguments that are one expression', task({ Arguments: '{% $states.input %}' })],
    ['literal text that only contains an expression', only({ ...pass, Output: 'so: {% 1 + %}' })],
    ['comments and a version', { Version: '1.0', Comment: 'why', ...only({ ...pass, Comment: 'what' }) }],
    ['a name with a slash and a tilde', { StartAt: 'a/b~c', States: { 'a/b~c': pass } }],
  ])('%s', (_what, definition) => {
    expect(refusal(definition)).toContain('stateMachineArn');
  });
});
