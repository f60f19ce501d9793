import { CaseUnderTest, opening, workers } from '../../domain/case/fixtures.ts';
import { testPolicy } from '../../domain/test-policy.ts';
import { give, type Row } from './drive.ts';
import { after, other, row, unsigned, victim, withPolicy } from './rows.ts';

const alone = { ...opening(), agencies: [] };
const { finding: _found, criteria: _why, ...bare } = alone;
const call = (body: object) =>
  give('callMeeting', 'police', { ...body, endorsement: { mode: 'electronic' } });
const scored = (score: number, tool = 'invented_tool') =>
  call({ ...alone, finding: { basis: 'tool', tool, score } });
const referring = (role: string, more: object = {}) =>
  give('refer', 'police', { ...alone, members: [{ personId: victim, role, ...more }] });
const hospital = (more: object) =>
  give('refer', 'police', { ...alone, agencies: [{ ...workers.hospital, ...more }] });

const begun = () => new CaseUnderTest();
const drafted = after(begun, ['saveDraft', 'police', bare]);
const declined = after('referral', ['declineReferral', 'triage', { reason: 'below_threshold' }]);
const inReview = after(declined, ['askTriageReview', 'police', {}, 'grounds']);
const asked = after('referral', ['askForMoreInformation', 'triage', { about: 'risk' }]);
const ownTriage = after(begun, ['refer', 'triage', opening()]);
const information = { notes: ['information'] };

const inVictoria = (role: string, carerRole?: boolean) => ({
  ...alone,
  members: [{ personId: victim, role, ...(carerRole === undefined ? {} : { carerRole }) }],
});
const victorian = withPolicy({ ...testPolicy, profile: 'vic' });

/** What is refused before a case is taken on. */
export const referralRows: readonly Row[] = [
  row('no-victim', 422, undefined, referring('other_party')),
  row('below-threshold', 422, undefined, scored(9)),
  row('score-out-of-range', 422, undefined, scored(21)),
  row('unknown-risk-tool', 422, undefined, scored(14, 'other_tool')),
  row('finding-missing', 422, undefined, call({ ...bare, criteria: ['visible_high_risk'] })),
  row('narrative-missing', 422, undefined, call({ ...alone, finding: { basis: 'professional_judgement' } })),
  row('basis-unknown', 422, undefined, hospital({ kind: 'health_acute', basis: 'unheard_of' })),
  row(
    'preconditions-missing',
    422,
    undefined,
    hospital({ kind: 'health_acute', basis: 'offenders_schedule' }),
  ),
  row('criteria-missing', 422, drafted, give('submitDraft', 'police')),
  row('not-a-draft', 422, 'referral', give('submitDraft', 'police')),
  row('not-awaiting-triage', 422, declined, give('askForMoreInformation', 'triage', { about: 'risk' })),
  row('triage-by-referrer', 422, ownTriage, give('declineReferral', 'triage', { reason: 'below_threshold' })),
  row('nothing-asked', 422, 'referral', give('provideInformation', 'police', {}, information)),
  row('nothing-new', 422, asked, give('provideInformation', 'police')),
  row('not-turned-down', 422, 'referral', give('askTriageReview', 'police')),
  row('no-review-pending', 422, 'referral', give('decideTriageReview', 'region', { outcome: 'upheld' })),
  row('review-pending', 422, inReview, give('askTriageReview', 'police')),
  row('review-by-decider', 422, inReview, give('decideTriageReview', 'triage', { outcome: 'upheld' })),
  row(
    'not-a-call',
    422,
    'consent',
    give('recordCallNotCarriedOut', 'convenor', { reason: 'already_managed' }, { notes: ['why'] }),
  ),
  row('not-in-this-phase', 409, 'planned', give('declineReferral', 'triage', other)),

  { ...row('carer-role-missing', 422, undefined, call(inVictoria('adult_victim'))), arrange: victorian },
  {
    ...row('carer-role-differs', 422, undefined, call(inVictoria('victim_in_family_group', true))),
    arrange: victorian,
  },
  {
    ...row(
      'agreement-not-in-force',
      422,
      undefined,
      hospital({ kind: 'health_acute', basis: 'invented_mou' }),
    ),
    arrange: unsigned('agy-hospital'),
  },
];
