import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../functions/domain/case/state.ts';
import { decideGate, gateRecord } from '../../../functions/domain/message/gate.ts';
import type { MessageKind } from '../../../functions/domain/message/kinds.ts';
import type { Recipient } from '../../../functions/domain/shared/recipient.ts';
import {
  aCase,
  action,
  agencyId,
  aMeeting,
  aMessage,
  anAgency,
  caseId,
  convenor,
  factsOf,
  lead,
  meetingId,
  now,
  owner,
  someFacts,
} from './fixtures.ts';

const before = '2026-03-02T01:00:00.000Z';
const later = '2026-03-04T01:00:00.000Z';
const endorsedBy = (...workers: (typeof owner)[]) =>
  new Map([[meetingId, aMeeting({ endorsed: workers.map((worker) => ({ worker, at: now })) })]]);
const mailbox: Recipient = { agencyId, post: 'mailbox' };
const second = { agencyId, representativeId: 'rep-second' };
const params = (kind: MessageKind, more: Record<string, string | number | string[]>) => {
  const made = aMessage(kind);
  return { ...made, params: { ...made.params, ...more } };
};
const decide = (state: Partial<CaseState>, kind: MessageKind, to: Recipient = owner) =>
  decideGate(aMessage(kind, to), factsOf(aCase(state)));

describe('who gets it', () => {
  it('finds the person in a post', () => {
    const decision = decideGate(
      aMessage('escalation', { agencyId, post: 'escalation_contact' }),
      someFacts(),
    );
    expect(decision).toMatchObject({
      allowed: true,
      address: 'worker.two@owner.example',
      ground: 'agency_contact',
    });
  });

  it('writes to the delegate while somebody is away, and stops when there is none', () => {
    const [first, other] = anAgency().representatives;
    const away = (delegateId?: string) =>
      someFacts({
        agency: anAgency({
          representatives: [{ ...first!, away: [{ from: before, to: later, delegateId }] }, other!],
        }),
      });
    expect(decideGate(aMessage('reminder'), away('rep-second'))).toMatchObject({
      allowed: true,
      address: 'worker.two@owner.example',
      contentClass: 'none',
    });
    const both = anAgency().representatives.map((r) => ({
      ...r,
      away: [{ from: before, to: later, delegateId: 'rep-second' }],
    }));
    const nobody = someFacts({ agency: anAgency({ representatives: both }) });
    expect(decideGate(aMessage('reminder'), nobody)).toMatchObject({ reasons: ['away_without_delegate'] });
    expect(decideGate(aMessage('reminder'), away())).toMatchObject({ reasons: ['away_without_delegate'] });
    // The delegate gets the plan only after endorsing too.
    expect(decideGate(aMessage('plan_copy'), away('rep-second'))).toMatchObject({
      reasons: ['not_endorsed'],
    });
    expect(
      decideGate(aMessage('plan_copy'), { ...away('rep-second'), meetings: endorsedBy(second) }),
    ).toMatchObject({ allowed: true, contentClass: 'plan_full', ground: 'has_action' });
  });

  it('stops for a delegate who is excluded, though the one who is away is not', () => {
    const [first, other] = anAgency().representatives;
    const agency = anAgency({
      representatives: [{ ...first!, away: [{ from: before, to: later, delegateId: 'rep-second' }] }, other!],
    });
    const exclusions: CaseState['exclusions'] = [
      { exclusionId: 'exc-0000a', ...second, because: 'close_to_person_using_violence', from: before },
    ];
    const decision = decideGate(aMessage('reminder'), factsOf(aCase({ exclusions }), { agency }));
    expect(decision).toMatchObject({ allowed: false, reasons: ['excluded'] });
  });

  it('writes to an agency of named contacts through no mailbox, but to its integrity contact', () => {
    const only = { namedContactsOnly: true };
    expect(decideGate(aMessage('reminder', mailbox), someFacts({ agency: anAgency(only) }))).toMatchObject({
      reasons: ['named_contact_only'],
    });
    const nominated = anAgency({ ...only, integrityContactId: 'rep-second' });
    expect(decideGate(aMessage('reminder', mailbox), someFacts({ agency: nominated }))).toMatchObject({
      allowed: true,
      to: { representativeId: 'rep-second' },
    });
    expect(decideGate(aMessage('reminder'), someFacts({ agency: nominated }))).toMatchObject({
      allowed: true,
    });
  });

  it('closes a shared mailbox when one worker there is excluded', () => {
    const exclusions: CaseState['exclusions'] = [
      { exclusionId: 'exc-0000a', ...owner, because: 'conflict_of_interest', from: before },
    ];
    expect(decide({ exclusions }, 'reminder', mailbox)).toMatchObject({ reasons: ['excluded'] });
    expect(decide({ exclusions: [{ ...exclusions[0]!, liftedAt: now }] }, 'reminder', mailbox)).toMatchObject(
      {
        allowed: true,
      },
    );
  });

  it('never gives a shared mailbox the plan or the kind of an action', () => {
    expect(decide({}, 'reminder', mailbox)).toMatchObject({ allowed: true, contentClass: 'none' });
    expect(decide({}, 'plan_copy', mailbox)).toMatchObject({ allowed: false });
  });

  it('stops for somebody who has left, is not known, or has no address', () => {
    const [first, other] = anAgency().representatives;
    const withFirst = (more: object) =>
      someFacts({ agency: anAgency({ representatives: [{ ...first!, ...more }, other!] }) });
    expect(decideGate(aMessage('reminder'), withFirst({ removedAt: before }))).toMatchObject({
      reasons: ['recipient_left'],
    });
    expect(decideGate(aMessage('reminder'), withFirst({ address: undefined }))).toMatchObject({
      reasons: ['address_missing'],
    });
    expect(decideGate(aMessage('reminder'), withFirst({ representativeId: 'rep-other' }))).toMatchObject({
      reasons: ['recipient_unknown'],
    });
    expect(decideGate(aMessage('reminder'), someFacts({ agency: undefined }))).toMatchObject({
      reasons: ['record_missing'],
    });
  });

  it('stops for a person without a part in the case', () => {
    expect(decideGate(aMessage('reminder', second), someFacts())).toMatchObject({
      reasons: ['no_part_in_case'],
    });
  });

  it('says what the message lacks instead of dropping it', () => {
    const broken = { ...aMessage('action_assigned'), params: {} };
    expect(decideGate(broken, someFacts())).toMatchObject({
      allowed: false,
      superseded: false,
      reasons: ['unreadable'],
    });
    expect(decideGate(aMessage('reminder'), someFacts({ cases: new Map() }))).toMatchObject({
      reasons: ['record_missing'],
    });
  });
});

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
    const consent = { ...aCase().consent, flags: [] };
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

  it('waits while a withdrawal is undecided, except in an urgent case', () => {
    const consent = { ...aCase().consent, withdrawnUndecidedSince: now };
    expect(decide({ consent }, 'plan_copy')).toMatchObject({ reasons: ['withdrawal_undecided'] });
    expect(decide({ consent, urgency: 'critical' }, 'plan_copy')).toMatchObject({ allowed: true });
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
  });
});

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

  it('that an action was cancelled is told to its owner all the same', () => {
    const facts = factsOf(aCase({ actions: [action({ status: 'cancelled' })] }));
    expect(decideGate(params('action_assigned', { why: 'cancelled' }), facts)).toMatchObject({
      allowed: true,
    });
    expect(decideGate(aMessage('action_assigned'), facts)).toMatchObject(gone);
  });
});

