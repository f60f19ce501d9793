import { describe, expect, it } from 'vitest';
import { personChanged } from '../../../functions/domain/case/commands/people/person-changed.ts';
import { PersonUnderTest, personIn, toldCases } from './fixtures.ts';

const [a, b] = ['case-0000a', 'case-0000b'];

describe('identity', () => {
  it('S2-25 needs a name, or is entered as unknown', () => {
    const made = new PersonUnderTest();
    expect(made.refused('createPerson')).toMatchObject({ code: 'name-missing', missing: ['identity.names'] });
    made.run('createPerson', { identityUnknown: true });
    expect(made.refused('correctIdentity', { identity: { names: [] }, identityUnknown: false }).code).toBe(
      'name-missing',
    );
    made.run('correctIdentity', { identity: { names: [{ kind: 'alias', text: 'Tāne Whakatā' }] } });
    expect(made.person.identityUnknown).toBe(false);
  });

  it.each(['1990-01-01', '1990', 'unknown'])('takes the birth date %s', (birthDate) => {
    personIn(a).run('correctIdentity', { identity: { birthDate } });
  });

  it.each(['1 May 1990', '01/05/1990', '90', '1990-02-31', 'about 30', ''])(
    'takes no birth date %s',
    (birthDate) => {
      const refusal = personIn(a).refused('correctIdentity', { identity: { birthDate } });
      expect(refusal).toMatchObject({ code: 'input-invalid', field: 'identity.birthDate' });
    },
  );

  it('S4-16 keeps macrons, and stands in one field only', () => {
    const made = personIn(a);
    const identity = {
      names: [{ kind: 'legal', text: 'Mārama Tūhoe-Invented' }],
      addresses: [{ kind: 'refuge', text: '1 Nowhere Lane' }],
      workplaces: ['Invented Works'],
      schools: ['Invented School'],
      phones: ['0400 000 000'],
      emails: ['marama@example.org'],
      birthDate: '1990-01-01',
    };
    const { events, intents } = made.run('correctIdentity', { identity });
    expect(made.person.identity).toMatchObject(identity);
    const { identity: _, ...rest } = made.person;
    const outside = JSON.stringify({ rest, events, intents });
    for (const text of ['Mārama', 'Nowhere', 'Invented', '0400', 'example.org', '1990'])
      expect(outside).not.toContain(text);
  });

  it('keeps not asked, declined and unknown apart', () => {
    const made = personIn(a);
    for (const status of ['not_asked', 'declined', 'unknown'])
      made.run('recordCulturalNeeds', { aspect: 'language', status });
    expect(made.person.needs.language?.status).toBe('unknown');
    made.run('recordCulturalNeeds', { aspect: 'interpreter', status: 'recorded', codes: ['auslan'] });
    expect(made.refused('recordCulturalNeeds', { aspect: 'language', status: 'recorded' }).code).toBe(
      'answer-differs',
    );
    expect(
      made.refused('recordCulturalNeeds', { aspect: 'language', status: 'unknown', codes: ['auslan'] }).code,
    ).toBe('answer-differs');
  });

  it('S3-40 tells its cases, present and to come, when the person says to be of the First Peoples', () => {
    const made = personIn(a);
    const of = { aspect: 'cultural_identity', status: 'recorded' };
    expect(toldCases(made.run('recordCulturalNeeds', { ...of, codes: ['vietnamese'] }))).toEqual([]);
    const told = made.run('recordCulturalNeeds', { ...of, codes: ['torres_strait_islander'] });
    expect(toldCases(told)).toEqual([[a, 'cultural_support', undefined]]);
    const later = made.run('joinCase', { caseId: 'case-0000c' }, 'system');
    expect(toldCases(later)).toEqual([['case-0000c', 'cultural_support', undefined]]);
    const needs = { aspect: 'language', status: 'recorded', codes: ['aboriginal'] };
    expect(toldCases(made.run('recordCulturalNeeds', needs))).toEqual([]);
  });
});

