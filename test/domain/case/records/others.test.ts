import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import type { Worker } from '../../../../functions/domain/shared/actor.ts';
import { caseLate, plannedCase } from '../actions/later-phases.ts';
import { caseIn, persons, workers } from '../fixtures.ts';

const police = { by: workers.police };
const lead = { by: workers.specialist };

describe('support for staff', () => {
  it('S0-15 becomes a task of a person in the own agency and reaches no other agency', () => {
    const c = caseIn('meeting_scheduling');
    const decision = c.run('recordStaffSupportNeed', { need: 'debrief' }, police);
    expect(c.tasks('staff.debrief')).toMatchObject([
      { for: { agencyId: workers.police.agencyId, post: 'manager' } },
    ]);
    expect(c.case.records.at(-1)).toMatchObject({ kind: 'staff_support_need', sharedWithLead: [] });
    const told = decision.intents.flatMap((intent) => (intent.intent === 'message' ? intent.to : []));
    expect(told.map(({ agencyId }) => agencyId)).toEqual([workers.police.agencyId]);
  });

  it('S0-15 goes to the person named, and an own danger is urgent', () => {
    const c = caseIn('meeting_scheduling');
    c.run('recordStaffSupportNeed', { need: 'own_safety', from: 'rep-police2' }, police);
    const [task] = c.tasks('staff.own_safety');
    expect(task?.for).toEqual(workers.police2);
    expect(c.clock('task.due', task?.taskId)?.key).toBe('urgent');
  });

  it('refuses a need of another kind', () => {
    expect(caseIn('referral').refused('recordStaffSupportNeed', { need: 'holiday' }, police).field).toBe(
      'need',
    );
  });
});

describe('service gaps', () => {
  it('S2-14 are kept with kind and place, and the lead knows', () => {
    const c = caseIn('meeting_scheduling');
    c.run('recordServiceGap', { gap: 'no_refuge_bed', place: 'kununurra', about: [persons.victim] }, police);
    expect(c.case.records.at(-1)).toMatchObject({
      kind: 'service_gap',
      topic: 'no_refuge_bed',
      place: 'kununurra',
      sharedWithLead: [{ agencyId: workers.specialist.agencyId }],
    });
    expect(c.tasks('record.received')).toEqual([]);
  });

  it('S2-14 refuses free text and strangers', () => {
    const c = caseIn('meeting_scheduling');
    const gap = { gap: 'No bed in town', place: 'kununurra', about: [] };
    expect(c.refused('recordServiceGap', gap, police).field).toBe('gap');
    const stranger = { gap: 'no_refuge_bed', place: 'kununurra', about: ['per-zzzz9'] };
    expect(c.refused('recordServiceGap', stranger, police).code).toBe('no-such-member');
  });
});

describe('alerts', () => {
  const alert = (overrides: Record<string, unknown> = {}) => ({
    alert: 'do_not_disclose_address',
    about: [persons.victim],
    receivers: [workers.childProtection.agencyId, workers.specialist.agencyId],
    endsAt: '2026-06-01T01:00:00.000Z',
    ...overrides,
  });

  it('S2-34 reach each receiving agency as a task and run until a day', () => {
    const c = caseIn('meeting_scheduling');
    c.run('recordAlert', alert(), police);
    const recordId = c.case.records.at(-1)?.recordId;
    expect(c.clock('flag.expiry', recordId)?.dueAt).toBe('2026-06-01T01:00:00.000Z');
    const open = c.case.tasks.filter((t) => t.status === 'open' && t.subject === recordId);
    expect(open.map((t) => t.for.agencyId).sort()).toEqual(['agy-childprot', 'agy-specialist']);
  });

  it('S2-34 go only to agencies that take part', () => {
    const c = caseIn('meeting_scheduling');
    const receivers = [workers.hospital.agencyId, workers.specialist.agencyId];
    expect(c.refused('recordAlert', alert({ receivers }), police)).toMatchObject({
      code: 'receiver-not-in-case',
      missing: ['receivers.0'],
    });
    expect(c.refused('recordAlert', alert({ receivers: [] }), police).code).toBe('input-invalid');
    expect(c.refused('recordAlert', alert({ endsAt: '2026-01-01T01:00:00.000Z' }), police).code).toBe(
      'date-not-ahead',
    );
    expect(c.refused('recordAlert', alert({ about: ['per-zzzz9'] }), police).code).toBe('no-such-member');
  });

  it('S2-34 can be withdrawn by who issued them or leads; the receivers hear of it', () => {
    const c = caseIn('meeting_scheduling');
    c.run('recordAlert', alert(), police);
    const recordId = c.case.records.at(-1)?.recordId;
    const withdraw = { recordId, reason: 'address_no_longer_secret' };
    expect(c.refused('withdrawAlert', withdraw, { by: workers.childProtection }).code).toBe(
      'not-for-this-worker',
    );
    c.run('withdrawAlert', withdraw, lead);
    expect(c.case.records.at(-1)?.alert).toMatchObject({
      withdrawnAt: c.now,
      withdrawnBy: workers.specialist,
    });
    expect(c.clock('flag.expiry', recordId)).toBeUndefined();
    expect(c.tasks('alert.withdrawn.agy-childprot')).toHaveLength(1);
    expect(c.refused('withdrawAlert', withdraw, lead).code).toBe('alert-withdrawn');
    expect(c.refused('withdrawAlert', { ...withdraw, recordId: 'rec-none1' }, lead).code).toBe(
      'no-such-alert',
    );
  });
});

