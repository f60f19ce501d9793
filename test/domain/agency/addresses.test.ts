import { describe, expect, it } from 'vitest';
import { gateAgency } from '../../../functions/application/mail/gate-views.ts';
import { addressOf } from '../../../functions/domain/agency/queries.ts';
import type { AgencyState } from '../../../functions/domain/agency/state.ts';
import { resolveAddress } from '../../../functions/domain/message/recipient.ts';
import { messageIdFor } from '../../../functions/domain/message/record.ts';
import type { Accepted } from '../../../functions/domain/shared/decision.ts';
import { workers } from '../case/fixtures.ts';
import { testPolicy } from '../test-policy.ts';
import { agency, ana, bea } from './fixtures.ts';

const first = 'ana@service.example';
const other = 'ana.new@service.example';
const his = { representativeId: ana, address: other };
const { desk } = testPolicy.conveningTeam;

const mails = ({ intents }: Accepted<AgencyState>) =>
  intents.flatMap((intent) => (intent.intent === 'message' ? [intent] : []));

const verified = () => {
  const made = agency();
  made.verify({ representativeId: ana }, first);
  made.later({ hours: 1 });
  return made;
};

describe('an address', () => {
  it('counts when a second person has verified it too, and not before', () => {
    const made = agency();
    made.run('verifyAddress', { representativeId: ana, address: first });
    expect(addressOf(made.agency, { representativeId: ana })).toBeUndefined();
    expect(made.open('confirm_address')).toMatchObject([{ subject: ana, for: desk }]);
    expect(made.refusal('verifyAddress', { representativeId: ana, address: first })).toBe(
      'second-person-missing',
    );
    made.run('verifyAddress', { representativeId: ana, address: first, how: 'rang_back' }, workers.convenor);
    expect(addressOf(made.agency, { representativeId: ana })).toMatchObject({ address: first, health: 'ok' });
    expect(made.agency.representatives[0]?.proposed).toBeUndefined();
    expect(made.open('confirm_address')).toEqual([]);
  });

  it('is verified anew by one person after a bounce, for nothing goes elsewhere by that', () => {
    const made = verified();
    made.run('addressHealth', { representativeId: ana, health: 'bounced' }, 'system');
    made.run('verifyAddress', { representativeId: ana, address: first });
    expect(addressOf(made.agency, { representativeId: ana })).toMatchObject({ address: first, health: 'ok' });
  });

  it('stays the one in use while another waits; a third one begins anew', () => {
    const made = verified();
    made.run('verifyAddress', his);
    made.run('verifyAddress', { ...his, address: 'ana.third@service.example' }, workers.convenor);
    expect(addressOf(made.agency, { representativeId: ana })?.address).toBe(first);
    made.run('verifyAddress', { ...his, address: 'ana.third@service.example' }, workers.triage);
    expect(addressOf(made.agency, { representativeId: ana })?.address).toBe('ana.third@service.example');
  });
});

describe('a change of address', () => {
  it('is told to the old address and the convening team at once, without any address or name', () => {
    const made = verified();
    const { verifiedAt } = made.agency.representatives[0]?.address ?? {};
    const said = mails(made.run('verifyAddress', his));
    expect(said.map(({ kind, to, params }) => [kind, to, params])).toEqual([
      ['address_changed', [desk], {}],
      ['address_changed', [{ agencyId: 'agy-service', representativeId: ana }], { verifiedAt }],
    ]);
    expect(JSON.stringify(said)).not.toMatch(/@|Ana/);
  });

  it('reaches the old address of the convening team itself by a mail of its own', () => {
    const made = verified();
    const own = { agencyId: 'agy-service', representativeId: ana };
    made.policy = { ...testPolicy, conveningTeam: { ...testPolicy.conveningTeam, desk: own } };
    const said = mails(made.run('verifyAddress', his));
    const ids = said.map(({ cause, kind, to: [to = own] }) => messageIdFor(cause, kind, to));
    expect(new Set(ids).size).toBe(2);
  });

  it('reaches the old address also when the new one counts by then, and whoever stands in', () => {
    const made = verified();
    const { verifiedAt = '' } = made.agency.representatives[0]?.address ?? {};
    made.run('nameDelegate', {
      representativeId: ana,
      delegateId: bea,
      from: made.now,
      to: '2026-04-01T00:00:00.000Z',
    });
    made.verify({ representativeId: ana }, other);
    const to = { agencyId: 'agy-service', representativeId: ana };
    expect(resolveAddress(to, gateAgency(made.agency), verifiedAt)).toMatchObject({
      resolved: { address: first },
    });
    expect(resolveAddress(to, gateAgency(made.agency), '2026-01-01T00:00:00.000Z')).toEqual({
      reasons: ['address_missing'],
    });
  });

  it('tells the team alone when nothing arrives at the old one, and nobody of a first address', () => {
    const made = verified();
    made.run('addressHealth', { representativeId: ana, health: 'bounced' }, 'system');
    expect(mails(made.run('verifyAddress', his)).map(({ to }) => to)).toEqual([[desk]]);
    expect(
      mails(made.run('verifyAddress', { representativeId: bea, address: 'bea@service.example' })),
    ).toEqual([]);
  });

  it('tells who holds a post when its mail is to go to a mailbox instead', () => {
    const made = verified();
    made.run('setPost', { post: 'manager', representativeId: ana });
    const said = mails(made.run('verifyAddress', { post: 'manager', address: 'office@service.example' }));
    const [, toHolder] = said;
    expect(toHolder?.to).toEqual([{ agencyId: 'agy-service', post: 'manager' }]);
    const resolved = resolveAddress(
      { agencyId: 'agy-service', post: 'manager' },
      gateAgency(made.agency),
      String(toHolder?.params['verifiedAt']),
    );
    expect(resolved).toMatchObject({ resolved: { address: first } });
  });
});

