import { describe, expect, it } from 'vitest';
import { calendarFor } from '../../../functions/domain/calendar/index.ts';
import {
  aliasId,
  resolveNoteName,
  resolveReferences,
  type Surroundings,
  UnknownReferenceError,
  valueAt,
  workerId,
} from '../../../local/scenario/references.ts';

const states: Record<string, unknown> = {
  'case:main': {
    urgency: 'standard',
    lead: { offers: [{ offerId: 'off-1' }, { offerId: 'off-2' }] },
    actions: [
      { actionId: 'act-1', code: 'a', owner: aliasId('s', 'agency', 'police') },
      { actionId: 'act-2', code: 'b', owner: aliasId('s', 'agency', 'refuge') },
      { actionId: 'act-3', code: 'a', owner: aliasId('s', 'agency', 'refuge') },
    ],
  },
  'meeting:first': { invitations: [{ invitationId: 'inv-1' }] },
};

const around: Surroundings = {
  scenario: 's',
  at: '2026-03-02T01:00:00.000Z',
  calendar: calendarFor('AU-WA'),
  state: (of = 'case:main') => states[of],
  knows: (type, alias) =>
    ['person anna', 'agency police', 'agency refuge', 'case main', 'worker police/sergeant'].includes(
      `${type} ${alias}`,
    ),
};
const resolved = (value: unknown): unknown => resolveReferences(value, around);

describe('references of a scenario', () => {
  it('become the ids that the things will have', () => {
    expect(resolved({ a: '@person:anna', b: ['@case:main'] })).toEqual({
      a: aliasId('s', 'person', 'anna'),
      b: [aliasId('s', 'case', 'main')],
    });
    expect(aliasId('s', 'person', 'anna')).not.toBe(aliasId('t', 'person', 'anna'));
    expect(aliasId('s', 'person', 'anna')).not.toContain('anna');
  });

  it('become workers and representatives', () => {
    const representativeId = workerId('s', 'police/sergeant');
    expect(resolved('@rep:police/sergeant')).toBe(representativeId);
    expect(resolved('@worker:police/sergeant')).toEqual({
      agencyId: aliasId('s', 'agency', 'police'),
      representativeId,
    });
  });

  it('may be keys', () => {
    expect(resolved({ '@person:anna': 'yes' })).toEqual({ [aliasId('s', 'person', 'anna')]: 'yes' });
  });

  it('may name whom a note is about', () => {
    expect(resolveNoteName('view:@person:anna', around)).toBe(`view:${aliasId('s', 'person', 'anna')}`);
    expect(resolveNoteName('rationale', around)).toBe('rationale');
    expect(() => resolveNoteName('view:@person:nobody', around)).toThrow(UnknownReferenceError);
  });

  it('become times, from the time of the step', () => {
    expect(resolved('@time:+1d 10:00')).toBe('2026-03-03T02:00:00.000Z');
  });

  it('look into the state: the last of a list, or the last that fits', () => {
    expect(resolved('@last:lead.offers.offerId')).toBe('off-2');
    expect(resolved({ '@in': 'actions', where: { code: 'a' }, take: 'actionId' })).toBe('act-3');
    const policeOwns = { code: 'a', owner: '@agency:police' };
    expect(resolved({ '@in': 'actions', where: policeOwns, take: 'actionId' })).toBe('act-1');
    const elsewhere = { '@in': 'invitations', take: 'invitationId', of: 'meeting:first' };
    expect(resolved({ deep: [elsewhere] })).toEqual({ deep: ['inv-1'] });
  });

  it('leave everything else alone', () => {
    const plain = { text: 'me@example.test', number: 1, none: null, list: [true] };
    expect(resolved(plain)).toEqual(plain);
  });

  it.each([
    ['@person:nobody', 'the scenario has no such person'],
    ['@agency:nobody', 'the scenario has no such agency'],
    ['@worker:police/nobody', 'the scenario has no such worker'],
    ['@rep:nobody', 'the scenario has no such worker'],
    ['@somebody:anna', 'expected @person:, @agency:'],
    ['@last:lead.nothing.offerId', 'there is no list lead.nothing'],
    [{ '@in': 'actions', where: { code: 'z' }, take: 'actionId' }, 'nothing in actions fits {"code":"z"}'],
  ])('say when they lead nowhere: %j', (value, why) => {
    expect(() => resolved(value)).toThrow(UnknownReferenceError);
    expect(() => resolved(value)).toThrow(why);
  });
});

describe('a dotted path', () => {
  it('goes through objects and lists', () => {
    const value = { a: [{ b: 1 }, { b: 2 }], c: 'text' };
    expect(valueAt(value, '')).toBe(value);
    expect(valueAt(value, 'a.0.b')).toBe(1);
    expect(valueAt(value, 'a.-1.b')).toBe(2);
    expect(valueAt(value, 'a.length')).toBe(2);
    expect(valueAt(value, 'a.9.b')).toBeUndefined();
    expect(valueAt(value, 'c.d')).toBeUndefined();
    expect(valueAt(undefined, 'a')).toBeUndefined();
  });
});
