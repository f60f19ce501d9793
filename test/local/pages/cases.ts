import { persons, workers } from '../../domain/case/fixtures.ts';
import { scheduledWord, word } from '../../domain/case/meeting/held-case.ts';
import type { PagesWorld } from './world.ts';

/** What a referral holds under the profile of Western Australia. */
export const referral = (more: Record<string, unknown> = {}) => ({
  members: [
    { personId: persons.victim, role: 'adult_victim' },
    { personId: persons.child, role: 'child_victim', relationshipToVictim: 'child' },
    { personId: persons.personUsingViolence, role: 'person_using_violence', relationshipToVictim: 'partner' },
  ],
  criteria: ['visible_high_risk'],
  sourceCategory: 'police',
  finding: { basis: 'professional_judgement' },
  contacts: {
    triage: workers.triage,
    convenor: workers.convenor,
    chair: workers.chair,
    region: workers.region,
  },
  agencies: [
    { ...workers.specialist, kind: 'specialist_fdv', basis: 'mou' },
    { ...workers.childProtection, kind: 'child_protection', basis: 'mou' },
    { ...workers.police, kind: 'police', basis: 'mou' },
  ],
  ...more,
});

const told = { purpose: true, agencies: true, limits: true };
const text = { rationale: 'Marigold Canary said so' };
const HOUR = { hours: 1 };

/** A case that was referred and waits for triage. */
export async function referred(world: PagesWorld, caseId: string, more = {}): Promise<void> {
  await world.run(caseId, 'refer', referral(more), workers.police, text);
}

/** A case in which the adult victim is to be asked. */
export async function inConsent(world: PagesWorld, caseId: string, more = {}): Promise<void> {
  await referred(world, caseId, more);
  await world.until(HOUR);
  await world.run(caseId, 'acceptReferral', { conveningLead: workers.specialist }, workers.triage);
}

/** A case for which a meeting is to be found. */
export async function inScheduling(world: PagesWorld, caseId: string, more = {}): Promise<void> {
  await inConsent(world, caseId, more);
  await world.until(HOUR);
  const attempt = { personId: persons.victim, method: 'phone', outcome: 'given', told };
  await world.run(caseId, 'recordConsentAttempt', attempt, workers.specialist);
}

const item = (owner: object, more: Record<string, unknown> = {}) => ({
  owner,
  stream: 'adult_victim',
  part: 'safety_strategy',
  code: 'safety_planning',
  towards: [persons.victim],
  priority: 'standard',
  ...more,
});

/** A case whose plan is out, with an action of each agency. The meeting takes place on Monday 9 March 2026. */
export async function inActions(world: PagesWorld, caseId: string, more = {}): Promise<void> {
  await inScheduling(world, caseId, more);
  await world.run(caseId, 'meetingScheduled', scheduledWord(), 'system');
  await world.until('2026-03-09T02:10:00.000Z');
  const attendance = [workers.police, workers.specialist, workers.childProtection].map((worker) => ({
    ...worker,
    status: 'attending',
  }));
  await world.run(caseId, 'meetingHeld', word({ heldAt: world.now(), attendance }), 'system');
  await world.run(caseId, 'nominateLead', { to: workers.specialist }, workers.chair);
  for (const worker of [workers.police, workers.specialist]) {
    const endorsed = { worker, at: world.now(), textVersion: 'decl-1', mode: 'electronic' };
    await world.run(caseId, 'endorsementReceived', word(endorsed), 'system');
  }
  const actions = [
    item(workers.specialist),
    item(workers.childProtection, { priority: 'urgent' }),
    item(workers.police, {
      stream: 'person_using_violence',
      part: 'risk_management',
      code: 'engage_person_using_violence',
      towards: [persons.personUsingViolence],
    }),
  ];
  const wishes = { status: 'recorded', through: 'trusted_contact', on: '2026-03-06' };
  const notes = Object.fromEntries(actions.map((_, n) => [`actions.${n}`, 'Marigold Canary will be helped']));
  await world.run(caseId, 'recordPlan', { wishes, actions }, workers.specialist, notes);
  await world.run(caseId, 'issuePlan', {}, workers.specialist);
}
