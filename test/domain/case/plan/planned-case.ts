import type { Worker } from '../../../../functions/domain/shared/actor.ts';
import { type CaseUnderTest, persons, workers } from '../fixtures.ts';
import { endorse, withLead } from '../meeting/held-case.ts';

export const lead = { by: workers.specialist };

export const item = (owner: Worker, more: Record<string, unknown> = {}) => ({
  owner,
  stream: 'adult_victim',
  part: 'safety_strategy',
  code: 'safety_planning',
  towards: [persons.victim],
  priority: 'standard',
  ...more,
});
export const towardsHim = (owner: Worker, more: Record<string, unknown> = {}) =>
  item(owner, {
    stream: 'person_using_violence',
    part: 'risk_management',
    code: 'engage_person_using_violence',
    towards: [persons.personUsingViolence],
    ...more,
  });
export const wishes = { status: 'recorded', through: 'trusted_contact', on: '2026-03-06' };
export const plan = (more: Record<string, unknown> = {}) => ({
  wishes,
  actions: [item(workers.specialist), towardsHim(workers.police)],
  ...more,
});

/** A case whose plan is recorded, with everybody named having endorsed. */
export function planned(
  endorsed: readonly Worker[] = [workers.specialist, workers.police, workers.chair],
  more: Record<string, unknown> = {},
) {
  const made = withLead();
  for (const worker of endorsed) endorse(made, worker);
  made.run('recordPlan', plan(more), lead);
  return made;
}
export const issued = (...args: Parameters<typeof planned>) => {
  const made = planned(...args);
  return { made, did: made.run('issuePlan', {}, lead) };
};
export const copies = (made: CaseUnderTest) =>
  made.case.planCopies.map((c) => [c.to.representativeId, c.ground, c.status]);
