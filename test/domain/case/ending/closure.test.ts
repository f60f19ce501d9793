import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import { tasksLeft } from '../../../../functions/domain/case/commands/ending/tasks-left.ts';
import { addAction, assess, caseLate, closing, plannedCase, tellVictim } from '../actions/later-phases.ts';
import { type CaseUnderTest, caseIn, persons, workers } from '../fixtures.ts';
import { issued } from '../plan/planned-case.ts';
import { chair, lead, missing } from './closers.ts';

const assessed = () => {
  const c = caseLate('closure');
  assess(c, persons.victim);
  assess(c, persons.child, { ownView: { safer: 'not_asked', reasonNotAsked: 'too_young' } });
  return c;
};

describe('telling her that it is over', () => {
  const end = { reason: 'no_new_incident' };

  it('S0-28 S2-39 is a task of the lead for each adult victim, chased, and she gets no mail', () => {
    const c = assessed();
    const { intents } = c.run('closeCase', closing(), lead);
    expect(c.tasks('victim_liaison')).toMatchObject([{ for: workers.specialist, subject: persons.victim }]);
    expect(c.clock('lead.victim_informed', persons.victim)).toBeDefined();
    expect(intents).toContainEqual(
      expect.objectContaining({ kind: 'victim_liaison', to: [workers.specialist] }),
    );
    expect(
      c.refused('completeTask', { taskId: c.tasks('victim_liaison')[0]?.taskId, outcome: 'done' }, lead).code,
    ).toBe('task-has-own-command');
    tellVictim(c);
    expect(c.tasks('victim_liaison')).toEqual([]);
  });

  it('S2-39 holds the end of the record up until somebody has told her or said why not', () => {
    const c = assessed();
    c.run('closeCase', closing(), lead);
    c.later({ days: 370 });
    expect(c.refused('confirmWatchEnd', end, lead).missing).toEqual([
      `task:${c.tasks('victim_liaison')[0]?.taskId}`,
    ]);
    tellVictim(c, { told: false, reasonNotTold: 'could_not_reach' });
    expect(c.tasks('victim_liaison')).toHaveLength(1);
    c.run('confirmWatchEnd', end, lead);
    expect(c.tasks('victim_liaison')).toEqual([]);
  });

  it('S0-28 is asked of the convenor while the lead is excluded', () => {
    const c = assessed();
    c.run('declareConflict', workers.specialist, lead);
    for (const { taskId } of tasksLeft(c.case))
      c.run('completeTask', { taskId, outcome: 'done' }, { by: workers.convenor });
    c.run('closeCase', closing(), { by: workers.convenor });
    expect(c.tasks('victim_liaison')).toMatchObject([{ for: workers.convenor }]);
    c.run('victimInformed', { personId: persons.victim, told: true, how: 'phone' }, { by: workers.convenor });
    expect(c.tasks('victim_liaison')).toEqual([]);
  });

  it('S2-19 waits while it is not clear who is the victim, and is asked again in the watch', () => {
    const c = assessed();
    c.run('closeCase', closing(), lead);
    c.run(
      'suspectMisidentification',
      { personId: persons.personUsingViolence, reviewer: workers.childProtection },
      { by: workers.police, notes: ['reason', 'grounds', 'rationale'] },
    );
    expect(c.tasks('victim_liaison')).toEqual([]);
    const dismiss = { personId: persons.personUsingViolence };
    c.run('dismissMisidentification', dismiss, {
      by: workers.childProtection,
      notes: ['finding'],
    });
    expect(c.tasks('victim_liaison')).toHaveLength(1);
  });
});

describe('tasks at the closing', () => {
  const undelivered = (c: CaseUnderTest) => {
    const fate = {
      messageId: 'msg-0001',
      kind: 'plan_copy',
      to: workers.police,
      outcome: 'bounced',
      params: {},
    };
    c.run('messageOutcome', fate, { by: 'system' });
    return c.tasks('telephone.plan_copy')[0];
  };

  it('are named by their code and hold the closure up, for nobody would be left to do them', () => {
    const c = assessed();
    const task = undelivered(c);
    expect(missing(c)).toEqual(['task:telephone.plan_copy']);
    c.run('completeTask', { taskId: task?.taskId, outcome: 'reached' }, lead);
    c.run('closeCase', closing(), lead);
  });

  it('are carried into the watch with owner and clock when the chair overrides, and named in the record', () => {
    const c = assessed();
    const task = undelivered(c);
    const override = { ...closing(), overrideReason: 'agency_gone' };
    c.run('overrideClose', override, { ...chair, notes: ['rationale'] });
    expect(c.case.closures.at(-1)?.override?.unmet).toEqual(['task:telephone.plan_copy']);
    expect(c.tasks('telephone.plan_copy')).toEqual([task]);
    expect(c.clock('task.due', task?.taskId)).toBeDefined();
  });

  it('S0-40 that outlive the work do not: the word to the own agency goes on in the watch', () => {
    const { made: c } = issued();
    expect(c.tasks('outcome_note').length).toBeGreaterThan(0);
    expect(tasksLeft(c.case).map(({ code }) => code)).not.toContain('outcome_note');
  });
});

describe('the end of the last action', () => {
  it('S0-33 asks the lead at once, by task and mail, to decide on a follow-up', () => {
    const { c, ids } = plannedCase();
    const { intents } = c.run(
      'closeAction',
      { actionId: ids[0], outcome: 'completed', effect: 'risk_reduced' },
      { by: workers.police },
    );
    expect(c.case.phase).toBe('follow_up_call');
    expect(c.tasks('followup.decision')).toMatchObject([{ for: workers.specialist }]);
    expect(intents).toContainEqual(
      expect.objectContaining({ intent: 'message', kind: 'task_assigned', to: [workers.specialist] }),
    );
    c.run('recordNoFollowUpNeeded', { reason: 'plan_carried_out', evaluationShown: true }, lead);
    expect(c.tasks('followup.decision')).toEqual([]);
  });
});

