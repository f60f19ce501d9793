import { workers } from '../../domain/case/fixtures.ts';
import { give, type Row } from './drive.ts';
import { after, child, later, other, past, row, stranger, victim, violent } from './rows.ts';

const person = (personId: string, ...notes: string[]) => ({ ids: { personId }, notes });
const suspicion = { personId: violent, reviewer: workers.hospital };
const suspected = after('preparation', ['suspectMisidentification', 'specialist', suspicion, 'grounds']);
const assess = (more: object) =>
  give(
    'recordRiskAssessment',
    'specialist',
    { purpose: 'review', tool: 'invented_tool', score: 14, level: 'high', ...more },
    person(victim),
  );
const fact = (code: string, on: string) => give('recordJusticeFact', 'police', { code, on }, person(victim));
const dead = (personId: string) =>
  after('consent', ['recordDeath', 'specialist', { personId, learntFrom: 'police' }]);
const suspectedAndDead = after(suspected, [
  'recordDeath',
  'specialist',
  { personId: violent, learntFrom: 'police' },
]);
const withNeed = after('scheduling', ['recordNeed', 'police', { personId: child, code: 'school_support' }]);
const withRisk = after('scheduling', ['identifyRisk', 'police', { code: 'strangulation', personId: victim }]);
const conditional = after('consent', [
  'recordConsentAttempt',
  'specialist',
  {
    personId: victim,
    method: 'phone',
    outcome: 'given_with_conditions',
    conditions: [{ exclude: workers.hospital }],
    told: { purpose: true, agencies: true, limits: true },
  },
]);

const stands = { outcome: 'stands' };
/** A colleague has said it of the convenor, and nobody of another agency has a function yet. */
const amongThem = after('referral', ['declareConflict', 'triage', { ...workers.convenor }]);

/** Somebody of an agency without a part takes the minutes. */
const minutesByHospital: Row['arrange'] = ({ data }) => {
  const record = data.aggregates['meeting/mtg-0001'];
  if (record) record.data = { ...(record.data as object), minuteTaker: workers.hospital };
  return undefined;
};

/** What is refused about the family group, its risks and needs, and whoever is excluded. */
export const peopleRows: readonly Row[] = [
  row(
    'already-a-member',
    409,
    'scheduling',
    give('addMember', 'specialist', { personId: victim, role: 'other_party' }),
  ),
  row(
    'not-a-member',
    422,
    'scheduling',
    give('recordNeed', 'police', { code: 'school_support' }, person(stranger)),
  ),
  row(
    'last-victim',
    422,
    after('consent', ['removeMember', 'specialist', { personId: child, reason: 'other' }]),
    give('removeMember', 'specialist', other, person(victim)),
  ),
  row(
    'same-role',
    422,
    'scheduling',
    give('changeMemberRole', 'specialist', { role: 'child_victim', reason: 'came_of_age' }, person(child)),
  ),
  row(
    'misidentification',
    422,
    'scheduling',
    give('changeMemberRole', 'specialist', { role: 'adult_victim', reason: 'came_of_age' }, person(violent)),
  ),
  row(
    'already-suspected',
    409,
    suspected,
    give(
      'suspectMisidentification',
      'specialist',
      { reviewer: workers.hospital },
      person(violent, 'grounds'),
    ),
  ),
  row(
    'nothing-suspected',
    422,
    suspected,
    give('dismissMisidentification', 'hospital', {}, person(child, 'finding')),
  ),
  row(
    'role-unchanged',
    422,
    suspected,
    give(
      'confirmMisidentification',
      'hospital',
      { roles: [{ personId: violent, role: 'person_using_violence' }] },
      person(violent),
    ),
  ),
  row('nothing-to-confirm', 422, 'preparation', give('confirmCorrection', 'police')),
  row('already-recorded', 409, dead(child), give('recordDeath', 'specialist', {}, person(child))),
  row(
    'person-deceased',
    422,
    dead(victim),
    give('recordConsentAttempt', 'specialist', { personId: victim, method: 'phone', outcome: 'no_contact' }),
  ),
  row(
    'not-held',
    422,
    'consent',
    give('reviewDeathHold', 'specialist', { decision: 'continue' }, person(child, 'review')),
  ),
  row('on-hold', 409, suspectedAndDead, give('removeMember', 'specialist', other, person(violent))),
  row(
    'liaison-on-hold',
    422,
    after('consent', ['suspectMisidentification', 'specialist', suspicion, 'grounds']),
    give('tellGoAhead', 'specialist', { personId: victim, told: true }),
  ),
  row('not-a-child', 422, 'scheduling', give('recordChildIntoCare', 'police', {}, person(victim))),
  row('not-a-victim', 422, 'scheduling', give('recordTrustedContact', 'specialist', {}, person(violent))),
  row('wrong-person', 403, 'scheduling', fact('arrest', past.slice(0, 10))),
  row('lead-keeps-the-primary', 422, 'scheduling', { ...assess({ primary: true }), as: 'police' }),
  row('level-differs', 422, 'scheduling', assess({ score: 9 })),
  row(
    'no-such-assessment',
    404,
    'scheduling',
    give('contributeToAssessment', 'police', { factors: ['separation'] }),
  ),
  row('unknown-risk-factor', 422, 'scheduling', give('identifyRisk', 'police', { code: 'unheard_of' })),
  row(
    'already-identified',
    409,
    withRisk,
    give('identifyRisk', 'police', { code: 'strangulation', personId: victim }),
  ),
  row(
    'already-met',
    409,
    after(withNeed, ['meetNeed', 'police', ({ case: { risk } }) => ({ needId: risk.needs[0]?.needId })]),
    give('meetNeed', 'police'),
  ),
  row('no-such-need', 404, 'scheduling', give('meetNeed', 'police')),
  row(
    'already-excluded',
    409,
    'excluded',
    give('declareConflict', 'police2', { agencyId: 'agy-police', representativeId: 'rep-police2' }),
  ),
  row('no-such-exclusion', 404, 'scheduling', give('liftConflict', 'specialist', other)),
  row(
    'review-by-colleague',
    422,
    amongThem,
    give('reviewExclusion', 'region', stands, { notes: ['rationale'] }),
  ),
  row('condition-of-consent', 422, conditional, give('liftConflict', 'specialist', { reason: 'not_needed' })),

  row('date-ahead', 422, 'scheduling', fact('victim_supported_investigation', later.slice(0, 10))),
  row(
    'worker-excluded',
    403,
    'excluded',
    give('suspectMisidentification', 'specialist', { reviewer: workers.police2 }, person(violent, 'grounds')),
  ),
  {
    ...row(
      'endorse-at-a-meeting',
      422,
      'preparation',
      give('endorseForCase', 'hospital', { mode: 'electronic' }),
    ),
    arrange: minutesByHospital,
  },
  row('source-missing', 422, 'consent', give('recordDeath', 'specialist', {}, person(child))),
  row('nothing-to-correct', 422, 'consent', give('correctMember', 'specialist', {}, person(child))),
];
