import { describe, expect, it } from 'vitest';
import { hasEndorsed } from '../../../../functions/domain/case/queries.ts';
import { caseIn, persons, workers } from '../fixtures.ts';
import { mailed } from '../meeting/held-case.ts';
import { copies, issued } from './planned-case.ts';

const chair = { by: workers.chair };
const endorsing = { mode: 'electronic' };

describe('an endorsement outside a meeting', () => {
  it('S0-31 sends the copies of a plan that waited for it', () => {
    const { made } = issued([workers.specialist, workers.police]);
    expect(copies(made)).toContainEqual(['rep-chair1', 'chair', 'held_not_endorsed']);
    const did = made.run('endorseForCase', endorsing, chair);
    expect(mailed(did, 'plan_copy')).toEqual(['rep-chair1']);
    expect(copies(made)).toContainEqual(['rep-chair1', 'chair', 'sending']);
    expect(made.tasks('plan.copy_held')).toEqual([]);
    expect(made.clock('plan.copy_held', 'rep-chair1')).toBeUndefined();
  });

  it('counts for the cycle in which it is given, also when the text is still the same', () => {
    const { made } = issued([workers.specialist, workers.police]);
    made.run('endorseForCase', endorsing, chair);
    made.later({ days: 20 });
    made.run('callFollowUp', { reason: 'risk_increased', evaluationShown: true }, chair);
    expect(hasEndorsed(made.case, workers.chair, made.case.cycle)).toBe(false);
    made.run('endorseForCase', endorsing, chair);
    expect(hasEndorsed(made.case, workers.chair, made.case.cycle)).toBe(true);
    const before = made.case.endorsements.length;
    made.run('endorseForCase', endorsing, chair);
    expect(made.case.endorsements).toHaveLength(before);
  });

  it('guard d: is given before any meeting by the owner of an action, by a colleague and by whoever is offered the lead', () => {
    const made = caseIn('consent_attempt');
    made.run('addInterimAction', {
      owner: workers.childProtection,
      stream: 'adult_victim',
      part: 'safety_strategy',
      code: 'safety_planning',
      towards: [persons.victim],
      priority: 'urgent',
    });
    const coordinator = { ...workers.triage, representativeId: 'rep-coordinator2' };
    const givers = [workers.childProtection, coordinator, workers.specialist, workers.police2];
    for (const by of givers) made.run('endorseForCase', endorsing, { by });
    for (const by of givers) expect(hasEndorsed(made.case, by, made.case.cycle)).toBe(true);
    const offered = issued().made;
    expect(offered.refused('endorseForCase', endorsing, { by: workers.hospital }).code).toBe(
      'endorse-at-a-meeting',
    );
    offered.run('offerLead', { to: workers.hospital, reason: 'other_needs' }, { by: workers.specialist });
    offered.run('endorseForCase', endorsing, { by: workers.hospital });
    expect(hasEndorsed(offered.case, workers.hospital, offered.case.cycle)).toBe(true);
  });
});
