import { describe, expect, it } from 'vitest';
import { readMachines } from './machine/definition.ts';
import { begin, fail, fallDue, succeed } from './machine/execution.ts';
import { evaluate } from './machine/expressions.ts';
import { START } from './model/time.ts';

const machines = readMachines();
const started = () => begin(machines, 'case', 'case-one1.g1', { caseId: 'case-one1', generation: 1 }, START);
const wait = { next: 'wait', phase: 'referral', version: 3, waitSeconds: 600, generation: 1, did: [] };

describe('the model of a machine', () => {
  it('runs the file: evaluates, chooses the phase, and waits with a token until the clock', () => {
    const { execution, effects } = started();
    expect(effects).toMatchObject([
      { do: 'run', task: 'evaluate', input: { generation: 1, lastVersion: -1 } },
    ]);
    const next = succeed(machines, execution, wait, START);
    expect(next).toMatchObject([
      { do: 'run', task: 'await', input: { version: 3, token: 'case-one1.g1/1' } },
    ]);
    expect(execution).toMatchObject({
      at: 'Referral',
      until: { what: 'timeout', at: '2026-03-02T01:10:00.000Z' },
    });
    expect(fallDue(machines, execution, START)).toMatchObject([{ task: 'evaluate', input: { wakes: 1 } }]);
  });

  it('tries a broken invocation twice more with a token of its own, then looks again', () => {
    const { execution } = started();
    succeed(machines, execution, wait, START);
    expect(fail(machines, execution, 'Lambda.Unknown', START)).toMatchObject([
      { task: 'await', input: { token: 'case-one1.g1/2', retryCount: 1 } },
    ]);
    fail(machines, execution, 'Lambda.Unknown', START);
    expect(fail(machines, execution, 'Lambda.Unknown', START)).toMatchObject([{ task: 'evaluate' }]);
  });

  it('sets apart what it does not know, ends where it is superseded, and tells a failure from a success', () => {
    const { execution } = started();
    expect(fail(machines, execution, 'StuckCaseError', START)).toEqual([]);
    expect(execution).toMatchObject({ at: 'Quarantine', until: { what: 'wait' } });
    fallDue(machines, execution, START);
    const end = succeed(machines, execution, { ...wait, next: 'superseded' }, START);
    expect(end).toEqual([{ do: 'ended', failed: false }]);
    const mail = begin(
      machines,
      'email',
      'msg-one1.a1',
      { messageId: 'msg-one1', run: 1, timeoutSeconds: 60 },
      START,
    );
    succeed(machines, mail.execution, {}, START);
    expect(fail(machines, mail.execution, 'NotFoundError', START)).toEqual([{ do: 'ended', failed: true }]);
  });

  it('refuses an expression that it does not know', () => {
    const scope = { variables: { a: 1 }, states: { result: { n: 2 } } };
    expect(evaluate({ b: '{% $a + 1 %}', c: "{% 'x' & $string($states.result.n) %}" }, scope)).toEqual({
      b: 2,
      c: 'x2',
    });
    expect(() => evaluate('{% $map($a) %}', scope)).toThrow('does not know');
  });
});
