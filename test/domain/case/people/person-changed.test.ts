import { describe, expect, it } from 'vitest';
import { caseLate } from '../actions/later-phases.ts';
import { caseIn, persons, workers } from '../fixtures.ts';

const sys = { by: 'system' } as const;
const his = { personId: persons.personUsingViolence };

describe('a change in a person’s record', () => {
  it('S2-18 a release date starts a clock for the day and a dated task for the lead to plan before', () => {
    const made = caseIn('meeting_scheduling');
    made.run('personChanged', { ...his, what: 'release_expected', on: '2026-04-20' }, sys);
    expect(made.clock('custody.release', persons.personUsingViolence)?.dueAt).toBe(
      '2026-04-20T01:00:00.000Z',
    );
    expect(made.tasks('plan_for_release')).toMatchObject([
      { for: workers.specialist, dueAt: '2026-04-19T01:00:00.000Z' },
    ]);
  });

  it('S2-18 a changed date re-times both, an unknown one asks for it, the release itself asks to act', () => {
    const made = caseIn('meeting_scheduling');
    made.run('personChanged', { ...his, what: 'release_expected', on: '2026-04-20' }, sys);
    made.run('personChanged', { ...his, what: 'release_expected', on: '2026-04-10' }, sys);
    expect(made.clock('custody.release')?.dueAt).toBe('2026-04-10T01:00:00.000Z');
    expect(made.tasks('plan_for_release')).toMatchObject([{ dueAt: '2026-04-09T01:00:00.000Z' }]);
    made.run('personChanged', { ...his, what: 'release_unknown' }, sys);
    expect(made.clock('custody.release')).toBeUndefined();
    expect(made.tasks('find_out_release_date')).toHaveLength(1);
    made.run('personChanged', { ...his, what: 'released', on: '2026-03-02' }, sys);
    expect(made.tasks('find_out_release_date')).toEqual([]);
    expect(made.tasks('act_on_release')).toHaveLength(1);
  });

  it('S2-18 a release that is today or past is planned for at once', () => {
    const made = caseIn('meeting_scheduling');
    made.run('personChanged', { ...his, what: 'release_expected', on: '2026-02-20' }, sys);
    expect(made.clock('custody.release')?.dueAt).toBe(made.now);
  });

  it('S2-18 wakes the case also in the watch after closure', () => {
    const made = caseLate('closed_watch');
    made.run('personChanged', { ...his, what: 'release_expected', on: '2026-06-01' }, sys);
    expect(made.clock('custody.release', persons.personUsingViolence)).toBeDefined();
    expect(made.tasks('plan_for_release')).toHaveLength(1);
  });

  it.each([
    'order_changed',
    'order_breached',
    'serial_designation_made',
    'in_custody',
    'safe_contact_changed',
    'possible_match',
  ])('S2-17 S2-23 S2-32 %s reaches the lead', (what) => {
    const made = caseIn('meeting_scheduling');
    made.run('personChanged', { ...his, what, ref: 'ord-0001' }, sys);
    expect(made.tasks(what)).toMatchObject([{ for: workers.specialist, subject: 'ord-0001' }]);
    expect(made.case.marks.seriousOffender).toBe(what === 'serial_designation_made');
  });

  it('a flag runs until its day and ends when withdrawn', () => {
    const made = caseIn('meeting_scheduling');
    made.run('personChanged', { ...his, what: 'flag_placed', on: '2026-12-01', ref: 'flag-0001' }, sys);
    expect(made.clock('flag.expiry', 'flag-0001')?.dueAt).toBe('2026-12-01T01:00:00.000Z');
    made.run('personChanged', { ...his, what: 'flag_withdrawn', ref: 'flag-0001' }, sys);
    expect(made.clock('flag.expiry')).toBeUndefined();
  });

  it('a death known elsewhere stops contact here too', () => {
    const made = caseIn('consent_attempt');
    made.run('personChanged', { personId: persons.victim, what: 'died' }, sys);
    expect(made.case.holds).toMatchObject([{ kind: 'death' }]);
    expect(made.tasks('attempt_consent')).toEqual([]);
  });

  it('about somebody who is no member changes nothing, and is not for a worker', () => {
    const made = caseIn('meeting_scheduling');
    const change = { personId: 'per-zzzz9', what: 'released', on: '2026-03-01' };
    const before = made.case;
    expect(made.run('personChanged', change, sys).intents).toEqual([]);
    expect(made.case).toEqual(before);
    expect(made.refused('personChanged', change).code).toBe('not-for-this-actor');
  });

  it('a split record is followed everywhere in the case, and checked by the lead', () => {
    const made = caseIn('meeting_scheduling');
    made.run('recordNeed', { personId: persons.victim, code: 'housing' });
    const { intents } = made.run('personSplit', { personId: persons.victim, into: 'per-xxxx1' }, sys);
    expect(JSON.stringify(made.case)).not.toContain(persons.victim);
    expect(made.case.consent.flags[0]).toMatchObject({ personId: 'per-xxxx1', macmSharing: 'yes' });
    expect(intents).toContainEqual(expect.objectContaining({ name: 'joinCase', id: 'per-xxxx1' }));
    expect(made.tasks('check_split')).toHaveLength(1);
  });
});
