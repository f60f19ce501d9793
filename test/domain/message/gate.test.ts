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
