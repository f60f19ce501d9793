import { profiles } from '../../../functions/domain/policy/index.ts';
import { assess, caseLate, closing } from '../../domain/case/actions/later-phases.ts';
import { testPolicy } from '../../domain/test-policy.ts';
import { give, type Row } from './drive.ts';
import { after, child, other, past, row, victim, violent, withPolicy } from './rows.ts';

const told = { kind: 'information', purposes: ['identify_risk'], about: [victim] };
const contact = (more: object, ...notes: string[]) =>
  give('recordContact', 'police', { ...told, ...more }, { notes });
const answer = { primaryAssessment: 'changed', accountability: 'no_change', casePlan: 'changed' };
const recordId = ({ case: { records } }: ReturnType<typeof caseLate>) => ({
  recordId: records.at(-1)?.recordId,
});
const recorded = after('scheduling', ['recordContact', 'police', told, 'risksSeen']);
const answered = after(recorded, [
  'acknowledgeRecord',
  'specialist',
  (made) => ({ ...answer, ...recordId(made) }),
]);
const alert = {
  alert: 'firearm',
  about: [victim],
  receivers: ['agy-specialist'],
  endsAt: '2026-06-01T01:00:00.000Z',
};
const alerted = after('scheduling', ['recordAlert', 'police', alert]);
const withdrawn = after(alerted, [
  'withdrawAlert',
  'specialist',
  (made) => ({ ...other, ...recordId(made) }),
]);
const incident = { at: past, reportedToPolice: true, victimIds: [victim], severity: 'standard' };
const noChange = { decision: 'no_change', reason: 'plan_covers_it' };
const decided = after(
  'scheduling',
  ['reportIncident', 'police', incident],
  [
    'decideIncident',
    'specialist',
    ({ case: { risk } }) => ({ incidentId: risk.incidents[0]?.incidentId, ...noChange }),
  ],
);
const closed = { reason: 'safety_achieved_risk_mitigated' };
/** What is known of the victims at the end is there. */
const closure = () => {
  const made = caseLate('closure');
  for (const personId of [victim, child]) assess(made, personId);
  return made;
};
const lapsed = () => caseLate('closed_watch').later({ days: 370 });
const convene = { ids: { clockId: 'meeting.convene' } };
const pause = { until: '2026-03-09T01:00:00.000Z', reason: 'court_date' };
const paused = after('scheduling', [
  'pauseClock',
  'convenor',
  ({ case: { clocks } }) => ({
    ...pause,
    clockId: clocks.find(({ rule }) => rule === 'meeting.convene')?.clockId,
  }),
]);
const inPreparation = { ids: { clockId: 'meeting.start' } };
const glass = (by: 'convenor' | 'hospital') =>
  after('meeting', ['breakGlass', by, { reason: 'danger_to_life', minutes: 30 }, 'rationale']);
const reviewed = after(glass('hospital'), [
  'reviewBreakGlass',
  'chair',
  ({ case: { breakGlass } }) => ({ grantId: breakGlass?.[0]?.grantId, outcome: 'justified' }),
]);
const move = (version: string) => give('movePolicy', 'convenor', { version }, { notes: ['reason'] });
const withTask = after('scheduling', ['recordStaffSupportNeed', 'police', { need: 'debrief' }]);
const endedTask = after(withTask, [
  'completeTask',
  'convenor',
  (made) => ({ taskId: made.tasks('staff.debrief')[0]?.taskId, outcome: 'done' }),
]);
const hold = after('watch', ['placeLegalHold', 'convenor', { reason: 'coroner' }]);
const transferred = after('consent', [
  'startTransferOut',
  'specialist',
  { to: 'east_kimberley', reason: 'victim_moved' },
]);

