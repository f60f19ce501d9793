import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../functions/domain/case/state.ts';
import { decideGate } from '../../../functions/domain/message/gate.ts';
import type { MessageKind } from '../../../functions/domain/message/kinds.ts';
import type { Recipient } from '../../../functions/domain/shared/recipient.ts';
import {
  aCase,
  action,
  aMeeting,
  aMessage,
  caseId,
  factsOf,
  lead,
  meetingId,
  now,
  owner,
  someFacts,
} from './fixtures.ts';

const before = '2026-03-02T01:00:00.000Z';
const later = '2026-03-04T01:00:00.000Z';
const params = (kind: MessageKind, more: Record<string, string | number | string[]>) => {
  const made = aMessage(kind);
  return { ...made, params: { ...made.params, ...more } };
};
const decide = (state: Partial<CaseState>, kind: MessageKind, to: Recipient = owner) =>
  decideGate(aMessage(kind, to), factsOf(aCase(state)));

describe('what is no longer true is not sent, and asks nothing of anybody', () => {
  const gone = { allowed: false, reasons: ['no_longer_true'], superseded: true };

  it('a reminder of an action that has ended or changed hands', () => {
    expect(decide({ actions: [action({ status: 'completed' })] }, 'reminder')).toMatchObject(gone);
    const handOns = [{ from: owner, to: lead, at: now, agreedBy: 'lead', reason: 'leave' }];
    expect(decide({ actions: [action({ owner: lead, handOns })] }, 'reminder')).toMatchObject(gone);
  });

  it('a reminder whose clock has ended', () => {
    const clock = {
      clockId: 'clk-0000a',
      rule: 'action.due',
      key: 'standard',
      startedAt: before,
      dueAt: now,
      fired: [],
    } as const;
    const record = { ...aMessage('reminder'), clock: 'clk-0000a:T-2' };
    const facts = (status: 'running' | 'met') =>
      factsOf(aCase({ clocks: [{ ...clock, fired: [], status }] }));
    expect(decideGate(record, facts('met'))).toMatchObject(gone);
    expect(decideGate(record, facts('running'))).toMatchObject({ allowed: true });
  });

  it('an invitation to a meeting that was cancelled or moved since', () => {
    const meeting = (more: Parameters<typeof aMeeting>[0]) =>
      someFacts({ meetings: new Map([[meetingId, aMeeting(more)]]) });
    expect(decideGate(aMessage('invitation'), meeting({ status: 'cancelled' }))).toMatchObject(gone);
    expect(decideGate(aMessage('invitation'), meeting({ startsAt: later }))).toMatchObject(gone);
    expect(
      decideGate(aMessage('invitation'), meeting({ caseIds: [], formerCaseIds: [caseId] })),
    ).toMatchObject(gone);
  });

  it('a request for a return that has come, but not a question about it (S0-43)', () => {
    const invited = [{ ...owner, caseIds: [caseId], answeredFor: [caseId] }];
    const facts = someFacts({ meetings: new Map([[meetingId, aMeeting({ invited })]]) });
    expect(decideGate(aMessage('return_request'), facts)).toMatchObject(gone);
    expect(decideGate(params('return_request', { question: 'qst-0000a' }), facts)).toMatchObject({
      allowed: true,
    });
  });

  it('a declaration to endorse goes also after the meeting, until it is endorsed (S0-31)', () => {
    const held = (endorsed: (typeof owner)[]) =>
      someFacts({
        now: '2026-03-20T01:00:00.000Z',
        meetings: new Map([
          [
            meetingId,
            aMeeting({ status: 'held', endorsed: endorsed.map((worker) => ({ worker, at: now })) }),
          ],
        ]),
      });
    expect(decideGate(aMessage('declaration_request'), held([]))).toMatchObject({ allowed: true });
    expect(decideGate(aMessage('declaration_request'), held([owner]))).toMatchObject(gone);
  });

  it('S0-43 that an action has gone to another is told to who held it, but not when it has come back', () => {
    const handOns = [{ from: owner, to: lead, at: now, agreedBy: 'lead', reason: 'leave' }];
    const taken = params('action_assigned', { why: 'taken' });
    const gaveIt = factsOf(aCase({ actions: [action({ owner: lead, handOns })] }));
    expect(decideGate(taken, gaveIt)).toMatchObject({ allowed: true });
    expect(decideGate(taken, factsOf(aCase()))).toMatchObject(gone);
  });

  it('that an action was cancelled is told to its owner all the same', () => {
    const facts = factsOf(aCase({ actions: [action({ status: 'cancelled' })] }));
    expect(decideGate(params('action_assigned', { why: 'cancelled' }), facts)).toMatchObject({
      allowed: true,
    });
    expect(decideGate(aMessage('action_assigned'), facts)).toMatchObject(gone);
  });
});
