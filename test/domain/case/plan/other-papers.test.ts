import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../../functions/domain/policy/schema.ts';
import { testPolicy } from '../../test-policy.ts';
import { workers } from '../fixtures.ts';
import { endorse, inMeeting, mailed, mails, withLead } from '../meeting/held-case.ts';
import { issued, item, lead, plan, towardsHim } from './planned-case.ts';

describe('two kinds of plan', () => {
  const nz: Policy = { ...testPolicy, plans: ['safety_plan', 'risk_management_plan'] };

  it('S4-03 keeps them as two documents: issuing one does not issue the other', () => {
    const made = withLead({ policy: nz });
    for (const worker of [workers.specialist, workers.police, workers.chair]) endorse(made, worker);
    made.run('recordPlan', plan({ actions: [item(workers.specialist), item(workers.police)] }), lead);
    made.run(
      'recordPlan',
      plan({
        kind: 'risk_management_plan',
        actions: [towardsHim(workers.police)],
        reasons: { oneAgency: 'police_matter' },
      }),
      lead,
    );
    const first = made.run('issuePlan', {}, lead);
    expect(mailed(first, 'plan_copy')).toContain('rep-police1');
    expect(made.case.plans.map((p) => [p.kind, p.issuedAt !== undefined])).toEqual([
      ['safety_plan', true],
      ['risk_management_plan', false],
    ]);
    const second = made.run('issuePlan', { kind: 'risk_management_plan' }, lead);
    expect(
      mails(second, 'plan_copy')
        .filter((m) => m.params['ground'] === 'has_action')
        .map((m) => m.to[0]?.representativeId),
    ).toEqual(['rep-police1']);
    expect(mailed(second, 'outcome_note')).toEqual([]);
    expect(made.case.plans[0]?.actionIds.some((id) => made.case.plans[1]?.actionIds.includes(id))).toBe(
      false,
    );
  });
});

describe('other papers', () => {
  it('adds to an issued plan and tells the holders of a copy', () => {
    const { made } = issued();
    const planId = made.case.plans[0]?.planId;
    const did = made.run('addAddendum', { planId }, { ...lead, notes: ['addendum'] });
    expect(made.case.plans[0]?.addenda).toHaveLength(1);
    expect(mailed(did, 'plan_copy')).toEqual(['rep-chair1', 'rep-police1', 'rep-specialist1']);
    expect(made.refused('addAddendum', { planId }, lead).code).toBe('narrative-missing');
    expect(made.refused('addAddendum', { planId: 'pln-none1' }, { ...lead, notes: ['addendum'] }).code).toBe(
      'no-such-plan',
    );
    expect(made.refused('addAddendum', { planId }, { by: workers.police, notes: ['addendum'] }).code).toBe(
      'not-for-this-worker',
    );
  });

  it('S0-07 ends the discussion without a plan for a reason, with a lead and her to be told', () => {
    const made = inMeeting();
    expect(made.refused('recordNoPlan', { reason: 'no_risk_found' }, lead).code).toBe('lead-not-nominated');
    expect(made.refused('recordNoPlan', { reason: 'no_risk_found' }, { by: workers.police }).code).toBe(
      'not-for-this-worker',
    );
    made.run('nominateLead', { to: workers.specialist }, { by: workers.chair });
    const did = made.run('recordNoPlan', { reason: 'no_risk_found' }, lead);
    expect(made.case.phase).toBe('follow_up_call');
    expect(made.tasks('victim_liaison')).toHaveLength(1);
    expect(mailed(did, 'outcome_note')).toEqual(['rep-police1', 'rep-specialist1']);
  });

  it('S0-07 wants the attendance first', () => {
    const made = inMeeting();
    made.state = {
      ...made.case,
      meetings: made.case.meetings.map((m) => ({ ...m, status: 'scheduled' as const })),
    };
    expect(made.refused('recordNoPlan', { reason: 'no_risk_found' }, lead).code).toBe('meeting-not-held');
  });
});
