import { describe, expect, it } from 'vitest';
import { isLive } from '../../../../functions/domain/clocks/schema.ts';
import { calledCase, persons, workers } from '../fixtures.ts';
import { attends, inMeeting, mailed, scheduledWord, withLead, word } from '../meeting/held-case.ts';
import { issued, item, lead, plan, planned, towardsHim } from './planned-case.ts';

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

  it('S0-28 writes to the lead once where nomination and plan ask the same', () => {
    const nominated = inMeeting();
    expect(mailed(nominated.run('nominateLead', { to: workers.specialist }, lead), 'victim_liaison')).toEqual(
      ['rep-specialist1'],
    );
    const { made, did } = issued();
    expect(mailed(did, 'victim_liaison')).toEqual([]);
    expect(made.clock('lead.victim_informed', persons.victim)?.startedAt).toBe(made.now);
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
