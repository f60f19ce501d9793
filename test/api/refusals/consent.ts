import { calledCase, workers } from '../../domain/case/fixtures.ts';
import { give, type Order, type Row } from './drive.ts';
import { after, child, later, row, victim } from './rows.ts';

const told = { purpose: true, agencies: true, limits: true };
const attempt = (outcome: string, more: object = {}): Order =>
  give('recordConsentAttempt', 'specialist', { personId: victim, method: 'phone', outcome, ...more });
const unsafe = after('consent', [
  'recordConsentAttempt',
  'specialist',
  { personId: victim, method: 'not_attempted', outcome: 'not_safe_to_ask', reason: 'safety' },
]);
const choose = (basis: string, more: object = {}, ...notes: string[]): Order =>
  give('decideBasis', 'specialist', { personId: victim, basis, ...more }, { notes });
const agencies = [{ ...workers.hospital, kind: 'health_acute', basis: 'invented_mou' }];
const byHospital = after(
  () => calledCase({ agencies }, workers.hospital),
  ['recordConsentAttempt', 'hospital', { personId: victim, method: 'phone', outcome: 'refused' }],
);
const duty = (more: object = {}) => choose('duty_of_care', more, 'rationale');

/** What is refused of consent and the basis without it. */
export const consentRows: readonly Row[] = [
  row('not-safe-to-ask', 422, unsafe, attempt('given', { told })),
  row(
    'already-safe-to-ask',
    409,
    'consent',
    give('recordSafeToAsk', 'specialist', { personId: victim }, { notes: ['change'] }),
  ),
  row('conditions-differ', 422, 'consent', attempt('given_with_conditions', { told })),
  row('method-differs', 422, 'consent', attempt('not_safe_to_ask', { reason: 'safety' })),
  row('in-the-future', 422, 'consent', attempt('given', { told, at: later })),
  row('consent-was-given', 422, 'scheduling', attempt('refused')),
  row(
    'not-an-adult-victim',
    422,
    'consent',
    give('setSupportFlag', 'specialist', { personId: child, answer: 'yes' }),
  ),
  row('unknown-basis', 422, 'consent', choose('hearsay')),
  row('precondition-missing', 422, 'consent', choose('consent')),
  row('why-no-consent-missing', 422, 'consent', duty()),
  row('why-no-consent-not-shown', 422, 'consent', duty({ whyNoConsent: 'refused' })),
  row('guide-not-followed', 422, byHospital, {
    ...choose('statute', { whyNoConsent: 'refused' }, 'rationale'),
    as: 'hospital',
  }),
  row(
    'no-consent-to-withdraw',
    422,
    after('consent', [
      'recordConsentAttempt',
      'specialist',
      { personId: victim, method: 'phone', outcome: 'refused' },
    ]),
    give('withdrawConsent', 'specialist', { personId: victim, method: 'phone' }),
  ),
  row(
    'nothing-to-decide',
    422,
    'scheduling',
    give('respectWithdrawal', 'specialist', { personId: victim, reason: 'her_wish' }),
  ),
  row(
    'reason-differs',
    422,
    'scheduling',
    give('tellGoAhead', 'specialist', { personId: victim, told: false }),
  ),
];
