import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../functions/domain/case/state.ts';
import { decideGate } from '../../../functions/domain/message/gate.ts';
import type { MessageKind } from '../../../functions/domain/message/kinds.ts';
import type { Recipient } from '../../../functions/domain/shared/recipient.ts';
import {
  aCase,
  action,
  agencyId,
  aMeeting,
  aMessage,
  factsOf,
  lead,
  meetingId,
  now,
  owner,
  someFacts,
  victimId,
} from './fixtures.ts';

const before = '2026-03-02T01:00:00.000Z';
const later = '2026-03-04T01:00:00.000Z';
const endorsedBy = (...workers: (typeof owner)[]) =>
  new Map([[meetingId, aMeeting({ endorsed: workers.map((worker) => ({ worker, at: now })) })]]);
const second = { agencyId, representativeId: 'rep-second' };
const params = (kind: MessageKind, more: Record<string, string | number | string[]>) => {
  const made = aMessage(kind);
  return { ...made, params: { ...made.params, ...more } };
};
const decide = (state: Partial<CaseState>, kind: MessageKind, to: Recipient = owner) =>
  decideGate(aMessage(kind, to), factsOf(aCase(state)));

describe('the plan copy (guard c)', () => {
  it('S0-30 goes to who has an action, and S0-31 is held with a task for who has not endorsed', () => {
    expect(decideGate(aMessage('plan_copy'), someFacts())).toMatchObject({
      allowed: true,
      ground: 'has_action',
      basis: expect.any(String),
    });
    const held = decideGate(aMessage('plan_copy'), someFacts({ meetings: endorsedBy() }));
    expect(held).toMatchObject({ reasons: ['not_endorsed'], taskFor: lead, superseded: false });
  });

  it('S0-30 does not go to who merely attended', () => {
    const actions = [action({ owner: lead })];
    expect(decide({ actions }, 'plan_copy')).toMatchObject({ allowed: false, reasons: ['no_ground'] });
  });

  it('S2-33 does not go to who only works with the person using violence, outside the plan', () => {
    const actions = [action({ owner: lead }), action({ actionId: 'act-0000b', code: 'engagement' })];
    expect(decide({ actions }, 'plan_copy')).toMatchObject({ allowed: false, reasons: ['no_ground'] });
  });

  it('goes to who takes an action over, and no longer to who handed it on', () => {
    const handOns = [{ from: owner, to: second, at: now, agreedBy: 'lead', reason: 'leave' }];
    const facts = factsOf(aCase({ actions: [action({ owner: second, handOns })] }), {
      meetings: endorsedBy(owner, second),
    });
    const over = { ...params('plan_copy', { ground: 'takes_action_over' }), to: second };
    expect(decideGate(over, facts)).toMatchObject({ allowed: true, ground: 'takes_action_over' });
    expect(decideGate(aMessage('plan_copy'), facts)).toMatchObject({ allowed: false });
  });

  it('S3-36 withholds the packet from an incoming lead without consent', () => {
    const offer = (packet: 'with_consent' | 'withheld_no_consent') =>
      aCase({
        lead: {
          periods: aCase().lead.periods,
          offers: [
            {
              offerId: 'off-0000a',
              to: owner,
              reason: 'x',
              offeredBy: lead,
              offeredAt: before,
              status: 'offered',
              packet,
            },
          ],
        },
      });
    const copy = params('plan_copy', { ground: 'incoming_lead' });
    expect(decideGate(copy, factsOf(offer('with_consent')))).toMatchObject({ allowed: true });
    expect(decideGate(copy, factsOf(offer('withheld_no_consent')))).toMatchObject({ reasons: ['no_ground'] });
  });

  it('does not go without a nominated lead agency (guard b)', () => {
    expect(decide({ lead: { periods: [], offers: [] } }, 'plan_copy')).toMatchObject({
      reasons: ['no_lead'],
    });
  });

  it('does not go without consent or a decided basis (guard a), and goes on the basis', () => {
    const consent = { ...aCase().consent, attempts: [], decisions: [] };
    expect(decide({ consent }, 'plan_copy')).toMatchObject({ reasons: ['no_case_basis'] });
    const decided = {
      decisionId: 'dec-0000a',
      basis: 's28B',
      ground: 'legislation' as const,
      by: lead,
      at: now,
    };
    expect(decide({ consent: { ...consent, decisions: [decided] } }, 'plan_copy')).toMatchObject({
      allowed: true,
    });
  });

  it('S1-20 does not go on a bare yes, nor on a decision that a withdrawal has ended (guard a)', () => {
    const { consent } = aCase();
    const bare = consent.attempts.map((attempt) => ({ ...attempt, informed: false }));
    expect(decide({ consent: { ...consent, attempts: bare } }, 'plan_copy')).toMatchObject({
      reasons: ['no_case_basis'],
    });
    const ended = consent.decisions.map((decision) => ({ ...decision, endedAt: now }));
    expect(decide({ consent: { ...consent, decisions: ended } }, 'plan_copy')).toMatchObject({
      reasons: ['no_case_basis'],
    });
  });

  it('waits while a withdrawal is undecided, except in an urgent case', () => {
    const consent = { ...aCase().consent, withdrawnUndecidedSince: now };
    expect(decide({ consent }, 'plan_copy')).toMatchObject({ reasons: ['withdrawal_undecided'] });
    expect(decide({ consent, urgency: 'critical' }, 'plan_copy')).toMatchObject({ allowed: true });
  });

  it('S1-20 goes in an urgent case on the basis that the undecided withdrawal ended, until it is respected', () => {
    const { consent } = aCase();
    const [attempt] = consent.attempts;
    const flags = [
      {
        personId: victimId,
        supportOrAssistance: 'not_asked' as const,
        macmSharing: 'withdrawn' as const,
        macmChangedAt: now,
      },
    ];
    const withdrawn = {
      ...consent,
      attempts: [attempt!, { ...attempt!, attemptId: 'att-0000w', outcome: 'withdrawn' as const, at: now }],
      decisions: consent.decisions.map((decision) => ({ ...decision, endedAt: now })),
      flags,
      withdrawnUndecidedSince: now,
    };
    expect(decide({ consent: withdrawn, urgency: 'critical' }, 'plan_copy')).toMatchObject({ allowed: true });
    expect(decide({ consent: withdrawn }, 'plan_copy')).toMatchObject({ allowed: false });
    const respected = { ...withdrawn, flags: flags.map((f) => ({ ...f, respectedAt: now })) };
    expect(decide({ consent: respected, urgency: 'critical' }, 'plan_copy')).toMatchObject({
      reasons: ['no_case_basis'],
    });
  });

  it('needs an endorsement from the cycle of the plan or later, not from an earlier one', () => {
    const followUps: CaseState['followUps'] = [{ at: now, by: 'agy-lead', decision: 'called', reason: 'x' }];
    const plans = aCase().plans.map((plan) => ({ ...plan, cycle: 2 }));
    const at = (when: string) => [{ worker: owner, at: when, textVersion: '1', mode: 'written' as const }];
    expect(decide({ followUps, plans, cycle: 2, endorsements: at(before) }, 'plan_copy')).toMatchObject({
      reasons: ['not_endorsed'],
    });
    expect(decide({ followUps, plans, cycle: 2, endorsements: at(later) }, 'plan_copy')).toMatchObject({
      allowed: true,
    });
  });

  it('is no longer true once a newer version went to the same person', () => {
    const [plan] = aCase().plans;
    const newer = { ...plan!, planId: 'plan-0000b', version: 2, recordedAt: now, issuedAt: now };
    const copy = {
      planId: 'plan-0000b',
      version: 2,
      to: owner,
      ground: 'has_action',
      status: 'sending',
      at: now,
    } as const;
    expect(decide({ plans: [plan!, newer], planCopies: [copy] }, 'plan_copy')).toMatchObject({
      superseded: true,
    });
    expect(decide({ plans: [plan!, newer] }, 'plan_copy')).toMatchObject({ allowed: true });
    const failed = { ...copy, status: 'failed' as const };
    expect(decide({ plans: [plan!, newer], planCopies: [failed] }, 'plan_copy')).toMatchObject({
      allowed: true,
    });
  });
});
