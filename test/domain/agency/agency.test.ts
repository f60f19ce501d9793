import { describe, expect, it } from 'vitest';
import { addressOf, isSignatory } from '../../../functions/domain/agency/queries.ts';
import { workers } from '../case/fixtures.ts';
import { AgencyUnderTest, agency, ana, bea, entry } from './fixtures.ts';

describe('createAgency', () => {
  it.each(['police', 'specialist_fdv', 'acco'])('S2-01 enters an agency of the kind %s', (kind) => {
    const made = new AgencyUnderTest();
    made.run('createAgency', entry({ kind }));
    expect(made.agency).toMatchObject({ kind, specialistService: false, scope: 'in_scope', agreements: [] });
  });

  it('refuses a kind outside the profile and an agency without a proper mail domain', () => {
    const made = new AgencyUnderTest();
    expect(made.refusal('createAgency', entry({ kind: 'circus' }))).toBe('kind-not-in-profile');
    expect(made.refusal('createAgency', entry({ domains: [] }))).toBe('domain-missing');
    expect(made.refusal('createAgency', entry({ domains: ['Service.Example'] }))).toBe('domain-invalid');
    expect(made.refusal('createAgency', entry({ domains: ['example'] }))).toBe('domain-invalid');
    for (const domain of [
      'gmail.com',
      'bigpond.com',
      'outlook.com',
      'gov.au',
      'com.au',
      'wa.gov.au',
      'govt.nz',
    ])
      expect(made.refusal('createAgency', entry({ domains: ['service.example', domain] }))).toBe(
        'domain-public',
      );
    expect(made.refusal('setPost', { post: 'manager' })).toBe('no-such-agency');
  });

  it('keeps names and addresses out of events and intents', () => {
    const made = agency();
    const did = made.run('verifyAddress', { representativeId: ana, address: 'ana@service.example' });
    const added = made.run('addRepresentative', {
      name: 'Cleo Invented',
      roles: [],
      phone: '+61 8 5550 0000',
    });
    const said = JSON.stringify([did.events, did.intents, added.events, added.intents]);
    expect(said).not.toMatch(/Cleo|ana@|5550/);
  });
});

describe('representatives', () => {
  it('refuses the same one twice', () => {
    expect(
      agency().refusal('addRepresentative', { representativeId: ana, name: 'Ana Invented', roles: [] }),
    ).toBe('representative-exists');
  });

  it('asks for posts and delegations that a leaving one held to be filled', () => {
    const made = agency();
    made.run('setPost', { post: 'escalation_contact', representativeId: bea });
    made.run('nameDelegate', {
      representativeId: ana,
      delegateId: bea,
      from: '2026-03-03T00:00:00.000Z',
      to: '2026-03-10T00:00:00.000Z',
    });
    made.run('removeRepresentative', { representativeId: bea, reason: 'left' });
    expect(made.open('fill_post')).toMatchObject([
      { subject: 'escalation_contact', for: { post: 'manager' } },
    ]);
    expect(made.open('name_delegate')).toMatchObject([{ subject: ana }]);
    expect(made.agency.posts[0]?.representativeId).toBeUndefined();
    made.run('setPost', { post: 'escalation_contact', representativeId: ana });
    expect(made.open('fill_post')).toEqual([]);
    expect(made.refusal('removeRepresentative', { representativeId: bea, reason: 'left' })).toBe(
      'no-such-representative',
    );
  });

  it('names a delegate for an absence, and refuses a wrong one', () => {
    const made = agency();
    const absence = {
      representativeId: ana,
      delegateId: bea,
      from: '2026-03-03T00:00:00.000Z',
      to: '2026-03-10T00:00:00.000Z',
    };
    expect(made.refusal('nameDelegate', { ...absence, delegateId: 'rep-none1' })).toBe(
      'no-such-representative',
    );
    expect(made.refusal('nameDelegate', { ...absence, delegateId: ana })).toBe('delegate-is-absent');
    expect(made.refusal('nameDelegate', { ...absence, to: absence.from })).toBe('period-invalid');
    expect(
      made.refusal('nameDelegate', {
        ...absence,
        from: '2026-02-01T00:00:00.000Z',
        to: '2026-02-02T00:00:00.000Z',
      }),
    ).toBe('period-invalid');
    made.run('nameDelegate', absence);
    expect(
      made.refusal('nameDelegate', {
        ...absence,
        from: '2026-03-09T00:00:00.000Z',
        to: '2026-03-12T00:00:00.000Z',
      }),
    ).toBe('absence-overlaps');
    expect(made.agency.representatives[0]?.away).toMatchObject([{ delegateId: bea }]);
  });
});

