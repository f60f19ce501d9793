import { describe, expect, it } from 'vitest';
import { priorPlanReview } from '../../../../functions/domain/case/commands/ending/prior-plan-review.ts';
import { isLive } from '../../../../functions/domain/clocks/schema.ts';
import type { CommandIntent } from '../../../../functions/domain/shared/intent.ts';
import { action, addAction, caseLate, closing, plannedCase, tellVictim } from '../actions/later-phases.ts';
import { caseIn, persons, workers } from '../fixtures.ts';

const lead = { by: workers.specialist };
const police = { by: workers.police };
const triage = { by: workers.triage };

describe('repeats and links', () => {
  it('S0-12 links a repeat on both sides and asks for a look at what was tried', () => {
    const c = caseIn('referral');
    const { intents } = c.run('linkCase', { caseId: 'case-0000b', kind: 'repeat_of' }, triage);
    expect(c.case.links).toMatchObject([{ caseId: 'case-0000b', kind: 'repeat_of' }]);
    expect(c.tasks('repeat.prior_plan')).toMatchObject([{ subject: 'case-0000b' }]);
    expect(intents).toContainEqual({
      intent: 'command',
      aggregate: 'case',
      id: 'case-0000b',
      name: 'linkCase',
      input: { caseId: c.caseId, kind: 'repeated_by' },
    });
  });

  it('S0-12 tells the earlier case in its watch, and answers nothing back', () => {
    const c = caseLate('closed_watch');
    const repeated = { caseId: 'case-0000b', kind: 'repeated_by' };
    const { intents } = c.run('linkCase', repeated, { by: 'system' });
    expect(c.tasks('repeat.after_case')).toMatchObject([{ for: workers.convenor }]);
    expect(intents.some((intent) => intent.intent === 'command')).toBe(false);
    expect(c.case.phase).toBe('closed_watch');
    c.run('linkCase', repeated, { by: 'system' });
    expect(c.case.links).toHaveLength(1);
  });

  it('S0-12 asks the lead of an earlier case that is still open, and nobody of one that has ended', () => {
    const repeated = { caseId: 'case-0000b', kind: 'repeated_by' };
    const open = caseIn('meeting_scheduling');
    open.run('linkCase', repeated, { by: 'system' });
    expect(open.tasks('repeat.after_case')).toMatchObject([{ for: workers.specialist }]);
    const ended = caseIn('referral');
    ended.run('withdrawInError', { reason: 'duplicate' }, triage);
    ended.run('linkCase', repeated, { by: 'system' });
    expect(ended.case.links).toHaveLength(1);
    expect(ended.tasks('repeat.after_case')).toEqual([]);
  });

  it('S0-13 links the same person using violence without a task and without the other case at hand', () => {
    const c = caseIn('referral');
    c.run('linkCase', { caseId: 'case-0000b', kind: 'same_person_using_violence' }, triage);
    expect(c.case.tasks.filter((task) => task.code.startsWith('repeat'))).toEqual([]);
  });

  it('refuses a link to itself', () => {
    const c = caseIn('referral');
    expect(c.refused('linkCase', { caseId: c.caseId, kind: 'sibling' }, triage).code).toBe('same-case');
  });

  it('S0-12 has the actions of the prior plan and their effects at hand, silence as silence', () => {
    const { c, ids } = plannedCase(['standard', 'urgent', 'standard']);
    const close = { actionId: ids[0], outcome: 'completed', effect: 'risk_reduced' };
    c.run('closeAction', close, police);
    const feedback = { actionId: ids[1], progress: 'in_progress', final: false, via: 'api' };
    c.run(
      'giveFeedback',
      { ...feedback, effect: 'no_change', effectOn: { victimSafety: 'no_change' } },
      police,
    );
    const review = priorPlanReview(c.case);
    expect(review.plan).toMatchObject({ planId: 'pln-0001', version: 1 });
    expect(review.actions).toMatchObject([
      { actionId: ids[0], status: 'completed', effect: 'risk_reduced', agencyId: workers.police.agencyId },
      {
        actionId: ids[1],
        status: 'in_progress',
        effect: 'no_change',
        effectOn: { victimSafety: 'no_change' },
      },
      { actionId: ids[2], status: 'not_started', effect: 'not_reported' },
    ]);
  });
});

