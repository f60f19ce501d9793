import { describe, expect, it } from 'vitest';
import { checkDeliveryInputSchema } from '../../functions/application/check-delivery.ts';
import { sendEmailInputSchema, UNKNOWN_MINUTES } from '../../functions/application/send-email.ts';
import { evaluate, machineOf } from './machines.ts';

const { States } = machineOf('email-delivery');
const state = (name: string) => States[name] ?? expect.fail(`no state ${name}`);
const variables = { messageId: 'msg-one1', run: 2, timeoutSeconds: 1800, because: 'timeout', waits: 3 };
const states = {
  context: { State: { EnteredTime: '2026-03-02T01:00:05.000Z', RetryCount: 0 }, Task: { Token: 'token-1' } },
};
const send = state('Send the e-mail');
/** Where an error of the sending state leads, and what it makes the check believe. */
const caught = async (error: string) => {
  const found = send.Catch.find(
    ({ ErrorEquals }) => ErrorEquals.includes(error) || ErrorEquals.includes('States.ALL'),
  );
  return found?.Next;
};

/** The longest seconds before each further call after an error; with full jitter it is half on average. */
function delaysAfter(error: string): number[] {
  const retrier = send.Retry.find(({ ErrorEquals }) => ErrorEquals.includes(error));
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier ?? {};
  return Array.from({ length: retrier?.MaxAttempts ?? 0 }, (_, n) =>
    Math.min(IntervalSeconds * BackoffRate ** n, MaxDelaySeconds),
  );
}

describe('the delivery machine', () => {
  it('calls its functions with what they expect', async () => {
    expect(
      sendEmailInputSchema.parse(await evaluate(send.Arguments?.['Payload'], { ...variables, states })),
    ).toEqual({
      messageId: 'msg-one1',
      run: 2,
      token: 'token-1',
      enteredAt: '2026-03-02T01:00:05.000Z',
      retryCount: 0,
      waits: 3,
    });
    const check = state('Check the delivery').Arguments?.['Payload'];
    expect(checkDeliveryInputSchema.parse(await evaluate(check, variables))).toEqual({
      messageId: 'msg-one1',
      run: 2,
      because: 'timeout',
    });
  });

  it('waits as long as its input says', async () => {
    const input = { messageId: 'msg-one1', run: 1, timeoutSeconds: 1800 };
    const assigned = await evaluate(state('Take the message').Assign, { states: { input } });
    expect(assigned).toEqual({ ...input, waits: 0, because: 'woken' });
    expect(await evaluate(send.TimeoutSeconds, variables)).toBe(1800);
  });

  it('has one callback state', () => {
    const callbacks = Object.values(States).filter(({ Resource }) => Resource?.endsWith('.waitForTaskToken'));
    expect(callbacks).toHaveLength(1);
  });

  it('tries again for hours when SES is slow or out, and for nothing else so long', () => {
    const [slow, out, others] = send.Retry;
    expect([slow?.ErrorEquals, out?.ErrorEquals]).toEqual([['MailThrottledError'], ['MailUnavailableError']]);
    expect(others?.MaxAttempts).toBeLessThan(6);
    const retried = send.Retry.flatMap(({ ErrorEquals }) => ErrorEquals);
    expect(retried).not.toContain('UnknownSendOutcomeError');
    expect(retried).not.toContain('States.ALL');
  });

  it.each(['MailThrottledError', 'MailUnavailableError'])(
    'calls again for six hours after %s, and within a quarter of an hour of the return of SES',
    (error) => {
      const delays = delaysAfter(error);
      expect(Math.max(...delays)).toBe(15 * 60);
      const hours = delays.reduce((sum, seconds) => sum + seconds, 0) / 3600;
      expect(hours).toBeGreaterThanOrEqual(error === 'MailThrottledError' ? 2 * 5.5 : 6);
    },
  );

  it('calls a SES that is out six times in the first hour and then four times an hour', () => {
    let passed = 0;
    const times = delaysAfter('MailUnavailableError').map((seconds) => (passed += seconds));
    expect(times.slice(0, 4)).toEqual([60, 240, 780, 1680]);
    expect(times.filter((at) => at <= 3600)).toHaveLength(6);
  });

  it('waits ten minutes for word of a call whose answer was lost, before anything else is done', async () => {
    expect(await caught('UnknownSendOutcomeError')).toBe('Wait for word of the call');
    expect(await caught('TypeError')).toBe('Wait for word of the call');
    expect(await caught('States.Timeout')).toBe('Check the delivery');
    const wait = JSON.stringify(States['Wait for word of the call']);
    expect(wait).toContain('Check the delivery');
    expect(UNKNOWN_MINUTES * 60).toBeLessThan(610);
  });

  it('goes back to the callback only when the check says so', async () => {
    const { Choices, Default } = state('Has it a fate?');
    expect(await evaluate(Choices[0]?.Condition, { next: 'wait' })).toBe(true);
    expect(await evaluate(Choices[0]?.Condition, { next: 'done' })).toBe(false);
    expect([Choices[0]?.Next, Default]).toEqual(['Send the e-mail', 'Fate recorded']);
  });
});
