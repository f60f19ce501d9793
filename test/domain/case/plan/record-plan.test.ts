import { describe, expect, it } from 'vitest';
import { persons, workers } from '../fixtures.ts';
import { withLead } from '../meeting/held-case.ts';
import { item, lead, plan, planned, towardsHim } from './planned-case.ts';

describe('recordPlan', () => {
  it('S0-29 S0-10 records the plan in the meeting with its time, parts, owners and due days', () => {
    const made = planned();
    expect(made.case.plans[0]).toMatchObject({
      kind: 'safety_plan',
      version: 1,
      cycle: 1,
      meetingId: 'mtg-0001',
      late: false,
      recordedBy: workers.specialist,
    });
    expect(made.case.actions).toMatchObject([
      { owner: workers.specialist, part: 'safety_strategy' },
      { owner: workers.police, part: 'risk_management' },
    ]);
    expect(made.case.actions[0]?.dueAt).toBe('2026-03-23T02:10:00.000Z');
  });

  it('S0-29 shows a plan recorded after the meeting as late', () => {
    const made = withLead();
    made.later({ hours: 2 });
    made.run('recordPlan', plan(), lead);
    expect(made.case.plans[0]?.late).toBe(true);
  });

  it('S0-29 takes changes as new versions while the meeting sits; what is not superseded is carried in', () => {
    const made = planned();
    const [first, second] = made.case.actions;
    made.run(
      'recordPlan',
      plan({
        actions: [item(workers.childProtection, { agreed: true })],
        supersede: [{ actionId: first?.actionId, reason: 'replaced' }],
      }),
      lead,
    );
    expect(made.case.plans.map((p) => p.version)).toEqual([1, 2]);
    expect(made.case.plans[1]?.actionIds).toContain(second?.actionId);
    expect(made.case.plans[1]?.actionIds).not.toContain(first?.actionId);
    expect(made.case.actions[0]).toMatchObject({ status: 'superseded', endReason: 'replaced' });
    expect(
      made.refused('recordPlan', plan({ supersede: [{ actionId: 'act-none1', reason: 'replaced' }] }), lead)
        .code,
    ).toBe('no-such-action');
  });

  it('carries interim actions into the first plan', () => {
    const made = withLead();
    made.run('addInterimAction', item(workers.police, { priority: 'immediate' }), { by: workers.police });
    made.run('recordPlan', plan(), lead);
    const interim = made.case.actions[0];
    expect(interim).toMatchObject({ interim: true, planId: made.case.plans[0]?.planId });
    expect(made.case.plans[0]?.actionIds[0]).toBe(interim?.actionId);
  });

  it('S0-43 leaves an interim action that was declined out of the plan', () => {
    const made = withLead();
    made.run('addInterimAction', item(workers.police), lead);
    const actionId = made.case.actions[0]?.actionId ?? '';
    made.run('declineAction', { actionId, reason: 'no_capacity' }, { by: workers.police });
    made.run('recordPlan', plan(), lead);
    expect(made.case.plans[0]?.actionIds).not.toContain(actionId);
  });

  it('S0-37 keeps who proposed an item and what became of it', () => {
    const made = withLead();
    const did = made.run(
      'recordPlan',
      plan({
        actions: [
          item(workers.specialist, { proposedBy: 'agy-childprot', adopted: 'changed' }),
          towardsHim(workers.police),
        ],
        notAdopted: [{ proposedBy: 'agy-police', code: 'school_support', reason: 'against_wishes' }],
      }),
      lead,
    );
    expect(made.case.actions[0]?.proposedBy).toBe('agy-childprot');
    expect(did.events.find((e) => e.type === 'plan.item_not_adopted')?.facts).toMatchObject({
      proposedBy: 'agy-police',
      reason: 'against_wishes',
    });
  });

  it('S0-04 S2-11 shows the streams that are empty and the members nobody acts for', () => {
    const made = withLead();
    const did = made.run('recordPlan', plan(), lead);
    expect(did.events.find((e) => e.type === 'plan.recorded')?.facts).toMatchObject({
      emptyStreams: ['child'],
      membersWithoutAction: [persons.child],
    });
  });

  it('S0-43 makes only an agreed action of an absent agency part of the plan', () => {
    const made = withLead();
    const absent = (agreed: boolean) =>
      plan({ actions: [item(workers.childProtection, { agreed }), towardsHim(workers.police)] });
    expect(made.refused('recordPlan', absent(false), lead)).toMatchObject({
      code: 'action-not-agreed',
      field: 'actions.0.agreed',
    });
    made.run('recordPlan', absent(true), lead);
  });

  it('S2-29 S4-21 wants her wishes or why there are none, and keeps why an item goes against them', () => {
    const made = withLead();
    expect(made.refused('recordPlan', plan({ wishes: { status: 'recorded' } }), lead).code).toBe(
      'wishes-incomplete',
    );
    expect(made.refused('recordPlan', plan({ wishes: { status: 'not_recorded' } }), lead).code).toBe(
      'wishes-missing',
    );
    made.run(
      'recordPlan',
      plan({
        wishes: { status: 'not_recorded', reasonNone: 'no_safe_contact' },
        actions: [item(workers.specialist, { againstWishes: 'child_at_risk' }), towardsHim(workers.police)],
      }),
      lead,
    );
    expect(made.case.actions[0]?.against).toEqual({ wishes: true, reason: 'child_at_risk' });
  });

  it('S0-07 S4-23 S2-50 wants a reason for one agency alone and for nothing directed at him, and refuses an empty plan', () => {
    const made = withLead();
    expect(made.refused('recordPlan', plan({ actions: [] }), lead).code).toBe('no-actions');
    expect(made.refused('recordPlan', plan({ actions: [towardsHim(workers.police)] }), lead).code).toBe(
      'one-agency-alone',
    );
    const nothing = { actions: [item(workers.specialist), item(workers.police)] };
    expect(made.refused('recordPlan', plan(nothing), lead).code).toBe(
      'nothing-directed-at-person-using-violence',
    );
    made.run(
      'recordPlan',
      plan({
        actions: [item(workers.police)],
        reasons: { oneAgency: 'others_not_needed', nothingDirectedAtPersonUsingViolence: 'in_custody' },
      }),
      lead,
    );
    expect(made.case.plans[0]?.reasons).toEqual({
      oneAgency: 'others_not_needed',
      nothingDirectedAtPersonUsingViolence: 'in_custody',
    });
  });

  it('runs an immediate action from its recording on', () => {
    const made = planned(undefined, {
      actions: [item(workers.specialist, { priority: 'immediate' }), towardsHim(workers.police)],
    });
    const [now, later] = made.case.actions;
    expect(made.clock('action.due', now?.actionId)?.key).toBe('critical');
    expect(made.clock('action.acknowledge', now?.actionId)).toBeDefined();
    expect(made.clock('action.due', later?.actionId)).toBeUndefined();
    made.run('issuePlan', {}, lead);
    const clocks = made.case.clocks.filter((c) => c.rule === 'action.due' && c.subject === now?.actionId);
    expect(clocks.map((c) => c.status)).toEqual(['running']);
    expect(made.clock('action.due', later?.actionId)).toBeDefined();
  });

  it('S3-05 S2-20 an item points to the risk that it is to reduce, or to a need', () => {
    const made = withLead();
    made.run('identifyRisk', { code: 'alcohol', personId: persons.personUsingViolence }, lead);
    made.run('recordNeed', { personId: persons.victim, code: 'housing' }, lead);
    const riskId = made.case.risk.identified[0]?.riskId;
    const needId = made.case.risk.needs[0]?.needId;
    const items = [towardsHim(workers.police, { riskId }), item(workers.specialist, { needId })];
    made.run('recordPlan', plan({ actions: items }), lead);
    expect(made.case.actions).toMatchObject([{ riskId }, { needId }]);
  });

  it('refuses an unknown owner, member, risk or need, a day gone, a free action without words, another worker, another kind', () => {
    const made = withLead();
    const code = (more: Record<string, unknown>) =>
      made.refused('recordPlan', plan({ actions: [item(workers.specialist, more)] }), lead).code;
    expect(code({ owner: workers.hospital })).toBe('agency-not-in-case');
    expect(code({ towards: ['per-none1'] })).toBe('no-such-member');
    expect(code({ riskId: 'rsk-none1' })).toBe('no-such-risk');
    expect(code({ needId: 'nee-none1' })).toBe('no-such-need');
    expect(code({ dueAt: '2026-03-01T01:00:00.000Z' })).toBe('date-not-ahead');
    expect(code({ code: 'own_idea' })).toBe('narrative-missing');
    expect(made.refused('recordPlan', plan(), { by: workers.police }).code).toBe('not-for-this-worker');
    expect(made.refused('recordPlan', plan({ kind: 'risk_management_plan' }), lead).code).toBe(
      'plan-kind-not-in-profile',
    );
  });
});