describe('the outcome of a task', () => {
  const withTask = () => {
    const c = caseIn('meeting_scheduling');
    c.run('recordStaffSupportNeed', { need: 'debrief' }, police);
    return { c, taskId: c.tasks('staff.debrief')[0]?.taskId ?? '' };
  };

  it('is told to whose task it was, when a colleague ends it', () => {
    const told = (by: Worker) => {
      const c = caseIn('meeting_scheduling');
      c.run('declareConflict', workers.police);
      const [task] = c.tasks('replace_representative');
      const { intents } = c.run('completeTask', { taskId: task?.taskId, outcome: 'done' }, { by });
      return intents.flatMap((one) =>
        one.intent === 'message' && one.params['code'] === 'ended_by_colleague' ? [one.to] : [],
      );
    };
    expect(told({ ...workers.specialist, representativeId: 'rep-clerk1' })).toEqual([[workers.specialist]]);
    expect(told(workers.specialist)).toEqual([]);
  });

  it('ends it with the clock that chases it, and says who ended it', () => {
    const { c, taskId } = withTask();
    const decision = c.run('completeTask', { taskId, outcome: 'done' }, { by: workers.police2 });
    expect(c.case.tasks.find((t) => t.taskId === taskId)).toMatchObject({
      status: 'done',
      outcome: 'done',
      by: 'rep-police2',
      endedAt: c.now,
    });
    expect(c.clock('task.due', taskId)).toBeUndefined();
    expect(decision.intents).toContainEqual(
      expect.objectContaining({ intent: 'task', taskId, status: 'done' }),
    );
  });

  it('keeps it open when nobody was reached', () => {
    const { c, taskId } = withTask();
    const { events } = c.run('completeTask', { taskId, outcome: 'not_reached' }, police);
    expect(c.tasks('staff.debrief')).toHaveLength(1);
    expect(c.clock('task.due', taskId)).toBeDefined();
    expect(events.map(({ type }) => type)).toContain('task.attempted');
  });

  it.each(['declined', 'not_needed'])('takes a reason for %s', (outcome) => {
    const { c, taskId } = withTask();
    expect(c.refused('completeTask', { taskId, outcome }, police)).toMatchObject({
      code: 'narrative-missing',
      missing: ['reason'],
    });
    c.run('completeTask', { taskId, outcome }, { ...police, notes: ['reason'] });
  });

  it('is given by the agency asked or who carries the case, once', () => {
    const { c, taskId } = withTask();
    const done = { taskId, outcome: 'done' };
    expect(c.refused('completeTask', done, { by: workers.childProtection }).code).toBe('not-for-this-worker');
    expect(c.refused('completeTask', { ...done, taskId: 'tsk-none1' }, police).code).toBe('no-such-task');
    c.run('completeTask', done, { by: workers.convenor });
    expect(c.refused('completeTask', done, police).code).toBe('task-ended');
  });

  it('S3-27 refuses to end a task whose answer is a decision of its own', () => {
    const c = caseIn('meeting_scheduling');
    const information = { kind: 'information', purposes: ['identify_risk'], about: [] };
    c.run('recordContact', information, { ...police, notes: ['risksSeen'] });
    const taskId = c.tasks('record.received')[0]?.taskId;
    expect(c.refused('completeTask', { taskId, outcome: 'done' }, lead)).toMatchObject({
      code: 'task-has-own-command',
      message: expect.stringContaining('acknowledgeRecord'),
    });
  });

  it('S0-33 refuses to end a task that stands for the decision of a clock', () => {
    const c = caseLate('closure');
    c.state = produce(c.case, (draft) => {
      const task = { taskId: 'tsk-close1', code: 'closure.complete', for: { ...workers.specialist } };
      draft.tasks.push({ ...task, openedAt: c.now, status: 'open' });
      for (const clock of draft.clocks) if (clock.rule === 'closure.complete') clock.tasks = ['tsk-close1'];
    });
    const done = { taskId: 'tsk-close1', outcome: 'done' };
    expect(c.refused('completeTask', done, lead).code).toBe('task-has-own-command');
  });

  it('S2-34 takes a look at an alert whose day has come as the end of its clock', () => {
    const c = caseLate('closure');
    const alert = {
      alert: 'firearm',
      about: [],
      receivers: ['agy-specialist'],
      endsAt: '2026-06-01T01:00:00.000Z',
    };
    c.run('recordAlert', alert, police);
    c.state = produce(c.case, (draft) => {
      const task = { taskId: 'tsk-look1', code: 'flag.expiry', for: { ...workers.specialist } };
      draft.tasks.push({ ...task, openedAt: c.now, status: 'open' });
      for (const clock of draft.clocks) if (clock.rule === 'flag.expiry') clock.tasks = ['tsk-look1'];
    });
    c.run('completeTask', { taskId: 'tsk-look1', outcome: 'done' }, lead);
    expect(c.clock('flag.expiry')).toBeUndefined();
  });

  it('S0-38 acknowledges the clock behind a telephone call that reached somebody, and only then', () => {
    const { c, ids } = plannedCase(['immediate']);
    const [actionId = ''] = ids;
    const taskId = 'tsk-phone1';
    c.state = produce(c.case, (draft) => {
      const task = { taskId, code: 'telephone', for: { ...workers.specialist }, subject: actionId };
      draft.tasks.push({ ...task, openedAt: c.now, status: 'open' });
      for (const clock of draft.clocks) {
        if (clock.rule === 'action.due')
          Object.assign(clock, { tasks: [taskId], fired: ['T0'], lastFiredAt: c.now });
      }
    });
    c.run('completeTask', { taskId, outcome: 'not_reached' }, lead);
    expect(c.clock('action.due', actionId)?.acknowledgedAt).toBeUndefined();
    c.run('completeTask', { taskId, outcome: 'reached' }, lead);
    expect(c.clock('action.due', actionId)?.acknowledgedAt).toBe(c.now);
    expect(c.tasks('telephone')).toEqual([]);
  });
});