describe('verified addresses', () => {
  it.each([
    ['ana@service.example', 'accepted'],
    ['ana@north.service.example', 'accepted'],
    ['ana@SERVICE.example', 'accepted'],
    ['ana@private.example', 'address-outside-agency'],
    ['ana@notservice.example', 'address-outside-agency'],
    ['ana@service.example.evil.test', 'address-outside-agency'],
    ['ana@evil.test@service.example', 'address-invalid'],
    ['no address', 'address-invalid'],
  ])('takes only addresses in the agency’s own domains: %s %s', (address, code) => {
    expect(agency().refusal('verifyAddress', { representativeId: ana, address })).toBe(code);
  });

  it('is of one representative or one post', () => {
    const made = agency();
    const address = 'mail@service.example';
    expect(made.refusal('verifyAddress', { address })).toBe('holder-missing');
    expect(made.refusal('verifyAddress', { address, representativeId: ana, post: 'mailbox' })).toBe(
      'holder-missing',
    );
    expect(made.refusal('verifyAddress', { address, representativeId: 'rep-none1' })).toBe(
      'no-such-representative',
    );
    made.verify({ post: 'mailbox' }, address);
    expect(addressOf(made.agency, { post: 'mailbox' })).toMatchObject({
      address,
      health: 'ok',
      verifiedBy: workers.convenor.representativeId,
    });
    made.run('verifyAddress', { address: 'new@service.example', post: 'mailbox' });
    expect(made.agency.posts).toHaveLength(1);
  });
});

describe('addressHealth', () => {
  const healthy = () => {
    const made = agency();
    made.verify({ representativeId: ana }, 'ana@service.example');
    made.later({ hours: 1 });
    return made;
  };
  const health = (state: string, more: Record<string, unknown> = {}) => ({
    representativeId: ana,
    health: state,
    ...more,
  });

  it('changes the item only when the health changes', () => {
    const made = healthy();
    const before = made.agency;
    const same = made.run('addressHealth', health('ok'), 'system');
    expect(same.state).toBe(before);
    made.run('addressHealth', health('bounced'), 'system');
    expect(addressOf(made.agency, { representativeId: ana })?.health).toBe('bounced');
    expect(made.open('verify_address')).toMatchObject([{ subject: ana, reason: 'bounced' }]);
  });

  it('is well again after a delivery or a new verification', () => {
    const made = healthy();
    made.run('addressHealth', health('bounced'), 'system');
    made.later({ hours: 1 });
    made.run('addressHealth', health('ok'), 'system');
    expect(made.open('verify_address')).toEqual([]);
    made.run('addressHealth', health('complained'), 'system');
    made.run('addressHealth', health('ok'), 'system');
    expect(addressOf(made.agency, { representativeId: ana })?.health).toBe('complained');
    made.run('verifyAddress', { representativeId: ana, address: 'ana@service.example' });
    expect(addressOf(made.agency, { representativeId: ana })?.health).toBe('ok');
    expect(made.open('verify_address')).toEqual([]);
  });

  it('ignores an outcome older than the last word, and an address that is not there', () => {
    const made = healthy();
    const before = made.agency;
    made.run('addressHealth', health('bounced', { at: '2026-03-01T00:00:00.000Z' }), 'system');
    made.run('addressHealth', { representativeId: bea, health: 'bounced' }, 'system');
    expect(made.agency).toBe(before);
    expect(made.refusal('addressHealth', health('bounced'))).toBe('not-for-this-actor');
  });
});

