import type { PersonState } from '../../../functions/domain/person/state.ts';
import { second } from '../commands/others.ts';
import { give, type Order, type Row } from './drive.ts';
import { child, later, stranger, victim, violent } from './rows.ts';

const person = (name: string, body: object = {}, ids: Record<string, string> = {}): Order =>
  give(`person.${name}`, 'specialist', { ...body }, { ids });
const byTeam = (name: string, body: object = {}, ids: Record<string, string> = {}): Order => ({
  ...person(name, body, ids),
  as: 'triage',
  roles: ['representative', 'coordinator'],
});
const row = (code: string, status: number, ask: Order, ...before: Order[]): Row => ({
  code,
  status,
  ask,
  before,
});

const contact = (more: object) => ({
  channels: [{ channel: 'phone', safe: true, leaveMessage: false }],
  times: [],
  safeToTalkTo: [],
  unsafeToTalkTo: [],
  fears: [],
  ...more,
});
const order = person('recordOrder', { kind: 'fvro', stage: 'applied', on: '2026-01-05' });
const flag = person('placeFlag', { type: 'address_confidential', reason: 'fear', expiresOn: '2026-12-01' });
const made = person('designateSerial', { stage: 'made', on: '2026-02-02' });
const applied = person('designateSerial', { stage: 'applied', on: '2026-02-01' });

const notInSecond: Row['arrange'] = ({ data }) => {
  const record = data.aggregates[`person/${victim}`];
  const state = record?.data as PersonState;
  if (record) record.data = { ...state, cases: state.cases.filter(({ caseId }) => caseId !== second) };
  return undefined;
};

/** What is refused of a person's record. */
export const personRows: readonly Row[] = [
  row('name-missing', 422, give('person.createPerson', 'police')),
  row('answer-differs', 422, person('recordCulturalNeeds', { aspect: 'language', status: 'recorded' })),
  row(
    'safe-and-unsafe',
    422,
    person('recordSafeContact', contact({ safeToTalkTo: ['per-eeee1'], unsafeToTalkTo: ['per-eeee1'] })),
  ),
  row(
    'times-invalid',
    422,
    person('recordSafeContact', contact({ times: [{ weekdays: [1], from: '14:00', to: '10:00' }] })),
  ),
  row('no-such-flag', 404, person('withdrawFlag', { reason: 'not_needed' }, { flagId: 'flag-none1' })),
  row(
    'already-withdrawn',
    409,
    person('withdrawFlag', { reason: 'not_needed' }),
    flag,
    person('withdrawFlag', { reason: 'not_needed' }),
  ),
  row(
    'no-such-order',
    404,
    person('recordBreach', { on: '2026-02-20', reportedToPolice: false }, { orderId: 'ord-none1' }),
  ),
  row('order-not-granted', 422, person('recordBreach', { on: '2026-02-20', reportedToPolice: false }), order),
  row(
    'no-such-program',
    422,
    person('recordProgram', {
      programId: 'prog-none1',
      kind: 'behaviour_change',
      stage: 'taken_up',
      on: '2026-02-05',
    }),
  ),
  row('not-in-custody', 422, person('recordCustody', { what: 'release_expected', on: later.slice(0, 10) })),
  row('not-applied-for', 422, made),
  row('already-made', 409, applied, applied, made),
  row('matches-itself', 422, byTeam('linkPossibleMatch', { personId: victim, basis: 'same_birth_date' })),
  row(
    'match-confirmed',
    422,
    byTeam('confirmMatch', { personId: violent }),
    byTeam('confirmMatch', { personId: violent }),
  ),
  row(
    'match-dismissed',
    422,
    byTeam('dismissMatch', { personId: child, reason: 'different_person' }),
    byTeam('dismissMatch', { personId: child, reason: 'different_person' }),
  ),
  row('splits-into-itself', 422, byTeam('splitPerson', { into: victim, caseIds: [second] })),

  row('stage-out-of-order', 422, person('recordOrderStage', { stage: 'granted', on: '2026-02-01' }), {
    ...order,
    body: { ...order.body, stage: 'to_be_sought' },
  }),
  row('no-such-match', 404, byTeam('confirmMatch', { personId: stranger })),
  {
    ...row('not-in-this-case', 422, byTeam('splitPerson', { into: child, caseIds: [second] })),
    arrange: notInSecond,
  },
];
