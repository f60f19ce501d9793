import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../functions/domain/case/state.ts';
import { decideGate } from '../../../functions/domain/message/gate.ts';
import { messageKinds } from '../../../functions/domain/message/kinds.ts';
import {
  aCase,
  action,
  aMeeting,
  aMessage,
  anAgency,
  convenor,
  factsOf,
  lead,
  meetingId,
  now,
  owner,
  someFacts,
  victimId,
} from './fixtures.ts';

const decide = (state: Partial<CaseState>, kind: (typeof messageKinds)[number]) =>
  decideGate(aMessage(kind), factsOf(aCase(state)));

describe('a plan copy for the chair', () => {
  const asChair = { planId: 'plan-0000a', version: 1, ground: 'chair' };
  const { contacts, referral } = aCase();
  const chaired = (convening: CaseState['convening']) =>
    decideGate(
      aMessage('plan_copy', owner, { params: asChair }),
      factsOf(
        aCase({
          actions: [],
          contacts: { ...contacts, chair: owner },
          referral: { ...referral, from: owner },
          convening,
        }),
      ),
    );

  it('goes to nobody who named themselves, until the convening team has accepted it', () => {
    const selfNamed = { selfNamed: true, at: now };
    expect(chaired(undefined)).toMatchObject({ allowed: true, ground: 'chair' });
    expect(chaired(selfNamed)).toMatchObject({ allowed: false, reasons: ['no_ground'] });
    const answer = { outcome: 'accepted' as const, by: convenor, at: now };
    expect(chaired({ ...selfNamed, answer })).toMatchObject({ allowed: true });
  });
});

describe('after the end of the case', () => {
  const sentIn = (phase: CaseState['phase']) =>
    messageKinds.filter((kind) => decide({ phase }, kind).allowed).toSorted();

  it('only what belongs to the watch, or to actions that run on in it, is sent in the watch', () => {
    expect(sentIn('closed_watch')).toEqual(
      [
        'triage_outcome',
        'plan_copy',
        'action_assigned',
        'reminder',
        'escalation',
        'lead_changed',
        'correction_notice',
        'outcome_note',
        'closure_notice',
        'watch_lapse',
        'task_assigned',
        'link_code',
        'break_glass',
      ].toSorted(),
    );
    for (const kind of ['feedback_received', 'victim_liaison'] as const)
      expect(
        decideGate(aMessage(kind, lead), {
          ...factsOf(aCase({ phase: 'closed_watch' })),
          agency: anAgency({
            agencyId: lead.agencyId,
            representatives: [
              {
                representativeId: lead.representativeId,
                address: { address: 'lead@owner.example', verifiedAt: now, health: 'ok' },
                away: [],
              },
            ],
          }),
        }),
      ).toMatchObject({ allowed: true });
    expect(decide({ phase: 'closed_watch' }, 'consent_status')).toMatchObject({ reasons: ['case_closed'] });
  });

  it('only answers, corrections and the notice itself when it is closed for good', () => {
    expect(sentIn('closed')).toEqual([
      'break_glass',
      'closure_notice',
      'correction_notice',
      'triage_outcome',
    ]);
  });

  it('the watch still reaches who had a part, though it has ended', () => {
    const agencies = aCase().agencies.map((agency) => ({ ...agency, removedAt: now }));
    const ended = { agencies, actions: [action({ actionId: 'act-0000b', status: 'completed' })] } as const;
    expect(
      decide({ ...ended, agencies, actions: [...ended.actions], phase: 'closed_watch' }, 'reminder'),
    ).toMatchObject({
      allowed: true,
      ground: 'told_before',
    });
    expect(decide({ ...ended, agencies, actions: [...ended.actions] }, 'reminder')).toMatchObject({
      allowed: false,
    });
  });
});

describe('who acts on a stop', () => {
  const unendorsed = { meetings: new Map([[meetingId, aMeeting({ endorsed: [] })]]) };

  it('is the lead for content, or the next when the lead is excluded', () => {
    const exclusions: CaseState['exclusions'] = [
      { exclusionId: 'exc-0000a', ...lead, because: 'conflict_of_interest', from: now },
    ];
    expect(decideGate(aMessage('plan_copy'), factsOf(aCase(), unendorsed))).toMatchObject({ taskFor: lead });
    expect(decideGate(aMessage('plan_copy'), factsOf(aCase({ exclusions }), unendorsed))).toMatchObject({
      taskFor: convenor,
    });
  });

  it('is never the recipient', () => {
    const agency = anAgency({ agencyId: convenor.agencyId, representatives: [] });
    const decision = decideGate(aMessage('task_assigned', convenor), factsOf(aCase(), { agency }));
    expect(decision).toMatchObject({ allowed: false, reasons: ['recipient_unknown'] });
    expect(decision).not.toMatchObject({ taskFor: convenor });
  });
});

describe('a message about no case', () => {
  const from = (aggregate: 'agency' | 'person', kind: 'task_assigned' | 'reminder' = 'task_assigned') =>
    decideGate(
      {
        ...aMessage(kind),
        from: { aggregate, id: 'agy-owner' },
        params: kind === 'reminder' ? { rule: 'task.due' } : {},
      },
      someFacts(),
    );

  it('S0-13 comes from the directory, or reminds of what waits for the convening team; else nobody could be found to be excluded', () => {
    expect(from('agency')).toMatchObject({
      allowed: true,
      ground: 'directory',
      contentClass: 'none',
      caseIds: [],
    });
    expect(from('person')).toMatchObject({ allowed: false, reasons: ['unreadable'] });
    expect(from('person', 'reminder')).toMatchObject({
      allowed: true,
      ground: 'asked',
      contentClass: 'none',
      caseIds: [],
    });
  });
});

describe('the lead of one victim survivor (S3-44)', () => {
  it('is told what concerns her, beside the lead of the case', () => {
    const members = aCase().members.map((m) =>
      m.personId === victimId ? { ...m, ownLead: { agencyId: owner.agencyId, reason: 'trust' } } : m,
    );
    expect(decide({ members }, 'victim_liaison')).toMatchObject({ allowed: true, ground: 'lead' });
    expect(decide({}, 'victim_liaison')).toMatchObject({ allowed: false, reasons: ['no_ground'] });
  });
});

describe('why somebody gets a mail', () => {
  it('S1-04 is the triage of a referral that waits for it, also for who convenes later', () => {
    const contacts = { ...aCase().contacts, triage: owner, convenor: owner };
    const of = (phase: CaseState['phase']) =>
      decideGate(aMessage('referral_received'), factsOf(aCase({ phase, contacts, actions: [] })));
    expect(of('referral')).toMatchObject({ allowed: true, ground: 'triage' });
    expect(of('meeting_scheduling')).toMatchObject({ allowed: true, ground: 'convenor' });
  });
});
