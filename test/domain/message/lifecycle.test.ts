import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyMessageEvent,
  canBecome,
  isSettled,
  type MessageEvent,
  messageMoves,
  messageStatuses,
  telling,
  tellings,
} from '../../../functions/domain/message/lifecycle.ts';
import { type MessageRecord, messageRecordSchema } from '../../../functions/domain/message/record.ts';
import { aMessage, now } from './fixtures.ts';

const stopped: MessageEvent = {
  type: 'gate_stopped',
  gate: { allowed: false, reasons: ['not_endorsed'], at: now },
  superseded: false,
};
const accepted: MessageEvent = { type: 'accepted', providerMessageId: 'ses-1' };
const claimed: MessageEvent = { type: 'claimed' };
const outcome = (of: 'delivered' | 'bounced' | 'complained' | 'rejected' | 'failed'): MessageEvent => ({
  type: 'outcome',
  outcome: of,
});
const gaveUp: MessageEvent = { type: 'gave_up', outcome: 'not_confirmed' };

const run = (...events: MessageEvent[]): MessageRecord =>
  events.reduce((record, event) => applyMessageEvent(record, event, now), aMessage('reminder'));

describe('the life of a message', () => {
  it('goes from created over sending and accepted to delivered', () => {
    expect(run(claimed, accepted, outcome('delivered'))).toMatchObject({
      status: 'delivered',
      attempt: 1,
      providerMessageId: 'ses-1',
      settledAt: now,
    });
  });

  it('takes an outcome that came before the answer of SES was stored', () => {
    const bounced = run(claimed, outcome('bounced'), accepted);
    expect(bounced).toMatchObject({ status: 'bounced', providerMessageId: 'ses-1' });
  });

  it('takes a late delivery after it was given up, and a late bounce or complaint after delivery', () => {
    expect(run(claimed, accepted, gaveUp, outcome('delivered')).status).toBe('delivered');
    expect(run(claimed, accepted, outcome('delivered'), outcome('bounced')).status).toBe('bounced');
    expect(run(claimed, accepted, outcome('bounced'), outcome('complained')).status).toBe('complained');
  });

  it('never lets a delivery hide a bounce, nor a timeout an outcome', () => {
    expect(run(claimed, accepted, outcome('bounced'), outcome('delivered')).status).toBe('bounced');
    expect(run(claimed, accepted, outcome('delivered'), gaveUp).status).toBe('delivered');
  });

  it('takes the fate of a second attempt after the first was rejected', () => {
    const arrived = run(claimed, outcome('rejected'), outcome('delivered'));
    expect(arrived.status).toBe('delivered');
    expect(run(claimed, outcome('rejected'), outcome('bounced')).status).toBe('bounced');
    const later = '2030-01-01T00:00:00.000Z';
    const late = applyMessageEvent(run(claimed, outcome('rejected')), outcome('delivered'), later);
    expect(telling(late)).toMatchObject({ outcome: 'delivered' });
  });

  it('counts a further attempt after an unknown outcome of the call', () => {
    expect(run(claimed, claimed)).toMatchObject({ status: 'sending', attempt: 2 });
    expect(run(claimed, accepted, claimed)).toMatchObject({ status: 'accepted', attempt: 1 });
  });

  it('never sends again what was stopped', () => {
    expect(run(claimed, stopped, claimed)).toMatchObject({ status: 'stopped', attempt: 1 });
  });
});

describe('the moves', () => {
  it('name only statuses, each reachable', () => {
    const targets = new Set(Object.values(messageMoves).flat());
    for (const status of messageStatuses) {
      if (status !== 'created') expect(targets).toContain(status);
    }
  });

  it('lead back to nothing that is still to be sent, once settled', () => {
    for (const from of messageStatuses.filter(isSettled)) {
      for (const to of messageStatuses) if (canBecome(from, to)) expect(isSettled(to)).toBe(true);
    }
  });

  const event = fc.constantFrom<MessageEvent>(
    claimed,
    accepted,
    stopped,
    gaveUp,
    { ...stopped, superseded: true },
    { type: 'gave_up', outcome: 'failed' },
    outcome('delivered'),
    outcome('bounced'),
    outcome('complained'),
    outcome('rejected'),
  );

  it('hold for any order of events, each repeat changes nothing, and the record stays whole', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        let record: MessageRecord = aMessage('plan_copy');
        for (const each of events) {
          const next = applyMessageEvent(record, each, now);
          if (next.status !== record.status) expect(canBecome(record.status, next.status)).toBe(true);
          expect(isSettled(next.status)).toBe(next.settledAt !== undefined);
          if (each.type !== 'claimed') {
            expect(applyMessageEvent(next, each, now)).toEqual(next);
          }
          messageRecordSchema.parse(next);
          record = next;
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('what the sender is told (decision 9)', () => {
  it('every end but delivery and what was no longer true', () => {
    expect(telling(run(claimed, accepted, outcome('delivered')))).toBeUndefined();
    expect(telling(run(claimed, { ...stopped, superseded: true }))).toBeUndefined();
    expect(telling(run(claimed, stopped))).toEqual({ outcome: 'stopped', reasons: ['not_endorsed'] });
    expect(telling(run(claimed, accepted, { type: 'outcome', outcome: 'bounced', code: 'hard' }))).toEqual({
      outcome: 'bounced',
      reasons: ['hard'],
    });
    expect(telling(run(claimed, accepted, gaveUp))).toEqual({ outcome: 'not_confirmed', reasons: [] });
    expect(telling(run(claimed, outcome('rejected')))).toEqual({ outcome: 'failed', reasons: ['rejected'] });
  });

  it('S0-30 of each plan copy that it was delivered', () => {
    const copy = [claimed, accepted, outcome('delivered')].reduce<MessageRecord>(
      (record, event) => applyMessageEvent(record, event, now),
      aMessage('plan_copy'),
    );
    expect(telling(copy)).toEqual({ outcome: 'delivered', reasons: [] });
  });

  it('that it was delivered after all, when it had been given up', () => {
    const given = run(claimed, accepted, gaveUp);
    const late = applyMessageEvent(given, outcome('delivered'), '2026-03-04T02:00:00.000Z');
    expect(telling(late)).toEqual({ outcome: 'delivered', reasons: [] });
  });

  it('an entry left out of a digest, whatever became of the digest', () => {
    const { kind, from, params } = aMessage('reminder');
    const entry = (cause: string) => ({ kind, cause, from, params });
    const entries = ['clk-1:T0', 'clk-2:T0', 'clk-3:T0'].map(entry);
    const dropped = [
      { entry: 1, reasons: ['excluded' as const] },
      { entry: 2, reasons: ['no_longer_true' as const] },
    ];
    const gate: MessageEvent = {
      type: 'gate_allowed',
      gate: { allowed: true, reasons: [], at: now, dropped },
    };
    const run = (...events: MessageEvent[]) =>
      [claimed, gate, accepted, ...events].reduce<MessageRecord>(
        (record, event) => applyMessageEvent(record, event, now),
        aMessage('digest', undefined, { entries }),
      );
    expect(tellings(run(outcome('delivered')))).toMatchObject([
      { index: 1, outcome: 'stopped', reasons: ['excluded'] },
    ]);
    expect(tellings(run(outcome('bounced')))).toMatchObject([
      { index: 0, outcome: 'bounced' },
      { index: 1, outcome: 'stopped' },
    ]);
  });

  it('a mail of its own as one part', () => {
    expect(tellings(run(claimed, stopped))).toMatchObject([
      { index: 0, part: { kind: 'reminder' }, outcome: 'stopped' },
    ]);
  });
});