const { 'meeting.convene': _, ...clocks } = testPolicy.clocks;
/** What is refused between meetings, at the end, and in keeping the case. */
export const betweenRows: readonly Row[] = [
  row('purpose-missing', 403, 'scheduling', contact({ purposes: [] }, 'risksSeen')),
  row('record-empty', 422, 'scheduling', contact({}, 'note')),
  row('consultation-incomplete', 422, 'scheduling', contact({ kind: 'secondary_consultation' }, 'risksSeen')),
  row('no-such-record', 404, 'scheduling', give('acknowledgeRecord', 'specialist', answer)),
  row('record-answered', 422, answered, give('acknowledgeRecord', 'specialist', answer)),
  row(
    'receiver-not-in-case',
    422,
    'scheduling',
    give('recordAlert', 'police', { ...alert, receivers: ['agy-hospital'] }),
  ),
  row('no-such-alert', 404, 'scheduling', give('withdrawAlert', 'specialist', other)),
  row('alert-withdrawn', 422, withdrawn, give('withdrawAlert', 'specialist', other)),
  row('no-meeting-held', 422, 'scheduling', give('recordOwnAgencyFeedback', 'police')),
  row(
    'no-such-task',
    404,
    'scheduling',
    give('completeTask', 'convenor', { outcome: 'done' }, { ids: { taskId: 'tsk-none1' } }),
  ),
  row('task-has-own-command', 422, recorded, give('completeTask', 'specialist', { outcome: 'done' })),
  row('task-ended', 409, endedTask, give('completeTask', 'convenor', { outcome: 'done' })),
  row(
    'no-such-victim',
    422,
    'referral',
    give('reportIncident', 'police', { ...incident, victimIds: [violent] }),
  ),
  row(
    'no-such-person-using-violence',
    422,
    'referral',
    give('reportIncident', 'police', { ...incident, personUsingViolenceId: victim }),
  ),
  row('no-such-incident', 404, 'scheduling', give('decideIncident', 'specialist', noChange)),
  row('incident-decided', 409, decided, give('decideIncident', 'specialist', noChange)),
  row(
    'evaluation-not-shown',
    422,
    'followUp',
    give('callFollowUp', 'specialist', { reason: 'plan_carried_out', evaluationShown: false }),
  ),
  row(
    'incident-undecided',
    422,
    after('followUp', ['reportIncident', 'police', incident]),
    give('recordNoFollowUpNeeded', 'specialist', { reason: 'actions_overdue', evaluationShown: true }),
  ),
  row('closure-incomplete', 422, () => caseLate('closure'), give('closeCase', 'specialist', closing(closed))),
  row(
    'reason-contradicts-findings',
    422,
    closure,
    give('closeCase', 'specialist', closing({ ...closed, risksMitigated: false })),
  ),
  row(
    'reason-contradicts-record',
    422,
    closure,
    give('closeCase', 'specialist', closing({ reason: 'deceased' })),
  ),
  row('watch-not-lapsed', 422, 'watch', give('confirmWatchEnd', 'specialist', { reason: 'no_new_incident' })),
  row('something-left', 422, lapsed, give('confirmWatchEnd', 'specialist', { reason: 'no_new_incident' })),
  row('same-case', 422, 'referral', give('linkCase', 'triage', { caseId: 'case-0000a', kind: 'sibling' })),
  row(
    'transfer-under-way',
    422,
    transferred,
    give('startTransferOut', 'specialist', { to: 'pilbara', reason: 'victim_moved' }),
  ),
  row('no-transfer', 422, 'consent', give('recallTransferOut', 'specialist', other)),
  row(
    'case-held',
    409,
    after('referral', ['placeLegalHold', 'triage', { reason: 'court' }]),
    give('withdrawInError', 'triage', { reason: 'duplicate' }),
  ),
  row('already-held', 409, hold, give('placeLegalHold', 'convenor', { reason: 'court' })),
  row('no-such-hold', 404, 'watch', give('liftLegalHold', 'convenor', { decision: 'lift', ...other })),
  row(
    'no-such-clock',
    404,
    'scheduling',
    give('pauseClock', 'convenor', pause, { ids: { clockId: 'clk-none1' } }),
  ),
  row('clock-not-paused', 422, 'scheduling', give('resumeClock', 'convenor', {}, convene)),
  row('clock-paused', 409, paused, give('pauseClock', 'convenor', pause, convene)),
  row('clock-not-pausable', 422, 'preparation', give('pauseClock', 'convenor', pause, inPreparation)),
  row('nothing-to-acknowledge', 422, 'scheduling', give('acknowledgeReminder', 'convenor', {}, convene)),
  row(
    'break-glass-too-long',
    422,
    'meeting',
    give(
      'breakGlass',
      'hospital',
      { reason: 'danger_to_life', minutes: 61 },
      { notes: ['rationale'], roles: ['after_hours'] },
    ),
  ),
  row('no-such-grant', 404, 'meeting', give('reviewBreakGlass', 'chair', { outcome: 'justified' })),
  row(
    'review-by-reader',
    422,
    glass('convenor'),
    give('reviewBreakGlass', 'convenor', { outcome: 'justified' }),
  ),
  row('already-reviewed', 409, reviewed, give('reviewBreakGlass', 'chair', { outcome: 'justified' })),
  row('policy-unchanged', 422, 'meeting', move('test-1')),
  row('no-such-policy', 422, 'meeting', move('wa-99')),
  { ...row('other-profile', 422, 'meeting', move(profiles.nz.version)), arrange: withPolicy(profiles.nz) },
  {
    ...row('policy-lacks-clock', 422, 'scheduling', move('wa-7')),
    arrange: withPolicy({ ...testPolicy, version: 'wa-7', clocks }),
  },
  row('not-for-this-worker', 403, alerted, give('withdrawAlert', 'childProtection', other)),
];