describe('safety', () => {
  const profile = (more: Record<string, unknown> = {}) => ({
    channels: [{ channel: 'phone', safe: true, leaveMessage: false }],
    times: [{ weekdays: [1, 2], from: '10:00', to: '14:00' }],
    safeToTalkTo: ['per-dddd1'],
    unsafeToTalkTo: ['per-eeee1'],
    fears: ['per-eeee1'],
    ...more,
  });

  it('S0-28 keeps how to make contact safely, and tells the cases that it changed', () => {
    const made = personIn(a);
    expect(toldCases(made.run('recordSafeContact', profile()))).toEqual([
      [a, 'safe_contact_changed', undefined],
    ]);
    expect(made.refused('recordSafeContact', profile({ safeToTalkTo: ['per-eeee1'] })).code).toBe(
      'safe-and-unsafe',
    );
    const backwards = profile({ times: [{ weekdays: [1], from: '14:00', to: '10:00' }] });
    expect(made.refused('recordSafeContact', backwards).code).toBe('times-invalid');
  });

  it('a flag ends on a day to come, and its cases keep the clock', () => {
    const made = personIn(a, b);
    const flag = { type: 'address_confidential', reason: 'fear', expiresOn: '2026-12-01' };
    expect(toldCases(made.run('placeFlag', flag))).toEqual([
      [a, 'flag_placed', '2026-12-01'],
      [b, 'flag_placed', '2026-12-01'],
    ]);
    expect(made.refused('placeFlag', { ...flag, expiresOn: '2026-03-02' }).code).toBe('date-not-ahead');
    const flagId = made.person.flags[0]?.flagId;
    expect(toldCases(made.run('withdrawFlag', { flagId, reason: 'not_needed' }))).toHaveLength(2);
    expect(made.refused('withdrawFlag', { flagId, reason: 'again' }).code).toBe('already-withdrawn');
    expect(made.refused('withdrawFlag', { flagId: 'flag-none', reason: 'again' }).code).toBe('no-such-flag');
  });
});

describe('orders and breaches', () => {
  it('S2-16 go by stages with dates, refused ones can be applied for again', () => {
    const made = personIn(a);
    made.run('recordOrder', { kind: 'fvro', stage: 'to_be_sought', on: '2026-01-05' });
    const orderId = made.person.orders[0]?.orderId;
    const stage = (name: string, on = '2026-02-01') => ({ orderId, stage: name, on });
    expect(made.refused('recordOrderStage', stage('granted')).code).toBe('stage-out-of-order');
    expect(made.refused('recordOrderStage', stage('applied', '2026-03-03')).code).toBe('date-ahead');
    expect(made.refused('recordOrderStage', { ...stage('applied'), orderId: 'ord-none' }).code).toBe(
      'no-such-order',
    );
    for (const name of ['applied', 'refused', 'applied', 'granted'])
      made.run('recordOrderStage', stage(name));
    expect(made.person.orders[0]?.stages.map((s) => s.stage)).toEqual([
      'to_be_sought',
      'applied',
      'refused',
      'applied',
      'granted',
    ]);
    expect(toldCases(made.run('recordOrderStage', stage('ended')))).toEqual([
      [a, 'order_changed', '2026-02-01'],
    ]);
    expect(made.refused('recordOrder', { kind: 'fvro', stage: 'applied', on: '2027-01-01' }).code).toBe(
      'date-ahead',
    );
  });

  it('S2-17 S0-13 a breach is of an order in force, reported or not, and reaches each case of the person', () => {
    const made = personIn(a, b);
    made.run('recordOrder', { kind: 'fvro', stage: 'granted', on: '2026-02-01' });
    const orderId = made.person.orders[0]?.orderId;
    const breach = { orderId, on: '2026-02-20', reportedToPolice: false };
    expect(made.refused('recordBreach', { ...breach, on: '2026-01-20' }).code).toBe('order-not-granted');
    expect(made.refused('recordBreach', { ...breach, on: '2026-03-20' }).code).toBe('date-ahead');
    expect(made.refused('recordBreach', { ...breach, orderId: 'ord-none' }).code).toBe('no-such-order');
    expect(toldCases(made.run('recordBreach', breach))).toEqual([
      [a, 'order_breached', '2026-02-20'],
      [b, 'order_breached', '2026-02-20'],
    ]);
    expect(made.person.breaches).toMatchObject([{ orderId, reportedToPolice: false }]);
  });
});