describe('transfer to another area', () => {
  const start = { to: 'east_kimberley', reason: 'victim_moved' };

  it('S3-35 stops nothing before the other area has confirmed receipt', () => {
    const { c, ids } = plannedCase();
    c.run('startTransferOut', start, lead);
    expect(c.case.phase).toBe('action_deadlines');
    expect(c.clock('transfer.receipt')).toBeDefined();
    expect(c.clock('action.due', ids[0])).toBeDefined();
    expect(c.clock('followup.call')).toBeDefined();
  });

  it('S3-35 stops the clocks at receipt, lets actions continue outside and keeps the watch', () => {
    const { c, ids } = plannedCase();
    c.run('startTransferOut', start, lead);
    const { intents } = c.run('confirmTransferReceived', { receivedAs: 'case-0000b' }, lead);
    expect(c.case.phase).toBe('closed_watch');
    expect(action(c, ids[0] ?? '')).toMatchObject({ status: 'continues_outside_macm', effect: 'unknown' });
    expect(c.case.clocks.filter((clock) => clock.rule.startsWith('action.') && isLive(clock))).toEqual([]);
    expect(c.clock('transfer.receipt')).toBeUndefined();
    expect(c.case.links).toMatchObject([{ caseId: 'case-0000b', kind: 'transferred_to' }]);
    expect(intents).toContainEqual(expect.objectContaining({ kind: 'closure_notice' }));
    expect(c.tasks('victim_liaison')).toMatchObject([{ for: workers.specialist }]);
    tellVictim(c);
    c.later({ days: 370 }).run('confirmWatchEnd', { reason: 'no_new_incident' }, lead);
    expect(c.case.end?.how).toBe('transferred_out');
  });

  it('S3-35 can be recalled, after which it cannot be received', () => {
    const { c } = plannedCase();
    expect(c.refused('confirmTransferReceived', {}, lead).code).toBe('no-transfer');
    expect(c.refused('recallTransferOut', { reason: 'declined' }, lead).code).toBe('no-transfer');
    expect(c.refused('startTransferOut', start, police).code).toBe('not-for-this-worker');
    c.run('startTransferOut', start, lead);
    expect(c.refused('startTransferOut', start, lead).code).toBe('transfer-under-way');
    c.run('recallTransferOut', { reason: 'declined' }, lead);
    expect(c.clock('transfer.receipt')).toBeUndefined();
    expect(c.refused('confirmTransferReceived', {}, lead).code).toBe('no-transfer');
    c.run('startTransferOut', start, lead);
  });
});

describe('a record that ends for good', () => {
  const commands = ({ intents }: { intents: readonly unknown[] }, name: string) =>
    intents.filter((i): i is CommandIntent => (i as CommandIntent).name === name).map(({ id }) => id);

  it('leaves the meeting to come and the records of its members when it was made in error', () => {
    const c = caseIn('meeting_preparation');
    const did = c.run('withdrawInError', { reason: 'wrong_family' }, triage);
    expect(commands(did, 'removeCase')).toEqual(['mtg-0001']);
    expect(commands(did, 'leaveCase')).toEqual(Object.values(persons));
  });

  it('leaves the records of its members at the end of the watch, and asks no more about an offer', () => {
    const c = caseIn('meeting_scheduling');
    c.run('offerLead', { to: workers.childProtection, reason: 'crisis' }, lead);
    const override = { ...closing({ reason: 'other', safetyAchieved: false }), overrideReason: 'moved' };
    c.run('overrideClose', override, { by: workers.chair, notes: ['rationale'] });
    expect(c.case.lead.offers).toMatchObject([{ status: 'expired', endedAt: c.now }]);
    tellVictim(c);
    const did = c.later({ days: 370 }).run('confirmWatchEnd', { reason: 'no_new_incident' }, lead);
    expect(commands(did, 'leaveCase')).toEqual(Object.values(persons));
    expect(c.case.tasks.filter((task) => task.status === 'open')).toEqual([]);
  });
});

describe('withdrawal in error', () => {
  it('tells everybody who was told, neutrally, and ends every clock and task', () => {
    const { c } = plannedCase();
    addAction(c, { owner: workers.police2 });
    const { intents } = c.run('withdrawInError', { reason: 'wrong_family' }, triage);
    expect(c.case).toMatchObject({
      phase: 'closed',
      end: { how: 'withdrawn_in_error', reason: 'wrong_family' },
    });
    expect(c.case.clocks.filter(isLive)).toEqual([]);
    expect(c.case.tasks.filter((task) => task.status === 'open')).toEqual([]);
    const notice = intents.find((i) => i.intent === 'message' && i.kind === 'closure_notice');
    expect(notice).toMatchObject({ params: {} });
    expect(notice?.intent === 'message' && notice.to).toEqual(
      expect.arrayContaining([
        workers.police,
        workers.police2,
        workers.specialist,
        workers.childProtection,
        workers.triage,
      ]),
    );
  });

  it('is for triage, convenor and chair, and not under a hold', () => {
    const c = caseIn('referral');
    expect(c.refused('withdrawInError', { reason: 'duplicate' }, police).code).toBe('not-for-this-worker');
    expect(c.refused('withdrawInError', { reason: 'because' }, triage).field).toBe('reason');
    c.run('placeLegalHold', { reason: 'court' }, triage);
    expect(c.refused('withdrawInError', { reason: 'duplicate' }, triage)).toMatchObject({
      code: 'case-held',
      missing: ['hold:legal'],
    });
  });
});