describe('what must not be lost', () => {
  it('feedback for a lead who leads no longer becomes a task, not silence', () => {
    const decision = decideGate(aMessage('feedback_received'), someFacts());
    expect(decision).toMatchObject({
      allowed: false,
      superseded: false,
      reasons: ['no_ground'],
      taskFor: lead,
    });
  });

  it('a person taken off a meeting hears of it, unless a case there excludes them', () => {
    const invited = [{ ...owner, caseIds: [], answeredFor: [], withdrawn: true }];
    const meetings = new Map([[meetingId, aMeeting({ invited })]]);
    const open = decideGate(aMessage('meeting_cancelled'), someFacts({ meetings }));
    expect(open).toMatchObject({ allowed: true, caseIds: [] });
    const exclusions: CaseState['exclusions'] = [
      { exclusionId: 'exc-0000a', ...owner, because: 'conflict_of_interest', from: before },
    ];
    expect(
      decideGate(aMessage('meeting_cancelled'), factsOf(aCase({ exclusions }), { meetings })),
    ).toMatchObject({
      reasons: ['excluded'],
      taskFor: convenor,
    });
  });

  it('nor when only one of the cases of that meeting excludes them', () => {
    const other = 'case-0000b';
    const exclusions: CaseState['exclusions'] = [
      { exclusionId: 'exc-0000a', ...owner, because: 'conflict_of_interest', from: before },
    ];
    const invited = [{ ...owner, caseIds: [], answeredFor: [], withdrawn: true }];
    const meeting = aMeeting({ invited, caseIds: [caseId], formerCaseIds: [other] });
    const cases = new Map([
      [caseId, aCase()],
      [other, aCase({ caseId: other, exclusions })],
    ]);
    const facts = someFacts({ cases, meetings: new Map([[meetingId, meeting]]) });
    expect(decideGate(aMessage('meeting_cancelled'), facts)).toMatchObject({ reasons: ['excluded'] });
  });

  it('a meeting of several cases names to each person only the cases that they may hear of', () => {
    const other = 'case-0000b';
    const exclusions: CaseState['exclusions'] = [
      { exclusionId: 'exc-0000a', ...owner, because: 'conflict_of_interest', from: before },
    ];
    const both = [caseId, other];
    const facts = someFacts({
      cases: new Map([
        [caseId, aCase()],
        [other, aCase({ caseId: other, exclusions })],
      ]),
      meetings: new Map([
        [meetingId, aMeeting({ caseIds: both, invited: [{ ...owner, caseIds: both, answeredFor: [] }] })],
      ]),
    });
    expect(decideGate(aMessage('invitation'), facts)).toMatchObject({ allowed: true, caseIds: [caseId] });
  });

  it('S2-19 a correction reaches who was told earlier, though no longer taking part', () => {
    const agencies = aCase().agencies.map((agency) => ({ ...agency, removedAt: now }));
    const actions = [action({ owner: lead })];
    expect(decide({ agencies, actions }, 'correction_notice')).toMatchObject({
      allowed: true,
      ground: 'told_before',
    });
    expect(decide({ agencies, actions }, 'consent_status')).toMatchObject({ allowed: false });
  });

  it('a death stops contact duties in reminders and tasks, and nothing else', () => {
    const holds: CaseState['holds'] = [
      { holdId: 'hold-0000a', kind: 'death', from: now, by: 'x', reason: 'x' },
    ];
    const facts = factsOf(aCase({ holds }));
    expect(decideGate(params('reminder', { rule: 'consent.attempt' }), facts)).toMatchObject({
      reasons: ['held_death'],
    });
    expect(decideGate(params('task_assigned', { code: 'attempt_consent' }), facts)).toMatchObject({
      reasons: ['held_death'],
    });
    expect(decideGate(aMessage('reminder'), facts)).toMatchObject({ allowed: true });
  });
});