describe('withdrawing an address', () => {
  it('takes one person, is told as a change is, and asks for another', () => {
    const made = verified();
    const did = made.run('withdrawAddress', {
      representativeId: ana,
      which: 'in_use',
      reason: 'in_wrong_hands',
    });
    expect(mails(did)).toHaveLength(2);
    expect(addressOf(made.agency, { representativeId: ana })).toBeUndefined();
    expect(made.open('verify_address')).toMatchObject([{ subject: ana, reason: 'in_wrong_hands' }]);
  });

  it('ends one that waits, and refuses where there is none', () => {
    const made = verified();
    const withdraw = { representativeId: ana, which: 'proposed', reason: 'not_theirs' };
    expect(made.refusal('withdrawAddress', withdraw)).toBe('no-such-address');
    made.run('verifyAddress', his);
    made.run('withdrawAddress', withdraw);
    expect(made.open('confirm_address')).toEqual([]);
    expect(made.refusal('verifyAddress', his, workers.convenor)).toBe('accepted');
    expect(addressOf(made.agency, { representativeId: ana })?.address).toBe(first);
  });
});

it('a mail of the directory that does not arrive is rung about; operations ring the convening team', () => {
  const made = verified();
  const outcome = { messageId: 'msg-0001', kind: 'address_changed', outcome: 'bounced' };
  made.run(
    'messageOutcome',
    { ...outcome, to: { agencyId: 'agy-service', representativeId: ana } },
    'system',
  );
  made.run('messageOutcome', { ...outcome, to: desk }, 'system');
  made.run('messageOutcome', { ...outcome, outcome: 'delivered', to: desk }, 'system');
  expect(made.open('reach_by_telephone').map((task) => task.for)).toEqual([
    desk,
    { agencyId: 'agy-operations' },
  ]);
});

describe('who gets the mail of an agency', () => {
  const team = (what: string) => ['address_changed', [desk], { what }];
  const former = (representativeId: string, what: string, verifiedAt?: string) => [
    'address_changed',
    [{ agencyId: 'agy-service', representativeId }],
    { verifiedAt, what },
  ];
  const said = (did: Parameters<typeof mails>[0]) =>
    mails(did).map(({ kind, to, params }) => [kind, to, params]);

  it('is told to the former holder of a post and the convening team, and to nobody at first', () => {
    const made = verified();
    const { verifiedAt } = made.agency.representatives[0]?.address ?? {};
    expect(said(made.run('setPost', { post: 'mailbox', representativeId: ana }))).toEqual([]);
    expect(said(made.run('setPost', { post: 'mailbox', representativeId: ana }))).toEqual([]);
    expect(said(made.run('setPost', { post: 'mailbox', representativeId: bea }))).toEqual([
      team('post'),
      former(ana, 'post', verifiedAt),
    ]);
  });

  it('is told to the team also where the former holder was removed first', () => {
    const made = verified();
    made.run('setPost', { post: 'mailbox', representativeId: ana });
    made.run('removeRepresentative', { representativeId: ana, reason: 'left' });
    const did = made.run('setPost', { post: 'mailbox', representativeId: bea });
    expect(said(did)).toEqual([team('post')]);
  });

  it('is told to who is said to be away, unless they said so themselves', () => {
    const made = verified();
    const { verifiedAt } = made.agency.representatives[0]?.address ?? {};
    const away = (from: string, to: string) => ({ representativeId: ana, delegateId: bea, from, to });
    const byOther = made.run('nameDelegate', away('2026-03-03T00:00:00.000Z', '2026-03-04T00:00:00.000Z'));
    expect(said(byOther)).toEqual([former(ana, 'delegate', verifiedAt)]);
    const own = { agencyId: 'agy-service', representativeId: ana };
    const byHer = made.run('nameDelegate', away('2026-03-05T00:00:00.000Z', '2026-03-06T00:00:00.000Z'), own);
    expect(said(byHer)).toEqual([]);
  });

  it('is told to the team and the former contact when named contacts change', () => {
    const made = verified();
    const { verifiedAt } = made.agency.representatives[0]?.address ?? {};
    const only = (on: boolean, integrityContactId?: string) =>
      said(made.run('setNamedContactOnly', { on, ...(integrityContactId && { integrityContactId }) }));
    expect(only(true, ana)).toEqual([team('named_contact')]);
    expect(only(true, bea)).toEqual([team('named_contact'), former(ana, 'named_contact', verifiedAt)]);
    expect(only(false)).toEqual([team('named_contact')]);
    expect(only(false)).toEqual([]);
  });
});