describe('custody, programs, designation', () => {
  it('S2-18 a known or changed release date wakes every case', () => {
    const made = personIn(a, b);
    expect(made.refused('recordCustody', { what: 'release_expected', on: '2026-04-01' }).code).toBe(
      'not-in-custody',
    );
    const entered = made.run('recordCustody', {
      what: 'entered',
      on: '2026-02-01',
      expectedRelease: '2026-04-20',
    });
    expect(toldCases(entered)).toContainEqual([b, 'release_expected', '2026-04-20']);
    const changed = made.run('recordCustody', { what: 'release_expected', on: '2026-04-10' });
    expect(toldCases(changed)).toEqual([
      [a, 'release_expected', '2026-04-10'],
      [b, 'release_expected', '2026-04-10'],
    ]);
    expect(toldCases(made.run('recordCustody', { what: 'release_unknown' }))).toContainEqual([
      a,
      'release_unknown',
      undefined,
    ]);
    expect(made.refused('recordCustody', { what: 'released', on: '2026-03-03' }).code).toBe('date-ahead');
    made.run('recordCustody', { what: 'released', on: '2026-03-01' });
    expect(made.person.custody).toMatchObject({ in: false });
    expect(made.person.custody.expectedRelease).toBeUndefined();
  });

  it('S2-18 an unknown date at entry is asked for', () => {
    const made = personIn(a);
    expect(toldCases(made.run('recordCustody', { what: 'entered', on: '2026-02-01' }))).toEqual([
      [a, 'in_custody', '2026-02-01'],
      [a, 'release_unknown', undefined],
    ]);
  });

  it('S2-33 a program keeps its stages', () => {
    const made = personIn(a);
    made.run('recordProgram', { kind: 'behaviour_change', stage: 'offered', on: '2026-01-05' });
    const programId = made.person.programs[0]?.programId;
    const next = { programId, kind: 'behaviour_change', stage: 'taken_up', on: '2026-02-05' };
    made.run('recordProgram', next);
    expect(made.person.programs.map((p) => p.stages.map((s) => s.stage))).toEqual([['offered', 'taken_up']]);
    expect(made.refused('recordProgram', { ...next, programId: 'prog-none' }).code).toBe('no-such-program');
    expect(made.refused('recordProgram', { ...next, on: '2026-03-03' }).code).toBe('date-ahead');
  });

  it('S2-23 a designation is applied for, then made or refused, and shows in each case', () => {
    const made = personIn(a, b);
    const stage = (name: string) => ({ stage: name, on: '2026-02-01' });
    expect(made.refused('designateSerial', stage('made')).code).toBe('not-applied-for');
    expect(toldCases(made.run('designateSerial', stage('to_be_sought')))).toEqual([]);
    made.run('designateSerial', stage('applied'));
    expect(made.refused('designateSerial', { stage: 'made', on: '2026-04-01' }).code).toBe('date-ahead');
    expect(toldCases(made.run('designateSerial', stage('made')))).toEqual([
      [a, 'serial_designation_made', '2026-02-01'],
      [b, 'serial_designation_made', '2026-02-01'],
    ]);
    expect(made.refused('designateSerial', stage('applied')).code).toBe('already-made');
  });
});