describe('a digest', () => {
  const entry = (kind: MessageKind, more: Record<string, string> = {}) => {
    const { from, params: given } = aMessage(kind);
    return { kind, cause: `clk-${kind}:T0`, from, params: { ...given, ...more } };
  };

  it('is gated entry by entry: what is stopped is named with its reasons, the rest goes', () => {
    const holds: CaseState['holds'] = [
      { holdId: 'hold-0000a', kind: 'death', from: now, by: 'x', reason: 'x' },
    ];
    const entries = [entry('reminder'), entry('reminder', { rule: 'consent.attempt' })];
    const decision = decideGate(aMessage('digest', owner, { entries }), factsOf(aCase({ holds })));
    expect(decision).toMatchObject({
      allowed: true,
      entries: [{ contentClass: 'minimal', caseIds: [caseId] }],
      dropped: [{ entry: 1, reasons: ['held_death'] }],
    });
  });

  it('is stopped when nothing remains, quietly only if all is no longer true', () => {
    const entries = [entry('reminder')];
    const ended = factsOf(aCase({ actions: [action({ status: 'completed' })] }));
    expect(decideGate(aMessage('digest', owner, { entries }), ended)).toMatchObject({ superseded: true });
    expect(decideGate(aMessage('digest', second, { entries }), someFacts())).toMatchObject({
      superseded: false,
      reasons: ['no_part_in_case'],
    });
  });
});

describe('what is kept of a decision', () => {
  it('is the reasons, the ground and a hash, never an address', () => {
    const kept = gateRecord(decideGate(aMessage('plan_copy'), someFacts()), now);
    expect(kept).toMatchObject({ allowed: true, ground: 'has_action', contentClass: 'plan_full', at: now });
    expect(JSON.stringify(kept)).not.toContain('@');
    expect(kept.addressHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('a stop keeps its reasons', () => {
    const decision = decideGate(aMessage('invitation', convenor), someFacts());
    expect(gateRecord(decision, now)).toMatchObject({ allowed: false, reasons: expect.any(Array), at: now });
  });
});
