import { describe, expect, it } from 'vitest';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { TimedCase } from './timed-case.ts';

const owner = 'agy-police/rep-police1';
const contact = 'agy-police/post:escalation_contact';
const lead = 'agy-specialist/rep-specialist1';
const chair = 'agy-coord/rep-chair1';
const region = 'agy-coord/rep-region1';

// The case id of the fixture spreads its daily rungs by this many minutes after nine.
const nine = '09:10';

describe('S0-38 reminders and escalation of a standard action', () => {
  it('in WA: T-7, T-2, due day, +1, weekly; contact +2, lead +5, chair and region +10', () => {
    // Thursday 1 October 2026 in Perth; due on Friday 16 October, 17:00.
    const played = new TimedCase({ now: '2026-10-01T01:00:00.000Z' })
      .action('standard')
      .only('action.due', { subject: 'act-timed0', key: 'standard', dueAt: '2026-10-16T09:00:00.000Z' })
      .play('2026-11-02T00:00:00.000Z');
    expect(played.story()).toEqual([
      `Fri 2026-10-09 ${nine} reminder T-7 ${owner} digest`,
      `Wed 2026-10-14 ${nine} reminder T-2 ${owner} digest`,
      `Fri 2026-10-16 ${nine} reminder T0 ${owner} digest`,
      `Fri 2026-10-16 ${nine} reminder T0 ${lead} digest`,
      `Mon 2026-10-19 ${nine} reminder +1wd ${owner} digest`,
      `Tue 2026-10-20 ${nine} escalation +2wd ${contact}`,
      `Fri 2026-10-23 ${nine} escalation +5wd ${lead}`,
      `Mon 2026-10-26 ${nine} reminder weekly ${owner} digest`,
      `Fri 2026-10-30 ${nine} escalation +10wd ${chair}`,
      `Fri 2026-10-30 ${nine} escalation +10wd ${region}`,
    ]);
    expect(played.fired.flatMap((f) => f.did)).toEqual([
      'reminder.T-7',
      'reminder.T-2',
      'reminder.T0',
      'clock.action.due',
      'reminder.+1wd',
      'escalation.owner_agency_contact',
      'escalation.lead',
      'reminder.weekly',
      'escalation.chair',
      'escalation.region',
    ]);
  });

  it('goes on weekly for as long as nobody does it', () => {
    const played = new TimedCase({ now: '2026-10-01T01:00:00.000Z' })
      .action('standard')
      .only('action.due', { subject: 'act-timed0', key: 'standard', dueAt: '2026-10-16T09:00:00.000Z' })
      .play('2027-01-01T00:00:00.000Z');
    const weekly = played.story().filter((line) => line.includes(' weekly'));
    expect(weekly).toHaveLength(10);
    expect(weekly.at(-1)).toBe(`Mon 2026-12-28 ${nine} reminder weekly#10 ${owner} digest`);
    expect(played.clock('action.due').fired).toEqual([
      'T-7',
      'T-2',
      'T0',
      'due',
      '+1wd',
      '+2wd',
      '+5wd',
      '+10wd',
      'weekly#10',
    ]);
  });

  it('sends the digest of that local day', () => {
    const played = new TimedCase({ now: '2026-10-01T01:00:00.000Z' })
      .action('standard')
      .only('action.due', { subject: 'act-timed0', key: 'standard', dueAt: '2026-10-16T09:00:00.000Z' })
      .play('2026-10-10T00:00:00.000Z');
    expect(played.fired[0]?.messages[0]?.digestAt).toBe('2026-10-09T01:30:00.000Z');
  });

  it('in Victoria at nine o’clock on both sides of daylight saving', () => {
    // Clocks go forward on Sunday 4 October 2026.
    const played = new TimedCase({ now: '2026-09-21T23:00:00.000Z', policy: profiles.vic })
      .action('standard')
      .only('action.due', { subject: 'act-timed0', key: 'standard', dueAt: '2026-10-08T06:00:00.000Z' })
      .play('2026-10-07T00:00:00.000Z');
    expect(played.fired.map((f) => `${f.local} ${f.at}`)).toEqual([
      `Thu 2026-10-01 ${nine} 2026-09-30T23:10:00.000Z`,
      `Tue 2026-10-06 ${nine} 2026-10-05T22:10:00.000Z`,
    ]);
  });

  it('in New Zealand past Matariki, and past an anniversary day of the region alone', () => {
    const due = (region: 'NZ' | 'NZ-AUK', dueAt: string) =>
      new TimedCase({ now: '2026-01-20T20:00:00.000Z', policy: profiles.nz, region })
        .action('standard')
        .only('action.due', { subject: 'act-timed0', key: 'standard', dueAt });
    // Friday 10 July 2026 is Matariki: one working day after Thursday is Monday.
    const matariki = due('NZ', '2026-07-09T05:00:00.000Z').play('2026-07-13T00:00:00.000Z');
    expect(matariki.fired.at(-1)?.local).toBe(`Mon 2026-07-13 ${nine}`);
    // Monday 26 January 2026 is Auckland's anniversary day.
    const friday = '2026-01-23T04:00:00.000Z';
    const after = '2026-01-27T00:00:00.000Z';
    const elsewhere = due('NZ', friday).play(after).story();
    const auckland = due('NZ-AUK', friday).play(after).story();
    expect(elsewhere).toContain(`Mon 2026-01-26 ${nine} reminder +1wd ${owner} digest`);
    expect(auckland).toContain(`Tue 2026-01-27 ${nine} reminder +1wd ${owner} digest`);
  });
});

