import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLive } from '../../../../functions/domain/clocks/schema.ts';
import type { Policy } from '../../../../functions/domain/policy/schema.ts';
import type { Worker } from '../../../../functions/domain/shared/actor.ts';
import { testPolicy } from '../../test-policy.ts';
import { type CaseUnderTest, calledCase, persons, workers } from '../fixtures.ts';
import {
  attends,
  commands,
  endorse,
  inMeeting,
  mailed,
  mails,
  scheduledWord,
  withLead,
  word,
} from '../meeting/held-case.ts';

const lead = { by: workers.specialist };

const item = (owner: Worker, more: Record<string, unknown> = {}) => ({
  owner,
  stream: 'adult_victim',
  part: 'safety_strategy',
  code: 'safety_planning',
  towards: [persons.victim],
  priority: 'standard',
  ...more,
});
const towardsHim = (owner: Worker, more: Record<string, unknown> = {}) =>
  item(owner, {
    stream: 'person_using_violence',
    part: 'risk_management',
    code: 'engage_person_using_violence',
    towards: [persons.personUsingViolence],
    ...more,
  });
const wishes = { status: 'recorded', through: 'trusted_contact', on: '2026-03-06' };
const plan = (more: Record<string, unknown> = {}) => ({
  wishes,
  actions: [item(workers.specialist), towardsHim(workers.police)],
  ...more,
});

