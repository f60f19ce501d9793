import { produce } from 'immer';
import { calledCase, workers } from '../../domain/case/fixtures.ts';
import { vic } from '../../domain/case/lead/leads.ts';
import { endorse } from '../../domain/case/meeting/held-case.ts';
import { item, plan, planned, towardsHim } from '../../domain/case/plan/planned-case.ts';
import { give, type Order, type Row } from './drive.ts';
import { after, child, other, past, row, stranger, unsigned, victim, violent, withPolicy } from './rows.ts';

const record = (more: Record<string, unknown>) => give('recordPlan', 'specialist', plan(more));
const issue = give('issuePlan', 'specialist');
const agency = (agencyId: string) => ({ ids: { agencyId } });
const action = (more: object = {}): Order =>
  give('addInterimAction', 'specialist', towardsHim(workers.police, { towards: [], ...more }));
const determine = (of: object): Order =>
  give(
    'determineSignificantRisk',
    'chair',
    { personUsingViolenceId: violent, victimId: child, significant: 'no', ...of },
    { notes: ['reasons'] },
  );
const withAction = after('preparation', [
  'addInterimAction',
  'childProtection',
  item(workers.childProtection),
]);
const unheld = () => {
  const made = after('meeting')();
  made.state = produce(made.case, ({ meetings }) => {
    for (const meeting of meetings) meeting.status = 'scheduled';
  });
  return made;
};
const held = () => {
  const made = planned();
  const hold = {
    holdId: 'hld-0001',
    kind: 'misidentification',
    from: made.now,
    by: 'test',
    reason: 'test',
  } as const;
  made.state = { ...made.case, holds: [hold] };
  return made;
};
const uncovered = () => {
  const made = planned();
  made.state = produce(made.case, ({ agencies }) => {
    for (const one of agencies) delete one.basis;
  });
  return made;
};
const called = () => {
  const made = calledCase({ urgency: 'urgent' });
  made.run(
    'meetingScheduled',
    {
      meetingId: 'mtg-0001',
      meetingVersion: 1,
      kind: 'macm_on_demand',
      startsAt: '2026-03-09T02:00:00.000Z',
      endsAt: '2026-03-09T03:00:00.000Z',
      returnsDueAt: '2026-03-06T02:00:00.000Z',
      chair: workers.chair,
    },
    { by: 'system' },
  );
  const attendance = [workers.police, workers.specialist].map((one) => ({ ...one, status: 'attending' }));
  made.run(
    'meetingHeld',
    { meetingId: 'mtg-0001', meetingVersion: 2, heldAt: made.now, attendance },
    { by: 'system' },
  );
  made.run('nominateLead', { to: workers.specialist }, { by: workers.chair });
  endorse(made, workers.specialist);
  made.run('recordPlan', plan(), { by: workers.specialist });
  return made;
};
const unled = after('meeting', ['recordPlan', 'specialist', plan()]);
const ended = after('planned', [
  'closeAction',
  'police',
  ({ case: { actions } }) => ({
    actionId: actions.at(-1)?.actionId,
    outcome: 'completed',
    effect: 'risk_reduced',
  }),
]);

