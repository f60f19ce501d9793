import { describe, expect, it } from 'vitest';
import { awaitSignalInputSchema } from '../../functions/application/await-signal.ts';
import { evaluateInputSchema } from '../../functions/application/evaluate-case.ts';
import { livePhases, phases } from '../../functions/domain/case/phases.ts';
import { evaluate, machineOf } from './machines.ts';

const { States } = machineOf('case-lifecycle');
const waits = Object.entries(States).filter(([, state]) => state.Resource?.endsWith('.waitForTaskToken'));
const state = (name: string) => States[name] ?? expect.fail(`no state ${name}`);

const variables = {
  caseId: 'case-one1',
  generation: 3,
  version: 12,
  waitSeconds: 90,
  wakes: 4,
  lastVersion: 11,
  successor: 4,
};
const states = {
  context: {
    Execution: { StartTime: '2026-03-02T01:00:00.000Z' },
    State: { EnteredTime: '2026-03-02T01:00:05.000Z', RetryCount: 1 },
    StateMachine: { Id: 'arn:aws:states:ap-southeast-2:123456789012:stateMachine:case-lifecycle' },
    Task: { Token: 'token-1' },
  },
};
const payloadOf = async (name: string): Promise<unknown> =>
  evaluate(state(name).Arguments?.['Payload'], { ...variables, states });

/** Where `Which phase?` leads. */
async function route(scope: Record<string, unknown>): Promise<string | undefined> {
  const choice = state('Which phase?');
  for (const { Condition, Next } of choice.Choices)
    if ((await evaluate(Condition, scope)) === true) return Next;
  return choice.Default;
}

describe('the phases of the machine and of the domain', () => {
  it('are the same, each with a wait state of its own', async () => {
    const reached: string[] = [];
    for (const phase of livePhases) reached.push((await route({ next: 'wait', phase })) ?? 'nowhere');
    expect(new Set(reached).size).toBe(livePhases.length);
    expect(reached.toSorted()).toEqual(waits.map(([name]) => name).toSorted());
  });

  it('are read by operations in words', () => {
    expect(waits.map(([name]) => name)).toEqual([
      'Referral',
      'Consent attempt',
      'Meeting scheduling',
      'Meeting preparation',
      'Meeting',
      'Action deadlines',
      'Follow-up meeting call',
      'Closure',
      'Closed watch',
    ]);
  });

  it('leave no answer of Evaluate without a way: what is unknown goes to quarantine', async () => {
    expect(await route({ next: 'wait', phase: 'unheard_of' })).toBe('Quarantine');
    for (const phase of phases) {
      expect(await route({ next: 'superseded', phase })).toBe('Superseded');
      expect(await route({ next: 'closed', phase })).toBe('Closed');
      expect(await route({ next: 'continueAsNew', phase })).toBe('Continue as new');
    }
  });
});

describe('the machine', () => {
  it('evaluates with what the function expects, ids and numbers only', async () => {
    const payload = await payloadOf('Evaluate the case');
    expect(evaluateInputSchema.parse(payload)).toEqual({
      caseId: 'case-one1',
      generation: 3,
      startedAt: '2026-03-02T01:00:00.000Z',
      wakes: 4,
      lastVersion: 11,
      definitionHash: '${DefinitionHash}',
    });
  });

  it('keeps what Evaluate answered and counts the wake', async () => {
    const Payload = { next: 'wait', phase: 'closure', version: 13, generation: 3, waitSeconds: 5, did: [] };
    const assigned = await evaluate(state('Evaluate the case').Assign, {
      ...variables,
      states: { result: { Payload } },
    });
    expect(assigned).toEqual({
      next: 'wait',
      phase: 'closure',
      version: 13,
      lastVersion: 13,
      waitSeconds: 5,
      successor: 3,
      wakes: 5,
    });
  });

  it.each(waits.map(([name]) => name))(
    'waits in %s with a token, for as long as Evaluate said',
    async (name) => {
      expect(awaitSignalInputSchema.parse(await payloadOf(name))).toEqual({
        caseId: 'case-one1',
        generation: 3,
        version: 12,
        waitSeconds: 90,
        token: 'token-1',
        enteredAt: '2026-03-02T01:00:05.000Z',
        retryCount: 1,
        wakes: 4,
      });
      expect(await evaluate(state(name).TimeoutSeconds, variables)).toBe(90);
      expect(state(name).Next).toBe('Evaluate the case');
    },
  );

  it.each(waits)('never retries the deadline of %s, and looks again at each of its ends', (_, wait) => {
    const retried = wait.Retry.flatMap(({ ErrorEquals }) => ErrorEquals);
    expect(retried.every((name) => name.startsWith('Lambda.'))).toBe(true);
    expect(wait.Retry.map(({ MaxAttempts }) => MaxAttempts)).toEqual([2]);
    const [first] = wait.Catch;
    expect(first?.Next).toBe('Evaluate the case');
    expect(first?.ErrorEquals).toEqual(['States.Timeout', 'StaleVersionError', ...retried]);
  });

  it('starts the successor by its name, with an input that a retry repeats', async () => {
    expect(await evaluate(state('Continue as new').Arguments, { ...variables, states })).toEqual({
      StateMachineArn: states.context.StateMachine.Id,
      Name: 'case-one1.g4',
      Input: { caseId: 'case-one1', generation: 4 },
    });
  });

  it('begins with nothing but the input', async () => {
    const assigned = await evaluate(state('Take the case').Assign, {
      states: { input: { caseId: 'case-one1', generation: 2 } },
    });
    expect(assigned).toEqual({ caseId: 'case-one1', generation: 2, wakes: 0, lastVersion: -1 });
  });

  it('puts a case that cannot be evaluated apart, and tries again', () => {
    expect(state('Evaluate the case').Catch.map(({ Next }) => Next)).toEqual(['Quarantine']);
    expect(state('Quarantine')).toMatchObject({ Type: 'Wait', Next: 'Evaluate the case' });
  });
});