/** A case whose plan is recorded, with everybody named having endorsed. */
function planned(
  endorsed: readonly Worker[] = [workers.specialist, workers.police, workers.chair],
  more: Record<string, unknown> = {},
) {
  const made = withLead();
  for (const worker of endorsed) endorse(made, worker);
  made.run('recordPlan', plan(more), lead);
  return made;
}
const issued = (...args: Parameters<typeof planned>) => {
  const made = planned(...args);
  return { made, did: made.run('issuePlan', {}, lead) };
};
const copies = (made: CaseUnderTest) =>
  made.case.planCopies.map((c) => [c.to.representativeId, c.ground, c.status]);

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

  it('S2-29 wants her wishes or why there are none, and keeps why an item goes against them', () => {
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

describe('issuePlan', () => {
  it('S0-26 refuses a plan without a nominated lead and names what is missing (guard b)', () => {
    const made = inMeeting();
    made.run('recordPlan', plan(), lead);
    expect(made.refused('issuePlan', {}, lead)).toMatchObject({
      code: 'lead-not-nominated',
      missing: ['lead'],
      duty: 'S0-26',
    });
  });

  it('S1-21 refuses a plan without consent or a decided basis (guard a)', () => {
    const made = calledCase({ urgency: 'urgent' });
    made.run('meetingScheduled', scheduledWord(), { by: 'system' });
    made.run(
      'meetingHeld',
      word({ heldAt: made.now, attendance: [attends(workers.police), attends(workers.specialist)] }),
      { by: 'system' },
    );
    made.run('nominateLead', { to: workers.specialist }, { by: workers.chair });
    made.run('recordPlan', plan(), lead);
    expect(made.refused('issuePlan', {}, lead)).toMatchObject({
      code: 'basis-missing',
      missing: [`basis:${persons.victim}`],
    });
    const basis = { basis: 'duty_of_care', whyNoConsent: 'urgent_no_time' };
    made.run('decideBasis', basis, { by: workers.specialist, notes: ['rationale'] });
    made.run('issuePlan', {}, lead);
  });

  it('S0-30 sends exactly one copy of the version to A, B and D and none to C or E', () => {
    const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((x) => ({
      agencyId: `agy-${x}gency`,
      representativeId: `rep-${x}gency`,
    })) as [Worker, Worker, Worker, Worker, Worker];
    const made = inMeeting({
      came: [
        attends(workers.specialist),
        attends(a),
        attends(b),
        attends(c),
        attends(d, 'apology_with_return'),
        attends(e, 'no_response'),
      ],
    });
    made.run('proposeAgencies', { agencies: [a, b, c, d, e] }, { by: workers.convenor });
    made.run('nominateLead', { to: workers.specialist }, { by: workers.chair });
    for (const worker of [a, b, c, d, e, workers.specialist, workers.chair]) endorse(made, worker);
    made.run(
      'recordPlan',
      plan({ actions: [item(a), item(a), towardsHim(b), item(d, { agreed: true })] }),
      lead,
    );
    const did = made.run('issuePlan', {}, lead);
    expect(mailed(did, 'plan_copy')).toEqual([
      'rep-agency',
      'rep-bgency',
      'rep-chair1',
      'rep-dgency',
      'rep-specialist1',
    ]);
    expect(
      mails(did, 'plan_copy')
        .filter((m) => m.params['ground'] === 'has_action')
        .flatMap((m) => m.to.map((t) => t.representativeId)),
    ).toEqual(['rep-agency', 'rep-bgency', 'rep-dgency']);
    expect(made.case.phase).toBe('action_deadlines');
  });

  it('S0-30 for any attendance and any owners, each owner gets one copy or one held, and attending alone is no ground', () => {
    const people = Array.from({ length: 5 }, (_, n) => ({
      agencyId: `agy-no${n}00`,
      representativeId: `rep-no${n}00`,
    }));
    const status = fc.constantFrom(
      'attending',
      'represented_by_proxy',
      'apology_with_return',
      'no_show',
      'no_response',
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ status, actions: fc.integer({ min: 0, max: 2 }), endorsed: fc.boolean() }), {
          minLength: 5,
          maxLength: 5,
        }),
        (rows) => {
          fc.pre(rows.some((r) => r.actions > 0));
          const made = inMeeting({
            came: [attends(workers.specialist), ...rows.map((r, n) => attends(people[n]!, r.status))],
          });
          made.run('proposeAgencies', { agencies: people }, { by: workers.convenor });
          made.run('nominateLead', { to: workers.specialist }, { by: workers.chair });
          for (const [n, r] of rows.entries()) if (r.endorsed) endorse(made, people[n]!);
          const actions = rows.flatMap((r, n) =>
            Array.from({ length: r.actions }, () => towardsHim(people[n]!, { agreed: true })),
          );
          made.run('recordPlan', plan({ actions, reasons: { oneAgency: 'others_not_needed' } }), lead);
          const did = made.run('issuePlan', {}, lead);
          const sent = mailed(did, 'plan_copy');
          for (const [n, r] of rows.entries()) {
            const mine = made.case.planCopies.filter(
              (c) => c.to.representativeId === people[n]?.representativeId,
            );
            expect(mine.map((c) => c.status)).toEqual(
              r.actions === 0 ? [] : [r.endorsed ? 'sending' : 'held_not_endorsed'],
            );
            expect(sent.filter((id) => id === people[n]?.representativeId)).toHaveLength(
              r.actions > 0 && r.endorsed ? 1 : 0,
            );
          }
        },
      ),
      { seed: 30, numRuns: 60 },
    );
  });

  it('S0-31 holds a copy visibly with task and clock, asks for the endorsement, and sends it when it comes', () => {
    const { made, did } = issued([workers.specialist, workers.chair]);
    expect(copies(made)).toContainEqual(['rep-police1', 'has_action', 'held_not_endorsed']);
    expect(made.tasks('plan.copy_held')).toMatchObject([{ for: workers.specialist, subject: 'rep-police1' }]);
    expect(made.clock('plan.copy_held', 'rep-police1')).toBeDefined();
    expect(commands(did, 'requestEndorsement')[0]).toMatchObject({
      id: 'mtg-0001',
      input: { worker: workers.police },
    });
    expect(mailed(did, 'action_assigned')).toEqual(['rep-police1']);
    made.later({ hours: 1 });
    const came = endorse(made, workers.police);
    expect(mailed(came, 'plan_copy')).toEqual(['rep-police1']);
    expect(copies(made)).toContainEqual(['rep-police1', 'has_action', 'sending']);
    expect(made.tasks('plan.copy_held')).toEqual([]);
    expect(made.clock('plan.copy_held')).toBeUndefined();
    expect(mailed(endorse(made, workers.police), 'plan_copy')).toEqual([]);
  });

  it('S0-31 holds a copy when the endorsement is of an earlier cycle', () => {
    const made = planned();
    made.later({ hours: 1 });
    const followUp = { at: made.now, by: 'test', decision: 'called' as const, reason: 'test' };
    const plans = made.case.plans.map((p) => ({ ...p, cycle: 2 }));
    made.state = { ...made.case, cycle: 2, followUps: [followUp], plans };
    made.run('issuePlan', {}, lead);
    expect(new Set(made.case.planCopies.map((c) => c.status))).toEqual(new Set(['held_not_endorsed']));
  });

  it('hands held copies and other tasks of the lead to whoever leads next', () => {
    const { made } = issued([workers.specialist, workers.chair]);
    made.run('offerLead', { to: workers.childProtection, reason: 'needs_exceed_agency' }, lead);
    const offerId = made.case.lead.offers[0]?.offerId;
    made.run('acceptLead', { offerId }, { by: workers.childProtection });
    expect(made.tasks('determine_significant_risk').map((t) => t.for)).toEqual([
      workers.childProtection,
      workers.childProtection,
    ]);
    expect(made.tasks('outcome_note').map((t) => t.for)).toContainEqual(workers.specialist);
  });

  it('S0-31 does not send a held copy of a version that a newer one replaced', () => {
    const { made } = issued([workers.specialist, workers.chair]);
    made.run('recordPlan', plan({ actions: [] }), lead);
    made.run('issuePlan', {}, lead);
    expect(
      made.case.planCopies
        .filter((c) => c.to.representativeId === 'rep-police1')
        .map((c) => [c.version, c.status]),
    ).toEqual([
      [1, 'stopped'],
      [2, 'held_not_endorsed'],
    ]);
    const came = endorse(made, workers.police);
    expect(mails(came, 'plan_copy').map((m) => m.params['version'])).toEqual([2]);
  });

  it('S0-40 asks every representative who took part to tell the own agency; those without a copy by mail', () => {
    const { made, did } = issued(undefined, {
      actions: [item(workers.police), towardsHim(workers.police)],
      reasons: { oneAgency: 'others_not_needed' },
    });
    expect(mailed(did, 'outcome_note')).toEqual(['rep-specialist1']);
    expect(
      made
        .tasks('outcome_note')
        .map((t) => t.subject ?? '')
        .toSorted(),
    ).toEqual(['agy-police', 'agy-specialist']);
    made.run('recordOwnAgencyFeedback', {}, { by: workers.police });
    expect(made.tasks('outcome_note').map((t) => t.subject)).toEqual(['agy-specialist']);
    expect(made.clock('outcome.note', 'agy-police')).toBeUndefined();
  });

  it('S0-28 S0-09 leaves the lead to tell her, and shows what was not determined', () => {
    const { made } = issued();
    expect(made.tasks('victim_liaison')).toMatchObject([{ for: workers.specialist }]);
    expect(made.tasks('determine_significant_risk').map((t) => t.subject)).toEqual([
      `${persons.personUsingViolence}:${persons.victim}`,
      `${persons.personUsingViolence}:${persons.child}`,
    ]);
    made.run(
      'determineSignificantRisk',
      { personUsingViolenceId: persons.personUsingViolence, victimId: persons.victim, significant: 'yes' },
      { ...lead, notes: ['reasons'] },
    );
    expect(made.tasks('determine_significant_risk')).toHaveLength(1);
  });

  it('starts the clocks of each action by its priority', () => {
    const { made } = issued(undefined, {
      actions: [
        item(workers.specialist, { priority: 'urgent', checkEveryDays: 7 }),
        towardsHim(workers.police),
      ],
    });
    const [urgent, standard] = made.case.actions;
    expect(made.clock('action.due', urgent?.actionId)).toMatchObject({ key: 'urgent', dueAt: urgent?.dueAt });
    expect(made.clock('action.check', urgent?.actionId)).toBeDefined();
    expect(made.clock('action.due', standard?.actionId)).toMatchObject({ key: 'standard' });
    expect(made.clock('feedback.collect')).toBeDefined();
    expect(made.case.clocks.filter((c) => c.rule === 'plan.issue' && isLive(c))).toEqual([]);
  });

  it('S0-03 points out an identified risk without an action, and goes on with a reason', () => {
    const made = withLead();
    made.run('identifyRisk', { code: 'strangulation', personId: persons.victim }, lead);
    made.run('recordPlan', plan(), lead);
    const riskId = made.case.risk.identified[0]?.riskId;
    expect(made.refused('issuePlan', {}, lead)).toMatchObject({
      code: 'risks-without-action',
      missing: [riskId],
    });
    made.run('issuePlan', { risksAcceptedBecause: 'in_custody' }, lead);
    expect(made.case.plans[0]?.reasons['risksWithoutAction']).toBe('in_custody');
  });

  it('gives the plan to an interim lead and to a lead to come, each on a named ground', () => {
    const { made } = issued();
    endorse(made, workers.hospital);
    const did = made.run(
      'startInterimLead',
      { to: workers.hospital, reason: 'crisis_accommodation', guideline: 'emergency_accommodation' },
      { by: workers.hospital },
    );
    expect(mails(did, 'plan_copy').map((m) => [m.to[0]?.representativeId, m.params['ground']])).toEqual([
      ['rep-hospital1', 'interim_lead'],
    ]);
    made.run('offerLead', { to: workers.childProtection, reason: 'needs_exceed_agency' }, lead);
    made.run('acceptLead', { offerId: made.case.lead.offers[0]?.offerId }, { by: workers.childProtection });
    expect(copies(made)).toContainEqual(['rep-childprot1', 'lead', 'held_not_endorsed']);
  });

  it('refuses without a plan, twice, for another worker, with an excluded owner, and while held', () => {
    expect(withLead().refused('issuePlan', {}, lead).code).toBe('plan-missing');
    const { made } = issued();
    expect(made.refused('issuePlan', {}, lead).code).toBe('plan-issued-already');
    expect(planned().refused('issuePlan', {}, { by: workers.police }).code).toBe('not-for-this-worker');
    const excluded = planned();
    excluded.run('declareConflict', { ...workers.police }, { by: workers.convenor });
    expect(excluded.refused('issuePlan', {}, lead).code).toBe('owner-excluded');
    const held = planned();
    held.state = {
      ...held.case,
      holds: [{ holdId: 'hld-0001', kind: 'misidentification', from: held.now, by: 'test', reason: 'test' }],
    };
    expect(held.refused('issuePlan', {}, lead).code).toBe('held-misidentification');
  });
});

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