describe('the own agency', () => {
  it('S0-40 is told by each representative, which ends the reminder', () => {
    const { c } = plannedCase();
    c.state = produce(c.case, (draft) => {
      const clock = draft.clocks.find((known) => known.rule === 'followup.call');
      if (!clock) throw new Error('no clock');
      draft.clocks.push({
        ...clock,
        clockId: 'clk-note1',
        rule: 'outcome.note',
        subject: workers.childProtection.representativeId,
        fired: [],
      });
    });
    c.run('recordOwnAgencyFeedback', {}, { by: workers.childProtection });
    const agency = c.case.agencies.find((a) => a.agencyId === workers.childProtection.agencyId);
    expect(agency?.ownAgencyTold).toEqual([
      { by: workers.childProtection, at: c.now, meetingId: 'mtg-0001' },
    ]);
    expect(c.clock('outcome.note')).toBeUndefined();
  });

  it('S0-40 refuses an agency outside the case, and a meeting that was not held', () => {
    const { c } = plannedCase();
    expect(c.refused('recordOwnAgencyFeedback', {}, { by: workers.hospital }).code).toBe(
      'agency-not-in-case',
    );
    expect(c.refused('recordOwnAgencyFeedback', { meetingId: 'mtg-9999' }, police).code).toBe(
      'no-meeting-held',
    );
    expect(caseIn('meeting_scheduling').refused('recordOwnAgencyFeedback', {}, police).code).toBe(
      'no-meeting-held',
    );
  });
});
