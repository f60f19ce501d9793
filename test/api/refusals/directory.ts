import { workers } from '../../domain/case/fixtures.ts';
import { give, type Order, type Row } from './drive.ts';

const agency = (name: string, body: object = {}, ids: Record<string, string> = {}): Order =>
  give(`agency.${name}`, 'triage', { ...body }, { ids, roles: ['administrator'] });
const row = (code: string, status: number, ask: Order, ...before: Order[]): Row => ({
  code,
  status,
  ask,
  before,
});

const { police, police2 } = workers;
const entry = (more: object) =>
  agency('createAgency', {
    name: 'Example Refuge',
    kind: 'police',
    government: false,
    domains: ['refuge.example.test'],
    ...more,
  });
const delegate = (body: object): Order =>
  agency(
    'nameDelegate',
    {
      delegateId: police2.representativeId,
      from: '2026-06-03T00:00:00.000Z',
      to: '2026-06-10T00:00:00.000Z',
      ...body,
    },
    { representativeId: police.representativeId },
  );
const address = (to: string): Order =>
  agency('verifyAddress', { representativeId: police.representativeId, address: to });
const agreement = (more: object): Order =>
  agency('recordAgreement', {
    code: 'invented_mou',
    signedAt: '2026-01-05T01:00:00.000Z',
    reviewOn: '2027-01-05',
    ...more,
  });

/** What is refused of an agency in the directory. */
export const directoryRows: readonly Row[] = [
  row('domain-missing', 422, entry({ domains: [] })),
  row('domain-invalid', 422, entry({ domains: ['example'] })),
  row('domain-public', 422, entry({ domains: ['gmail.com'] })),
  row(
    'representative-exists',
    409,
    agency('addRepresentative', {
      representativeId: police.representativeId,
      name: 'Ana Invented',
      roles: [],
    }),
  ),
  row(
    'no-such-representative',
    404,
    agency('removeRepresentative', { reason: 'left' }, { representativeId: 'rep-none1' }),
  ),
  row('delegate-is-absent', 422, delegate({ delegateId: police.representativeId })),
  row('period-invalid', 422, delegate({ to: '2026-06-03T00:00:00.000Z' })),
  row(
    'absence-overlaps',
    422,
    delegate({ from: '2026-06-09T00:00:00.000Z', to: '2026-06-12T00:00:00.000Z' }),
    delegate({}),
  ),
  row('address-invalid', 422, address('no address')),
  row('address-outside-agency', 422, address('ana@private.example.test')),
  row('holder-missing', 422, agency('setPost', { post: 'manager' })),
  row('agreement-not-in-profile', 422, agreement({ code: 'other' })),
  row('review-before-signing', 422, agreement({ reviewOn: '2026-01-01' })),
  row('signed-in-the-future', 422, agreement({ signedAt: '2026-05-05T01:00:00.000Z' })),
  row(
    'no-such-agreement',
    404,
    agency('endAgreement', { reason: 'withdrawn' }, { agreementId: 'agr-none1' }),
  ),
  row('integrity-contact-missing', 422, agency('setNamedContactOnly', { on: true })),
  row('kind-not-in-profile', 422, entry({ kind: 'circus' })),
  row('second-person-missing', 422, address('ana@agency.example.test'), address('ana@agency.example.test')),
  row(
    'no-such-address',
    422,
    agency('withdrawAddress', {
      representativeId: police.representativeId,
      which: 'proposed',
      reason: 'mistyped',
    }),
  ),
];