describe('closing', () => {
  it('S2-44 keeps both findings with who found them, begins the watch and tells the agencies', () => {
    const c = assessed();
    const { intents } = c.run('closeCase', closing(), lead);
    expect(c.case.phase).toBe('closed_watch');
    expect(c.clock('watch.lapse')).toBeDefined();
    expect(c.case.closures).toMatchObject([
      {
        safetyAchieved: true,
        risksMitigated: true,
        by: workers.specialist,
        at: c.now,
        evaluationShown: true,
        victimViews: [
          { personId: persons.victim, sought: true },
          { personId: persons.child, sought: false, reasonNotSought: 'too_young' },
        ],
      },
    ]);
    const told = intents.find((i) => i.intent === 'message' && i.kind === 'closure_notice');
    expect(told?.intent === 'message' && told.to).toHaveLength(3);
  });

  it('S0-16 leaves the agencies in the record', () => {
    const c = assessed();
    const before = c.case.agencies;
    c.run('closeCase', closing(), lead);
    expect(c.case.agencies).toEqual(before);
  });

  it('S2-07 lists everything that is missing (guard e)', () => {
    const c = caseLate('closure');
    const act = addAction(c);
    expect(c.refused('closeCase', closing(), lead)).toMatchObject({
      code: 'closure-incomplete',
      missing: [
        `assessment:${persons.victim}`,
        `assessment:${persons.child}`,
        `view:${persons.victim}`,
        `view:${persons.child}`,
        `action:${act}`,
      ],
    });
  });

  it('S2-07 counts no assessment from before the last meeting and plan', () => {
    const c = caseLate('closure');
    assess(c, persons.victim, { at: '2026-02-01T01:00:00.000Z' });
    assess(c, persons.child, { purpose: 'review' });
    expect(missing(c)).toEqual(
      expect.arrayContaining([`assessment:${persons.victim}`, `assessment:${persons.child}`]),
    );
  });

  it('S2-38 takes her view in words, or why it was not sought, and nothing in between', () => {
    const c = caseLate('closure');
    for (const id of [persons.victim, persons.child]) assess(c, id, { ownView: undefined });
    const views = (first: object) => closing({ victimViews: [{ personId: persons.victim, ...first }] });
    const view = `view:${persons.victim}`;
    expect(missing(c, views({ sought: true }))).toContain(view);
    expect(missing(c, views({ sought: false }))).toContain(view);
    expect(missing(c, views({ sought: false, reasonNotSought: 'no_safe_contact' }))).not.toContain(view);
    const notes = [`view:${persons.victim}`];
    expect(c.refused('closeCase', views({ sought: true }), { ...lead, notes }).missing).not.toContain(view);
  });

  it('needs nothing more of a victim who has died', () => {
    const c = caseLate('closure');
    c.state = produce(c.case, (draft) => {
      for (const member of draft.members) if (member.personId === persons.child) member.deceasedAt = c.now;
    });
    expect(missing(c)).toEqual([`assessment:${persons.victim}`, `view:${persons.victim}`]);
  });

  it.each(['immediate', 'urgent'])(
    'waits for the chair when an %s action was not undertaken (guard e)',
    (priority) => {
      const c = assessed();
      const actionId = addAction(c, { priority });
      c.run('closeAction', { actionId, outcome: 'not_undertaken', reason: 'no_capacity' });
      expect(missing(c)).toEqual([`chair:${actionId}`]);
      c.run('acceptNotUndertaken', { actionId, reason: 'other_protection' }, chair);
      c.run('closeCase', closing(), lead);
    },
  );

  it('takes what continues outside as an end of an action', () => {
    const c = assessed();
    const actionId = addAction(c, { priority: 'urgent' });
    expect(missing(c)).toEqual([`action:${actionId}`]);
    c.run('closeAction', { actionId, outcome: 'continues_outside_macm', reason: 'own_work' }, lead);
    c.run('closeCase', closing(), lead);
  });

  it.each(['death', 'misidentification'] as const)('waits for the end of a review after %s', (kind) => {
    const c = assessed();
    const hold = { holdId: 'hld-0001', kind, from: c.now, by: 'test', reason: 'under_review' };
    c.state = { ...c.case, holds: [hold] };
    expect(missing(c)).toEqual([`hold:${kind}`]);
  });

  it('S4-15 refuses before the evaluation was shown', () => {
    expect(assessed().refused('closeCase', closing({ evaluationShown: false }), lead).duty).toBe('S4-15');
  });

  it('S2-44 refuses a reason that the findings or the record contradict', () => {
    const c = assessed();
    expect(c.refused('closeCase', closing({ risksMitigated: false }), lead).code).toBe(
      'reason-contradicts-findings',
    );
    expect(c.refused('closeCase', closing({ reason: 'deceased' }), lead).code).toBe(
      'reason-contradicts-record',
    );
  });

  it('refuses without an outcome for each of the seven aims, by others, and outside closure', () => {
    const c = assessed();
    expect(c.refused('closeCase', closing({ aims: { staff_supported: 'met' } }), lead).code).toBe(
      'input-invalid',
    );
    expect(c.refused('closeCase', closing(), { by: workers.police }).code).toBe('not-for-this-worker');
    expect(caseIn('meeting_scheduling').refused('closeCase', closing(), lead).code).toBe('not-in-this-phase');
  });
});
