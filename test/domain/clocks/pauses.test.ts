import { describe, expect, it } from 'vitest';
import { acknowledge } from '../../../functions/domain/clocks/acknowledge.ts';
import { endClocks, extendClock } from '../../../functions/domain/clocks/manage.ts';
import { pauseClock, resumeClock } from '../../../functions/domain/clocks/pauses.ts';
import { hasOpenRung } from '../../../functions/domain/clocks/schema.ts';
import { TimedCase } from './timed-case.ts';

const due = '2026-10-16T09:00:00.000Z';
const standard = () =>
  new TimedCase({ now: '2026-10-01T01:00:00.000Z' })
    .action('standard')
    .only('action.due', { subject: 'act-timed0', key: 'standard', dueAt: due });
const immediate = () =>
  new TimedCase({ now: '2026-10-01T01:00:00.000Z' })
    .action('immediate')
    .only('action.due', { subject: 'act-timed0', key: 'critical', dueAt: '2026-10-01T03:00:00.000Z' });

const pause = (timed: TimedCase, until: string) =>
  timed.edit((draft, context) => pauseClock(draft, context, draft.clocks[0]!, until, 'court_date'));

describe('pauses', () => {
  it('hold everything until their end, which is itself the next instant', () => {
    const timed = standard();
    const { events } = pause(timed, '2026-10-20T01:00:00.000Z');
    expect(events).toMatchObject([{ type: 'clock.paused', facts: { reason: 'court_date' } }]);
    expect(timed.next()).toBe('2026-10-20T01:00:00.000Z');
    timed.play('2026-10-20T00:59:00.000Z');
    expect(timed.fired).toEqual([]);
  });

  it('move the due instant by their length when they end', () => {
    const timed = standard();
    pause(timed, '2026-10-20T01:00:00.000Z');
    const [first] = timed.play('2026-10-20T01:00:00.000Z').fired;
    expect(first?.did).toEqual(['resumed.action.due']);
    expect(timed.clock('action.due')).toMatchObject({ status: 'running', dueAt: '2026-11-04T09:00:00.000Z' });
    expect(timed.clock('action.due').pause).toBeUndefined();
    expect(timed.clock('action.due').pauses).toHaveLength(1);
    expect(timed.play('2026-10-29T00:00:00.000Z').story()).toEqual([
      'Wed 2026-10-28 09:10 reminder T-7 agy-police/rep-police1 digest',
    ]);
  });

  it('ended before their date, move it by what they lasted; a breached clock stays breached', () => {
    const timed = standard().play('2026-10-16T10:00:00.000Z');
    pause(timed, '2026-12-01T01:00:00.000Z');
    timed.now = '2026-10-18T10:00:00.000Z';
    timed.edit((draft, context) => resumeClock(draft, context, draft.clocks[0]!));
    expect(timed.clock('action.due')).toMatchObject({
      status: 'breached',
      dueAt: '2026-10-18T09:00:00.000Z',
    });
    const before = timed.fired.length;
    timed.play('2026-10-19T02:00:00.000Z');
    expect(timed.fired.slice(before).flatMap((f) => f.did)).toEqual(['reminder.+1wd']);
  });
});

describe('acknowledging', () => {
  it('stops rungs that are not marked always, and the call that they asked for', () => {
    const timed = immediate().play('2026-10-01T03:00:00.000Z');
    expect(hasOpenRung(timed.clock('action.due'))).toBe(true);
    expect(timed.tasks('telephone')).toHaveLength(1);
    timed.now = timed.later({ minutes: 10 });
    timed.edit((draft, context) => {
      expect(acknowledge(draft, context, { subject: 'act-timed0' })).toBe(1);
    });
    expect(hasOpenRung(timed.clock('action.due'))).toBe(false);
    expect(timed.tasks('telephone')).toEqual([]);
    expect(timed.next()).toBe('2026-10-02T03:00:00.000Z');
  });

  it('does not silence what is still not done for ever', () => {
    const timed = immediate().play('2026-10-01T03:00:00.000Z');
    timed.edit((draft, context) => acknowledge(draft, context, {}));
    expect(timed.play('2026-10-03T04:00:00.000Z').fired.flatMap((f) => f.did)).toContain('escalation.chair');
    expect(hasOpenRung(timed.clock('action.due'))).toBe(true);
  });

  it('counts nothing before a rung was sent', () => {
    standard().edit((draft, context) => expect(acknowledge(draft, context, {})).toBe(0));
  });
});

describe('ending and extending', () => {
  it('end the tasks that existed only because of the clock', () => {
    const timed = immediate().play('2026-10-01T03:00:00.000Z');
    timed.edit((draft, context) => endClocks(draft, context, { subject: 'act-timed0' }, 'met'));
    expect(timed.state.tasks.map((task) => task.status)).toEqual(['done']);
  });

  it('a new due instant is a new clock, so that its reminders are new messages', () => {
    const timed = standard().play('2026-10-15T00:00:00.000Z');
    const causes = timed.fired.flatMap((f) => f.messages.map((m) => m.cause));
    const { events } = timed.edit((draft, context) =>
      extendClock(draft, context, draft.clocks[0]!, '2026-11-16T09:00:00.000Z', 'court_date'),
    );
    expect(events.at(-1)?.type).toBe('clock.extended');
    expect(timed.clock('action.due').extensions).toMatchObject([
      { from: due, to: '2026-11-16T09:00:00.000Z' },
    ]);
    timed.play('2026-11-17T00:00:00.000Z');
    const all = timed.fired.flatMap((f) => f.messages.map((m) => `${m.cause} ${m.to[0]?.agencyId}`));
    expect(all.length).toBeGreaterThan(causes.length + 2);
    expect(new Set(all).size).toBe(all.length);
  });
});
