import { describe, expect, it } from 'vitest';
import { createEvaluate, EvaluationError } from '../../../local/stepfunctions/expressions.ts';
import type { Json } from '../../../local/stepfunctions/json.ts';
import { start } from './cloud.ts';

const sequence = [0.1, 0.9, 0.5, 0.2];

function evaluate(template: Json, input: Json = null): Promise<Json> {
  let next = 0;
  const random = () => sequence[next++ % sequence.length] ?? 0;
  const scope = { states: { input, context: {} }, variables: { list: [1, 2, 3], name: 'x' } };
  return createEvaluate({ now: () => start, random })(template, 'Output', scope);
}

describe('a field', () => {
  it('evaluates expressions at any depth and leaves the rest as it is', async () => {
    const template = { a: ['{% $name & "y" %}', 1, null], '{% $name %}': 'a {% $name %}', 'b.$': '$.c' };
    expect(await evaluate(template)).toEqual({
      a: ['xy', 1, null],
      '{% $name %}': 'a {% $name %}',
      'b.$': '$.c',
    });
  });

  it.each([
    ['nothing', '{% $states.input.missing %}', 'returned nothing (undefined)'],
    ['a function', '{% function($x) { $x } %}', ''],
    ['an unknown name, as there is no input at the top', '{% caseId %}', 'returned nothing (undefined)'],
    ['an error', "{% $error('on purpose') %}", 'on purpose'],
    ['a wrong type', "{% 1 + 'a' %}", 'threw an error during evaluation'],
    ['recursion without an end', '{% ($f := function($n) { 1 + $f($n) }; $f(1)) %}', 'threw an error'],
    ['$eval', "{% $eval('1') %}", '$eval is not supported'],
  ])('is States.QueryEvaluationError for %s', async (_what, expression, message) => {
    const failure = await evaluate({ deep: [expression] }).catch((error: unknown) => error);
    if (!(failure instanceof EvaluationError))
      throw new Error(`expected an EvaluationError, not ${String(failure)}`);
    expect(failure).toMatchObject({ name: 'States.QueryEvaluationError', field: 'Output/deep[0]' });
    expect(failure.message).toContain(message);
  });
});

describe('the functions that Step Functions adds', () => {
  it.each([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$range(0, 10, 5)', [0, 5, 10]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$range(1, 0, 1)', []],
    ["$hash('a', 'MD5')", '0cc175b9c0f1b6a831c399e269772661'],
    ["$hash('a', 'SHA-1')", '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'],
    ["$hash('a', 'SHA-256')", 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'],
    ["$substring($hash('a', 'SHA-384'), 0, 8)", '54a59b9f'],
    ["$substring($hash('a', 'SHA-512'), 0, 8)", '1f40fc92'],
    ['$parse(\'{"a":[1]}\').a', [1]],
    ['$random()', 0.1],
    ['$random(7) = $random(7)', true],
    ['$random(7) = $random(8)', false],
    ['$length($uuid())', 36],
  ])('%s', async (expression, value) => {
    expect(await evaluate(`{% ${expression} %}`)).toEqual(value);
  });

  it.each([
    "$hash('a', 'CRC32')",
    '$range(0, 1, 0)',
    '$range(0, 5000, 1)',
    '$partition([1], 0)',
    "$parse('{')",
  ])('%s fails', async (expression) => {
    await expect(evaluate(`{% ${expression} %}`)).rejects.toThrow(EvaluationError);
  });

  it('take time and chance from the local cloud, not from the host', async () => {
    expect(await evaluate('{% $now() %}')).toBe('2026-03-02T01:00:00.000Z');
    expect(await evaluate("{% $now('[Y0001]-[M01]-[D01] [H01]', '+0800') %}")).toBe('2026-03-02 09');
    expect(await evaluate('{% $millis() %}')).toBe(start);
    expect(await evaluate('{% $shuffle($list) %}')).toEqual([3, 2, 1]);
    expect(await evaluate('{% $uuid() %}')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