describe('S0-38 escalation of urgent and immediate actions', () => {
  it('urgent: owner and lead at due, contact +1 working day, chair +2, never in a digest', () => {
    // Due on Thursday 24 September 2026; Monday 28 is the King's Birthday in WA.
    const played = new TimedCase({ now: '2026-09-21T02:00:00.000Z' })
      .action('urgent')
      .only('action.due', { subject: 'act-timed0', key: 'urgent', dueAt: '2026-09-24T09:00:00.000Z' })
      .play('2026-09-30T03:00:00.000Z');
    expect(played.story()).toEqual([
      `Thu 2026-09-24 17:00 reminder T0 ${owner}`,
      `Thu 2026-09-24 17:00 reminder T0 ${lead}`,
      `Fri 2026-09-25 ${nine} escalation +1wd ${contact}`,
      `Tue 2026-09-29 ${nine} escalation +2wd ${chair}`,
      `Wed 2026-09-30 ${nine} reminder +3wd ${owner}`,
      `Wed 2026-09-30 ${nine} reminder +3wd ${lead}`,
    ]);
  });

  it('immediate: acknowledge within 2 elapsed hours, through the night and a holiday', () => {
    // Sunday 27 September 2026, 23:30 in Perth, the night before a holiday.
    const played = new TimedCase({ now: '2026-09-27T15:30:00.000Z' })
      .action('immediate')
      .only('action.acknowledge', { subject: 'act-timed0', key: 'critical' })
      .play('2026-09-27T22:00:00.000Z');
    expect(played.story()).toEqual([
      `Mon 2026-09-28 01:30 reminder T0 ${owner}`,
      `Mon 2026-09-28 01:30 reminder T0 ${lead}`,
      `Mon 2026-09-28 03:30 escalation +2h ${contact}`,
      `Mon 2026-09-28 05:30 escalation +4h ${chair}`,
      `Mon 2026-09-28 05:30 escalation +4h agy-specialist/post:after_hours`,
    ]);
  });

  it('immediate: a telephone task for a named person from the first unacknowledged rung on', () => {
    const played = new TimedCase({ now: '2026-09-27T15:30:00.000Z' })
      .action('immediate')
      .only('action.acknowledge', { subject: 'act-timed0', key: 'critical' });
    played.play('2026-09-27T17:29:00.000Z');
    expect(played.tasks('telephone')).toEqual([]);
    played.play('2026-09-27T17:30:00.000Z');
    expect(played.tasks('telephone')).toMatchObject([
      { for: { agencyId: 'agy-specialist', representativeId: 'rep-specialist1' }, subject: 'act-timed0' },
    ]);
  });

  it('skips rungs before the action existed', () => {
    // Made three days before it is due: no T-7. Made on the due day at ten: no T0 at nine.
    const late = (now: string) =>
      new TimedCase({ now })
        .action('standard')
        .only('action.due', { subject: 'act-timed0', key: 'standard', dueAt: '2026-10-16T09:00:00.000Z' })
        .play('2026-10-19T02:00:00.000Z')
        .fired.flatMap((f) => f.did);
    expect(late('2026-10-13T02:00:00.000Z')).toEqual([
      'reminder.T-2',
      'reminder.T0',
      'clock.action.due',
      'reminder.+1wd',
    ]);
    expect(late('2026-10-16T02:00:00.000Z')).toEqual(['clock.action.due', 'reminder.+1wd']);
  });

  it('acts at once on a clock that starts overdue', () => {
    const played = new TimedCase({ now: '2026-10-20T03:00:00.000Z' })
      .action('standard')
      .only('action.due', { subject: 'act-timed0', key: 'standard', dueAt: '2026-10-16T09:00:00.000Z' });
    expect(played.next()! <= played.now).toBe(true);
    expect(played.jump(played.now).did).toEqual([
      'clock.action.due',
      'escalation.owner_agency_contact',
      'reminder.+2wd',
    ]);
  });
});