/** What is refused of agencies, the lead, the plan and its actions. */
export const workRows: readonly Row[] = [
  row(
    'agency-excluded',
    422,
    after('preparation', ['declareConflict', 'convenor', workers.hospital]),
    give('proposeAgencies', 'convenor', { agencies: [workers.hospital] }),
  ),
  row(
    'agency-holds-actions',
    422,
    withAction,
    give('removeAgency', 'convenor', { reason: 'not_involved' }, agency('agy-childprot')),
  ),
  row(
    'agency-leads',
    422,
    'preparation',
    give('removeAgency', 'convenor', { reason: 'not_involved' }, agency('agy-specialist')),
  ),
  row(
    'agency-not-in-case',
    403,
    'preparation',
    give('setParticipation', 'convenor', { participation: 'invited' }, agency('agy-none1')),
  ),
  row(
    'reason-missing',
    422,
    'preparation',
    give('setParticipation', 'convenor', { participation: 'required' }, agency('agy-police')),
  ),
  row('not-a-person-using-violence', 422, 'meeting', determine({ personUsingViolenceId: victim })),
  row(
    'agency-not-represented',
    422,
    'meeting',
    give('nominateLead', 'chair', { to: workers.childProtection }),
  ),
  row(
    'one-lead-for-all',
    422,
    'meeting',
    give('nominateLead', 'chair', { to: workers.police, forVictim: child, reason: 'kinship_care' }),
  ),
  {
    ...row('not-a-specialist-service', 422, 'meeting', give('nominateLead', 'chair', { to: workers.police })),
    arrange: withPolicy(vic),
  },
  row(
    'already-lead',
    409,
    'led',
    give('offerLead', 'specialist', { to: workers.specialist, reason: 'other_needs' }),
  ),
  row(
    'no-lead',
    422,
    'referral',
    give('offerLead', 'convenor', { to: workers.childProtection, reason: 'other_needs' }),
  ),
  row(
    'offer-open',
    422,
    'offered',
    give('offerLead', 'specialist', { to: workers.police, reason: 'other_needs' }),
  ),
  row('no-such-offer', 404, 'planned', give('recallLead', 'specialist', other)),
  row('no-interim-lead', 422, 'planned', give('handBackLead', 'specialist', other)),
  row(
    'not-the-lead',
    403,
    'led',
    give('victimInformed', 'police', { personId: victim, told: true, how: 'phone' }),
  ),
  row('how-missing', 422, 'led', give('victimInformed', 'specialist', { personId: victim, told: true })),
  row('no-actions', 422, 'led', record({ actions: [] })),
  row('one-agency-alone', 422, 'led', record({ actions: [towardsHim(workers.police)] })),
  row(
    'nothing-directed-at-person-using-violence',
    422,
    'led',
    record({ actions: [item(workers.specialist), item(workers.police)] }),
  ),
  row(
    'action-not-agreed',
    422,
    'led',
    record({ actions: [item(workers.childProtection, { agreed: false }), towardsHim(workers.police)] }),
  ),
  row('wishes-incomplete', 422, 'led', record({ wishes: { status: 'recorded' } })),
  row('wishes-missing', 422, 'led', record({ wishes: { status: 'not_recorded' } })),
  row('plan-kind-not-in-profile', 422, 'led', record({ kind: 'risk_management_plan' })),
  row('no-such-member', 422, 'preparation', action({ towards: [stranger] })),
  row('no-such-risk', 422, 'preparation', action({ riskId: 'rsk-none1' })),
  row('date-not-ahead', 422, 'preparation', action({ dueAt: past })),
  row('date-outside-calendar', 422, 'preparation', action({ dueAt: '2199-03-01T01:00:00.000Z' })),
  row('plan-missing', 422, 'led', issue),
  row('plan-issued-already', 409, 'planned', issue),
  row('lead-not-nominated', 422, unled, issue),
  row('basis-missing', 422, called, issue),
  row('owner-excluded', 422, after(planned, ['declareConflict', 'convenor', workers.police]), issue),
  row('held-misidentification', 422, held, issue),
  row(
    'risks-without-action',
    422,
    after(
      'led',
      ['identifyRisk', 'specialist', { code: 'strangulation', personId: victim }],
      ['recordPlan', 'specialist', plan()],
    ),
    issue,
  ),
  row(
    'no-such-plan',
    404,
    'planned',
    give('addAddendum', 'specialist', {}, { ids: { planId: 'pln-none1' }, notes: ['addendum'] }),
  ),
  row('meeting-not-held', 422, unheld, give('recordNoPlan', 'specialist', { reason: 'no_risk_found' })),
  row(
    'no-such-action',
    404,
    'planned',
    give('cancelAction', 'specialist', other, { ids: { actionId: 'act-none1' } }),
  ),
  row('action-ended', 409, ended, give('startAction', 'police')),
  row('counter-empty', 422, 'planned', give('counterAction', 'police')),
  row('no-counter-offer', 422, 'planned', give('answerCounter', 'specialist', { answer: 'agreed' })),
  row('effect-missing', 422, 'planned', give('closeAction', 'police', { outcome: 'completed' })),
  row(
    'final-not-ended',
    422,
    'planned',
    give('giveFeedback', 'police', { progress: 'in_progress', effect: 'unknown', final: true }),
  ),
  row('already-owner', 409, 'planned', give('handOnAction', 'police', { to: workers.police, ...other })),
  row(
    'not-later',
    422,
    'planned',
    give('extendAction', 'specialist', { dueAt: '2026-03-10T01:00:00.000Z', ...other }),
  ),
  row('nothing-to-accept', 422, 'planned', give('acceptNotUndertaken', 'chair', other)),

  { ...row('agency-basis-missing', 422, uncovered, issue), arrange: unsigned('agy-police') },
];
