import { describe, expect, it } from 'vitest';
import type { Recipient } from '../../../../functions/domain/shared/recipient.ts';
import { recipientKey } from '../../../../functions/domain/shared/recipient.ts';
import { caseLate, tellVictim } from '../actions/later-phases.ts';
import { caseIn, workers } from '../fixtures.ts';
import { contact, outcome, system, telephone } from './outcomes.ts';

describe('a message that did not arrive', () => {
  it.each(['bounced', 'complained', 'rejected', 'failed', 'not_confirmed'])(
    'S0-38 goes to the next contact of the agency when %s',
    (fate) => {
      const c = caseIn('meeting_scheduling');
      const { intents } = c.run('messageOutcome', outcome({ outcome: fate }), system);
      expect(intents).toContainEqual({
        intent: 'message',
        kind: 'reminder',
        cause: 'msg-0001:next',
        to: [contact],
        params: { rule: 'action.due', rung: 'T-2' },
      });
      expect(c.case.undelivered).toMatchObject([
        { messageId: 'msg-0001', outcome: fate, next: 'next_contact' },
      ]);
      expect(telephone(c)).toEqual([]);
    },
  );

  it('S0-38 goes from a mailbox to the next contact as well', () => {
    const c = caseIn('meeting_scheduling');
    const mailbox: Recipient = { agencyId: workers.police.agencyId, post: 'mailbox' };
    c.run('messageOutcome', outcome({ to: mailbox }), system);
    expect(c.case.undelivered).toMatchObject([{ next: 'next_contact' }]);
  });

  it('S0-38 becomes a telephone task for a named person when the next contact fails as well', () => {
    const c = caseIn('meeting_scheduling');
    const { intents } = c.run('messageOutcome', outcome({ to: contact }), system);
    const [task] = telephone(c);
    expect(task).toMatchObject({ for: workers.convenor, subject: recipientKey(contact) });
    expect(c.clock('task.due', task?.taskId)).toBeDefined();
    expect(intents).toContainEqual(expect.objectContaining({ intent: 'task', taskId: task?.taskId }));
    expect(c.case.undelivered[0]).toMatchObject({ next: 'task', taskId: task?.taskId });
  });

  it('asks for one call per recipient, and does not put it off when more comes back', () => {
    const c = caseIn('meeting_scheduling');
    c.run('messageOutcome', outcome({ to: contact }), system);
    const [first] = telephone(c);
    c.later({ days: 1 });
    c.run('messageOutcome', outcome({ to: contact, messageId: 'msg-0002' }), system);
    expect(telephone(c)).toEqual([first]);
    expect(c.case.undelivered.map(({ taskId }) => taskId)).toEqual([first?.taskId, first?.taskId]);
  });

  it('is not asked for again when the mail about the call does not arrive either', () => {
    const c = caseIn('meeting_scheduling');
    c.run('messageOutcome', outcome({ to: contact }), system);
    const [call] = telephone(c);
    const clock = `${c.clock('task.due', call?.taskId)?.clockId}:T0`;
    const escalated = { kind: 'escalation', outcome: 'not_confirmed', to: workers.convenor, clock };
    const { intents } = c.run('messageOutcome', outcome({ ...escalated, messageId: 'msg-0002' }), system);
    expect(intents).toContainEqual(expect.objectContaining({ cause: `msg-0002:next:${clock}`, clock }));
    const assigned = { kind: 'task_assigned', to: contact, params: { taskId: call?.taskId } };
    c.run('messageOutcome', outcome({ ...assigned, messageId: 'msg-0003' }), system);
    expect(telephone(c)).toEqual([call]);
    expect(c.case.undelivered.map(({ taskId }) => taskId)).toEqual([
      call?.taskId,
      call?.taskId,
      call?.taskId,
    ]);
  });

  it('is one call for all that one clock wants to press on one person', () => {
    const c = caseIn('meeting_scheduling');
    const escalation = (messageId: string, rung: string, to: Recipient = contact) =>
      outcome({ kind: 'escalation', to, messageId, clock: `clk-one1:${rung}` });
    c.run('messageOutcome', escalation('msg-0001', '+2wd'), system);
    c.run('messageOutcome', escalation('msg-0002', '+5wd'), system);
    expect(telephone(c)).toHaveLength(1);
    c.run('messageOutcome', escalation('msg-0003', '+5wd', workers.chair), system);
    expect(telephone(c)).toHaveLength(2);
  });

  it.each([
    ['an escalation', { kind: 'escalation' }],
    ['an immediate action', { params: { priority: 'immediate' } }],
    ['an urgent action', { params: { priority: 'urgent' } }],
  ])('S0-38 is sent on and telephoned at once for %s', (_, overrides) => {
    const c = caseIn('meeting_scheduling');
    const { intents } = c.run('messageOutcome', outcome(overrides), system);
    expect(intents.some((i) => i.intent === 'message' && i.cause === 'msg-0001:next')).toBe(true);
    expect(c.clock('task.due', telephone(c)[0]?.taskId)?.key).toBe('urgent');
  });

  it('S0-38 is telephoned at once in an urgent case', () => {
    const c = caseIn('meeting_scheduling', { urgency: 'critical' });
    c.run('messageOutcome', outcome(), system);
    expect(telephone(c)).toHaveLength(1);
  });

  it.each([
    'plan_copy',
    'correction_notice',
    'lead_offered',
    'victim_liaison',
    'agenda',
    'declaration_request',
  ])('S0-30 never sends %s to another of the agency', (kind) => {
    const c = caseIn('meeting_scheduling');
    const { intents } = c.run('messageOutcome', outcome({ kind, params: {} }), system);
    expect(intents.some((i) => i.intent === 'message' && i.kind === kind)).toBe(false);
    expect(telephone(c)).toHaveLength(1);
  });

  it('never gives the task to the worker who could not be reached', () => {
    const c = caseIn('meeting_scheduling');
    c.run(
      'messageOutcome',
      outcome({ to: workers.convenor, outcome: 'stopped', reasons: ['excluded'] }),
      system,
    );
    expect(telephone(c)[0]?.for).not.toEqual(workers.convenor);
  });

  it('is not sent on inside an agency that is excluded', () => {
    const c = caseIn('meeting_scheduling');
    const exclusion = { exclusionId: 'exc-0001', agencyId: workers.police.agencyId, from: c.now };
    c.state = { ...c.case, exclusions: [{ ...exclusion, because: 'conflict_of_interest' }] };
    const { intents } = c.run('messageOutcome', outcome(), system);
    expect(intents.some((i) => i.intent === 'message' && i.kind === 'reminder')).toBe(false);
    expect(telephone(c)).toHaveLength(1);
  });

  it('is a task also after the end of the record, without a clock', () => {
    const c = caseLate('closed_watch');
    tellVictim(c);
    c.later({ days: 370 }).run('confirmWatchEnd', { reason: 'no_new_incident' }, { by: workers.convenor });
    c.run('messageOutcome', outcome({ kind: 'closure_notice', to: contact }), system);
    expect(telephone(c)).toHaveLength(1);
  });

  it('is reported by the system alone', () => {
    expect(caseIn('referral').refused('messageOutcome', outcome(), { by: workers.police }).code).toBe(
      'not-for-this-actor',
    );
    expect(caseIn('referral').refused('messageOutcome', outcome({ outcome: 'lost' }), system).code).toBe(
      'input-invalid',
    );
  });
});