describe('cases of a person', () => {
  it('a case that joins late learns at once what stands and has a date', () => {
    const made = personIn(a);
    made.run('recordCustody', { what: 'entered', on: '2026-02-01', expectedRelease: '2026-04-20' });
    made.run('placeFlag', { type: 'weapons', reason: 'seized', expiresOn: '2026-12-01' });
    made.run('designateSerial', { stage: 'applied', on: '2026-02-01' });
    made.run('designateSerial', { stage: 'made', on: '2026-02-01' });
    expect(toldCases(made.run('joinCase', { caseId: b }, 'system'))).toEqual([
      [b, 'release_expected', '2026-04-20'],
      [b, 'flag_placed', '2026-12-01'],
      [b, 'serial_designation_made', undefined],
    ]);
    expect(made.run('joinCase', { caseId: b }, 'system').intents).toEqual([]);
    expect(made.refused('joinCase', { caseId: b }).code).toBe('not-for-this-actor');
  });

  it('a case that let the person go hears no more', () => {
    const made = personIn(a, b);
    made.run('leaveCase', { caseId: a }, 'system');
    made.run('leaveCase', { caseId: 'case-0000z' }, 'system');
    expect(
      toldCases(made.run('recordCustody', { what: 'entered', on: '2026-02-01' })).map(([id]) => id),
    ).toEqual([b, b]);
  });

  it('a death known in one case stops contact in the others', () => {
    const made = personIn(a, b);
    expect(toldCases(made.run('markDeceased', { caseId: a }, 'system'))).toEqual([[b, 'died', undefined]]);
    expect(made.run('markDeceased', { caseId: b }, 'system').intents).toEqual([]);
    expect(toldCases(made.run('joinCase', { caseId: 'case-0000c' }, 'system'))).toEqual([
      ['case-0000c', 'died', undefined],
    ]);
  });

  it('S0-13 a possible match links two records and merges nothing', () => {
    const made = personIn(a);
    const { intents } = made.run('linkPossibleMatch', { personId: 'per-dddd1', basis: 'same_birth_date' });
    expect(intents).toContainEqual({
      intent: 'command',
      aggregate: 'person',
      id: 'per-dddd1',
      name: 'linkPossibleMatch',
      input: { personId: 'per-cccc1', basis: 'same_birth_date' },
    });
    expect(
      made.run('linkPossibleMatch', { personId: 'per-dddd1', basis: 'again' }, 'system').intents,
    ).toEqual([]);
    expect(made.person.cases).toHaveLength(1);
    expect(made.refused('linkPossibleMatch', { personId: 'per-cccc1', basis: 'self' }).code).toBe(
      'matches-itself',
    );
  });

  it('a wrong match is split: the cases named follow the other record', () => {
    const made = personIn(a, b);
    expect(made.refused('splitPerson', { into: 'per-cccc1', caseIds: [b] }).code).toBe('splits-into-itself');
    expect(made.refused('splitPerson', { into: 'per-dddd1', caseIds: ['case-0000z'] }).code).toBe(
      'not-in-this-case',
    );
    const { intents } = made.run('splitPerson', { into: 'per-dddd1', caseIds: [b] });
    expect(intents).toEqual([
      {
        intent: 'command',
        aggregate: 'case',
        id: b,
        name: 'personSplit',
        input: { personId: 'per-cccc1', into: 'per-dddd1' },
      },
    ]);
    expect(made.person.cases.map((c) => c.leftAt === undefined)).toEqual([true, false]);
  });

  it('tells nothing that a case would not understand', () => {
    const made = personIn(a);
    const sent = [
      made.run('recordCustody', { what: 'entered', on: '2026-02-01', expectedRelease: '2026-04-20' }),
      made.run('recordOrder', { kind: 'fvro', stage: 'granted', on: '2026-02-01' }),
      made.run('placeFlag', { type: 'weapons', reason: 'seized', expiresOn: '2026-12-01' }),
      made.run('recordProgram', { kind: 'behaviour_change', stage: 'offered', on: '2026-01-05' }),
      made.run('designateSerial', { stage: 'applied', on: '2026-02-01' }),
      made.run('markDeceased', { caseId: 'case-0000z' }, 'system'),
    ].flatMap((d) => d.intents.flatMap((i) => (i.intent === 'command' ? [i.input] : [])));
    expect(sent.length).toBeGreaterThan(6);
    for (const input of sent) expect(personChanged.input.safeParse(input).success).toBe(true);
  });
});
