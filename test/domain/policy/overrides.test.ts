import { describe, expect, it } from 'vitest';
import { PolicyOverrideError, profiles, withOverrides } from '../../../functions/domain/policy/index.ts';
import { waSurvivorTerms } from '../../../functions/domain/policy/profiles/wa.ts';

const { wa } = profiles;
const problemsOf = (overrides: Parameters<typeof withOverrides>[1]) => {
  try {
    withOverrides(wa, overrides);
  } catch (error) {
    if (error instanceof PolicyOverrideError) return error.problems;
    throw error;
  }
  return [];
};

describe('overrides of a policy', () => {
  it('S2-51 shows VS and PUV in place of victim and perpetrator as one setting of words', () => {
    const policy = withOverrides(wa, { terms: waSurvivorTerms });
    expect(policy.terms['person_using_violence']).toBe('person using violence');
    expect(policy.terms['meeting']).toBe(wa.terms['meeting']);
  });

  it('S0-20 switches the spoken endorsement', () => {
    expect(withOverrides(wa, { verbalEndorsement: 'any_meeting' }).verbalEndorsement).toBe('any_meeting');
  });

  it('changes one value as deep as it lies and leaves the profile alone', () => {
    const before = structuredClone(wa);
    const policy = withOverrides(wa, { clocks: { 'meeting.convene': { due: { standard: { amount: 5 } } } } });
    expect(policy.clocks['meeting.convene']?.due.standard).toEqual({ amount: 5, unit: 'calendar_days' });
    expect(policy.clocks['meeting.convene']?.due.urgent).toEqual(wa.clocks['meeting.convene']?.due.urgent);
    expect(wa).toEqual(before);
  });

  it('takes no limit that would let nothing through', () => {
    expect(problemsOf({ limits: { meetingCapacity: 0 }, access: { linkDays: -1 } })).toHaveLength(2);
    expect(problemsOf({ daily: { spreadMinutes: 0 } })).toEqual([]);
  });

  it('gives the same version to the same overrides however written, and another to others', () => {
    const a = withOverrides(wa, { limits: { slotMinutes: 10, meetingCapacity: 9 } }).version;
    const b = withOverrides(wa, { limits: { meetingCapacity: 9, slotMinutes: 10 } }).version;
    const c = withOverrides(wa, { limits: { meetingCapacity: 9, slotMinutes: 11 } }).version;
    expect(a).toMatch(/^wa-1\+[0-9a-f]{8}$/);
    expect(b).toBe(a);
    expect(c).not.toBe(a);
    expect(withOverrides(wa, {})).toBe(wa);
  });

  it.each([
    ['a wrong type', { limits: { slotMinutes: 'ten' } }, 'limits.slotMinutes', 'number'],
    [
      'a part of a day',
      { clocks: { 'action.due': { due: { standard: { amount: 1.5 } } } } },
      'clocks.action.due.due.standard.amount',
      'int',
    ],
    [
      'a value not listed',
      { verbalEndorsement: 'sometimes' },
      'verbalEndorsement',
      'one of any_meeting, virtual_only, never',
    ],
    ['an unknown part', { limit: {} }, '', 'no limit'],
    ['an unknown value inside', { limits: { slots: 3 } }, 'limits', 'no slots'],
    [
      'a rule that is not there',
      { clocks: { 'action.do': { title: 'x' } } },
      'clocks.action.do.rule',
      'string',
    ],
    [
      'a ladder that is not there',
      { clocks: { 'action.due': { ladder: { urgent: 'none' } } } },
      'clocks.action.due.ladder.urgent',
      'the name of a ladder of this policy',
    ],
    [
      'a ladder that ends in silence',
      { ladders: { watch: [] } },
      'ladders.watch',
      'a rung that repeats always, so that a live clock has a next step',
    ],
    ['another profile', { profile: 'nz' }, 'profile', 'not to be overridden'],
    ['a version', { version: 'wa-2' }, 'version', 'not to be overridden'],
  ])('refuses %s by its path and what was expected', (_, overrides, path, expected) => {
    expect(problemsOf(overrides)).toContainEqual({ path, expected });
  });
});
