import { describe, expect, it } from 'vitest';
import { startClock } from '../../../functions/domain/clocks/manage.ts';
import { recipientKey } from '../../../functions/domain/shared/recipient.ts';
import { TimedCase, tell } from './timed-case.ts';

const standard = () =>
  new TimedCase({ now: '2026-10-01T01:00:00.000Z' })
    .action('standard')
    .only('action.due', { subject: 'act-timed0', key: 'standard', dueAt: '2026-10-16T09:00:00.000Z' });

describe('after an outage', () => {
  it('only the newest rung is sent, the others are recorded as skipped', () => {
    const timed = standard();
    const { messages, did } = timed.jump('2026-10-15T00:00:00.000Z');
    expect(messages.map(tell)).toEqual(['reminder T-2 agy-police/rep-police1 digest']);
    expect(did).toEqual(['reminder.T-2']);
    expect(timed.clock('action.due')).toMatchObject({ fired: ['T-2'], skipped: ['T-7'] });
  });

  it('S0-38 an escalation that was overtaken is late but not lost, and nobody hears twice', () => {
    const timed = standard();
    // Two weeks of silence end on the Thursday after +10 working days would be near: weekly is the newest.
    const { messages } = timed.jump('2026-10-28T00:00:00.000Z');
    expect(messages.map(tell)).toEqual([
      'reminder weekly agy-police/rep-police1 digest',
      'escalation weekly agy-specialist/rep-specialist1',
      'escalation weekly agy-police/post:escalation_contact',
    ]);
    const told = messages.flatMap((message) => message.to.map(recipientKey));
    expect(new Set(told).size).toBe(told.length);
    expect(timed.clock('action.due').skipped).toEqual(['T-7', 'T-2', 'T0', '+1wd', '+2wd', '+5wd']);
    // What was overtaken never comes later.
    expect(timed.play('2026-10-29T00:00:00.000Z').fired).toHaveLength(1);
  });

  it('a weekly reminder that was missed for months comes once', () => {
    const timed = standard();
    const { messages } = timed.jump('2027-03-01T00:00:00.000Z');
    const ofAction = messages.filter((message) => message.params['rule'] === 'action.due');
    expect(ofAction.filter((message) => message.kind === 'reminder')).toHaveLength(1);
    expect(timed.clock('action.due').fired.at(-1)).toMatch(/^weekly#\d+$/);
    expect(
      timed.clock('action.due').fired.length + (timed.clock('action.due').skipped ?? []).length,
    ).toBeLessThan(12);
  });

  it('what one clock does ends what another would have sent later', () => {
    // The meeting began during the outage: the chase for its returns is moot.
    const timed = new TimedCase({ now: '2026-10-01T01:00:00.000Z', phase: 'meeting_preparation' });
    timed.edit((draft, context) => {
      draft.meetings.push({
        meetingId: 'mtg-timed0',
        cycle: 1,
        kind: 'macm_on_demand',
        startsAt: '2026-10-05T02:00:00.000Z',
        meetingVersion: 1,
        status: 'scheduled',
        attendance: [],
      });
      startClock(draft, context, 'meeting.start', { dueAt: '2026-10-05T02:00:00.000Z' });
      startClock(draft, context, 'info.return', { dueAt: '2026-10-05T09:00:00.000Z' });
    });
    const { messages } = timed.jump('2026-10-06T00:00:00.000Z');
    expect(timed.state.phase).toBe('meeting');
    expect(messages).toEqual([]);
    expect(timed.clock('info.return').status).toBe('unanswered');
  });
});