describe('posts, agreements, locality, named contacts', () => {
  it('finds the person behind a post', () => {
    const made = agency();
    made.verify({ representativeId: ana }, 'ana@service.example');
    made.run('setPost', { post: 'after_hours', representativeId: ana, phone: '+61 8 5550 0001' });
    expect(addressOf(made.agency, { post: 'after_hours' })?.address).toBe('ana@service.example');
    expect(made.refusal('setPost', { post: 'manager' })).toBe('holder-missing');
    expect(made.refusal('setPost', { post: 'manager', representativeId: 'rep-none1' })).toBe(
      'no-such-representative',
    );
  });

  it('S0-44 records since when it is a signatory, with the review as a dated task', () => {
    const made = agency();
    const signed = { code: 'invented_mou', signedAt: '2026-01-05T01:00:00.000Z', reviewOn: '2027-01-05' };
    expect(isSignatory(made.agency, 'invented_mou', made.now)).toBe(false);
    const did = made.run('recordAgreement', signed);
    expect(isSignatory(made.agency, 'invented_mou', made.now)).toBe(true);
    expect(isSignatory(made.agency, 'invented_mou', '2026-01-01T00:00:00.000Z')).toBe(false);
    expect(did.intents).toMatchObject([
      { intent: 'task', code: 'agreement_review', status: 'open', dueAt: '2027-01-05T01:00:00.000Z' },
    ]);
    made.run('recordAgreement', { ...signed, signedAt: '2026-02-05T01:00:00.000Z', reviewOn: '2028-01-05' });
    expect(made.agency.agreements.map((a) => a.endedAt !== undefined)).toEqual([true, false]);
    expect(made.open('agreement_review')).toMatchObject([{ dueAt: '2028-01-05T01:00:00.000Z' }]);
    made.run('endAgreement', { agreementId: made.agency.agreements[1]?.agreementId, reason: 'withdrawn' });
    expect(isSignatory(made.agency, 'invented_mou', made.now)).toBe(false);
    expect(made.open('agreement_review')).toEqual([]);
  });

  it('S0-44 refuses an unknown agreement, one signed later, a review before it, and the end of none', () => {
    const made = agency();
    const signed = { code: 'invented_mou', signedAt: '2026-01-05T01:00:00.000Z', reviewOn: '2027-01-05' };
    expect(made.refusal('recordAgreement', { ...signed, code: 'other' })).toBe('agreement-not-in-profile');
    expect(made.refusal('recordAgreement', { ...signed, signedAt: '2026-05-05T01:00:00.000Z' })).toBe(
      'signed-in-the-future',
    );
    expect(made.refusal('recordAgreement', { ...signed, reviewOn: '2026-01-01' })).toBe(
      'review-before-signing',
    );
    expect(made.refusal('endAgreement', { agreementId: 'agr-none1', reason: 'expired' })).toBe(
      'no-such-agreement',
    );
  });

  it('S3-13 records locality and network', () => {
    const made = agency();
    made.run('recordLocality', { localities: [{ level: 'local', region: 'AU-VIC', network: 'north' }] });
    expect(made.agency.localities).toEqual([{ level: 'local', region: 'AU-VIC', network: 'north' }]);
    expect(made.refusal('recordLocality', { localities: [] })).toBe('input-invalid');
  });

  it('writes only to named contacts when told so, with somebody for integrity', () => {
    const made = agency();
    expect(made.refusal('setNamedContactOnly', { on: true })).toBe('integrity-contact-missing');
    expect(made.refusal('setNamedContactOnly', { on: true, integrityContactId: 'rep-none1' })).toBe(
      'no-such-representative',
    );
    made.run('setNamedContactOnly', { on: true, integrityContactId: bea });
    expect(made.agency.namedContactOnly).toMatchObject({ on: true, integrityContactId: bea });
    made.run('setNamedContactOnly', { on: false });
    expect(made.agency.namedContactOnly.on).toBe(false);
  });
});
