import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Worker } from '../../../../functions/domain/shared/actor.ts';
import { persons, workers } from '../fixtures.ts';
import { attends, commands, endorse, inMeeting, mailed, mails } from '../meeting/held-case.ts';
import { copies, issued, item, lead, plan, planned, towardsHim } from './planned-case.ts';

describe('copies that did not go', () => {
  const stoppedBy = (reasons: readonly string[]) => {
    const { made } = issued();
    const { planId, version } = made.case.planCopies[0] ?? {};
    made.run('withdrawConsent', { personId: persons.victim, method: 'phone' }, lead);
    made.run(
      'messageOutcome',
      {
        messageId: 'msg-0001',
        kind: 'plan_copy',
        to: workers.police,
        outcome: 'stopped',
        reasons,
        params: { planId, version, ground: 'has_action' },
      },
      { by: 'system' },
    );
    expect(made.tasks('telephone.plan_copy')).toHaveLength(1);
    const choice = { personId: persons.victim, basis: 'duty_of_care', whyNoConsent: 'withdrawn' };
    return { made, did: made.run('decideBasis', choice, { ...lead, notes: ['rationale'] }) };
  };

  it('S1-20 S0-30 go once it is decided to go on after a withdrawal, and nobody telephones any more', () => {
    const { made, did } = stoppedBy(['no_case_basis', 'withdrawal_undecided']);
    expect(mailed(did, 'plan_copy')).toEqual(['rep-police1']);
    expect(copies(made)).toContainEqual(['rep-police1', 'has_action', 'sending']);
    expect(made.tasks('telephone.plan_copy')).toEqual([]);
  });

  it('stay stopped where there was another reason as well', () => {
    const { made, did } = stoppedBy(['no_agency_basis', 'withdrawal_undecided']);
    expect(mailed(did, 'plan_copy')).toEqual([]);
    expect(made.tasks('telephone.plan_copy')).toHaveLength(1);
  });

  it('S0-31 are not waited for when the action has ended, except by lead and chair', () => {
    const { made } = issued([]);
    const held = () => made.tasks('plan.copy_held').map((task) => task.subject);
    expect(held()).toContain('rep-police1');
    for (const action of made.case.actions)
      made.run(
        'closeAction',
        { actionId: action.actionId, outcome: 'cancelled', reason: 'not_needed' },
        lead,
      );
    expect(new Set(held())).toEqual(new Set(['rep-chair1', 'rep-specialist1']));
    expect(made.clock('plan.copy_held', 'rep-police1')).toBeUndefined();
    expect(copies(made)).toContainEqual(['rep-police1', 'has_action', 'stopped']);
  });
});

describe('copies of the plan', () => {
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

  it('S0-31 counts endorsements by the cycle of the plan, as the gate does, and asks the meeting that was held', () => {
    const { made } = issued([workers.specialist, workers.police2]);
    const called = {
      at: made.later({ hours: 1 }).now,
      by: 'test',
      decision: 'called' as const,
      reason: 'test',
    };
    made.state = { ...made.case, cycle: 2, followUps: [called] };
    const interim = (to: Worker) =>
      made.run('startInterimLead', { to, reason: 'night', guideline: 'after_hours_crisis_response' }, lead);
    expect(mailed(interim(workers.police2), 'plan_copy')).toEqual(['rep-police2']);
    const asked = interim(workers.childProtection);
    expect(mailed(asked, 'plan_copy')).toEqual([]);
    expect(commands(asked, 'requestEndorsement')).toMatchObject([{ id: 'mtg-0001' }]);
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
});
