import { describe, expect, it } from 'vitest';
import { timeMeeting } from '../../../functions/domain/case/commands/meeting/meeting-clocks.ts';
import { advanceCase } from '../../../functions/domain/clocks/advance.ts';
import { startClock } from '../../../functions/domain/clocks/manage.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { TimedCase, tell } from './timed-case.ts';

const start = '2026-10-01T01:00:00.000Z';

describe('what happens when a clock falls due', () => {
  it('meeting.start begins the meeting, and its outcome is waited for', () => {
    const timed = new TimedCase({ now: start, phase: 'meeting_preparation' });
    const at = timed.clock('meeting.start').dueAt;
    timed.play(at);
    expect(timed.state.phase).toBe('meeting');
    expect(timed.clock('meeting.outcome')).toMatchObject({ status: 'running', startedAt: at });
    expect(timed.clock('meeting.start').status).toBe('met');
    expect(timed.fired.at(-1)?.did).toEqual([
      'clock.meeting.start',
      'unanswered.info.return',
      'phase.meeting',
    ]);
  });

  it('S0-33 followup.call asks the lead for a follow-up or a reason', () => {
    const timed = new TimedCase({ now: start });
    timed.play(timed.clock('followup.call').dueAt);
    expect(timed.state.phase).toBe('follow_up_call');
    expect(timed.tasks('followup.decision')).toMatchObject([{ for: { agencyId: 'agy-specialist' } }]);
    const last = timed.fired.at(-1);
    expect(last?.messages).toMatchObject([{ kind: 'task_assigned', to: [{ agencyId: 'agy-specialist' }] }]);
  });

  it('S0-41 asks once when half and nine tenths of a short window fall on one morning', () => {
    // Thursday afternoon to Monday: both shares lie on the weekend, and are put off to Monday 09:00 in Perth.
    const timed = new TimedCase({ now: '2026-10-08T07:00:00.000Z', phase: 'meeting_preparation' });
    const dueAt = '2026-10-12T09:00:00.000Z';
    timed.edit((draft, context) => {
      draft.meetings.push({
        meetingId: 'mtg-timed0',
        cycle: 1,
        kind: 'macm_on_demand',
        startsAt: '2026-10-13T02:00:00.000Z',
        meetingVersion: 1,
        status: 'scheduled',
        attendance: [],
      });
      draft.clocks = [];
      startClock(draft, context, 'info.return', { dueAt });
    });
    const rungs: unknown[] = [];
    for (let next = timed.next()!; next < dueAt; next = timed.next()!) {
      const done = advanceCase(timed.state, next, timed.policy, timed.calendar);
      for (const intent of done.intents) if (intent.intent === 'command') rungs.push(intent.input['rung']);
      timed.jump(next);
    }
    expect(rungs).toEqual(['W90']);
  });

  it('S0-41 info.return has the meeting chase at half and nine tenths, then the chair is told', () => {
    const timed = new TimedCase({ now: start, phase: 'meeting_preparation' });
    timed.edit((draft, context) => {
      draft.meetings.push({
        meetingId: 'mtg-timed0',
        cycle: 1,
        kind: 'macm_on_demand',
        startsAt: '2026-10-12T02:00:00.000Z',
        meetingVersion: 1,
        status: 'scheduled',
        attendance: [],
      });
      draft.clocks = [];
      startClock(draft, context, 'meeting.start', { dueAt: '2026-10-12T02:00:00.000Z' });
      startClock(draft, context, 'info.return', { dueAt: '2026-10-11T01:00:00.000Z' });
    });
    const asked: string[] = [];
    for (let next = timed.next()!; next <= '2026-10-11T01:00:00.000Z'; next = timed.next()!) {
      const done = advanceCase(timed.state, next, timed.policy, timed.calendar);
      for (const intent of done.intents)
        if (intent.intent === 'command') asked.push(`${next} ${intent.name} ${String(intent.input['rung'])}`);
      timed.jump(next);
    }
    // Half the window is Tuesday 09:00 in Perth, and the case's few minutes. After nine tenths, on a Saturday,
    // no working morning is left, so that it is not put off.
    expect(asked[0]).toMatch(/^2026-10-06T01:(0\d|1[0-4]):00.000Z chaseReturns W50$/);
    expect(asked[1]).toBe('2026-10-10T01:00:00.000Z chaseReturns W90');
    expect(asked.slice(2)).toEqual([
      '2026-10-11T01:00:00.000Z chaseReturns T0',
      '2026-10-11T01:00:00.000Z notifyChair undefined',
    ]);
    expect(timed.story()).toEqual(['Sun 2026-10-11 09:00 escalation T0 agy-coord/rep-chair1']);
  });

  it.each(
    Object.values(profiles).flatMap((policy) =>
      (['standard', 'urgent', 'critical'] as const).map((key) => [policy.profile, key] as const),
    ),
  )(
    'S0-35 answers to a meeting are chased by the meeting; the lead gets no mail of each (%s, %s)',
    (profile, key) => {
      const timed = new TimedCase({ now: start, phase: 'meeting_preparation', policy: profiles[profile] });
      const startsAt = '2026-10-12T02:00:00.000Z';
      timed.edit((draft, context) => {
        draft.urgency = key;
        draft.meetings.push({
          meetingId: 'mtg-timed0',
          cycle: 1,
          kind: 'macm_on_demand',
          startsAt,
          meetingVersion: 1,
          status: 'scheduled',
          attendance: [],
        });
        draft.clocks = [];
        timeMeeting(draft, context, { startsAt, returnsDueAt: '2026-10-11T01:00:00.000Z' });
      });
      timed.play('2026-10-12T01:59:00.000Z');
      expect(timed.fired.flatMap(({ did }) => did)).toContain('chase.replies');
      const to = timed.fired.flatMap(({ messages }) => messages.map((message) => tell(message)));
      expect(to.filter((line) => line.includes('agy-specialist'))).toEqual([]);
      expect(to[0]).toBe('escalation T0 agy-coord/rep-chair1');
    },
  );

  it('S0-41 what is not urgent waits for a working morning, and what is urgent does not', () => {
    const night = '2026-10-05T18:18:00.000Z';
    const window = { startedAt: '2026-10-02T18:18:00.000Z', dueAt: '2026-10-08T18:18:00.000Z' };
    for (const [key, fallsOn] of [
      ['standard', '2026-10-06T01'],
      ['urgent', night],
    ] as const) {
      const timed = new TimedCase({ now: window.startedAt, phase: 'meeting_preparation' });
      timed.edit((draft, context) => {
        draft.clocks = [];
        startClock(draft, context, 'info.return', { dueAt: window.dueAt, key });
      });
      expect(timed.next()).toContain(fallsOn);
    }
  });

  it('the watch never ends by itself: its lapse is a person’s decision', () => {
    const timed = new TimedCase({ now: start, phase: 'closed_watch' });
    expect(timed.clock('watch.lapse').dueAt).toBe('2027-10-01T01:00:00.000Z');
    timed.play('2027-12-31T00:00:00.000Z');
    expect(timed.state.phase).toBe('closed_watch');
    expect(timed.tasks('watch.lapse')).toHaveLength(1);
    expect(timed.next()! > timed.now).toBe(true);
    expect(timed.story().map((line) => line.slice(4, 45))).toEqual([
      '2027-09-01 09:10 watch_lapse T-30 agy-spe',
      '2027-09-01 09:10 watch_lapse T-30 agy-coo',
      '2027-10-01 09:00 watch_lapse T0 agy-coord',
      '2027-10-15 09:10 escalation +10wd agy-coo',
      '2027-10-15 09:10 escalation +10wd agy-coo',
      '2027-11-01 09:10 escalation monthly agy-c',
      '2027-11-01 09:10 escalation monthly agy-c',
      '2027-12-01 09:10 escalation monthly#2 agy',
      '2027-12-01 09:10 escalation monthly#2 agy',
    ]);
  });

  it.each(['shortterm.review', 'hold.review', 'draft.stale', 'not_escalated.recheck', 'flag.expiry'])(
    '%s asks a person and stays open until answered',
    (rule) => {
      const timed = new TimedCase({ now: start, phase: rule === 'draft.stale' ? 'referral' : 'closure' });
      timed.edit((draft, context) => {
        draft.referral.status = rule === 'not_escalated.recheck' ? 'not_escalated' : draft.referral.status;
        startClock(draft, context, rule);
      });
      const { dueAt } = timed.clock(rule);
      timed.play(dueAt);
      if (rule !== 'not_escalated.recheck') {
        expect(timed.tasks(rule)).toHaveLength(1);
        expect(timed.clock(rule).status).toBe('breached');
      }
      expect(timed.next()! > dueAt).toBe(true);
    },
  );

  it('a declined referral ends when nobody asks for a review in time', () => {
    const timed = new TimedCase({ now: start, phase: 'referral' });
    timed.edit((draft, context) => {
      draft.referral.status = 'declined';
      draft.clocks = [];
      startClock(draft, context, 'triage.review');
    });
    timed.play('2026-12-01T00:00:00.000Z');
    expect(timed.state.phase).toBe('closed');
    expect(timed.state.end).toBeDefined();
    expect(timed.next()).toBeUndefined();
    expect(timed.state.clocks.map((clock) => clock.status)).not.toContain('running');
    expect(timed.story().map((line) => line.split(' ').slice(3, 5).join(' '))).toEqual(['reminder T-2']);
  });

  it('nothing ends while a review of the triage decision is open', () => {
    const timed = new TimedCase({ now: start, phase: 'referral' });
    timed.edit((draft, context) => {
      draft.referral.status = 'declined';
      draft.referral.reviews.push({ askedBy: draft.referral.from, askedAt: start });
      draft.clocks = [];
      startClock(draft, context, 'triage.review');
    });
    timed.play('2026-12-01T00:00:00.000Z');
    expect(timed.state.phase).toBe('referral');
    expect(timed.tasks('decide_triage_review')).toHaveLength(1);
  });

  it('S0-32 asks owners for feedback, and shows the lead who stays silent, by agency', () => {
    const timed = new TimedCase({ now: start }).action('standard', { dueAt: '2027-01-01T00:00:00.000Z' });
    timed.only('feedback.collect');
    const periods = [timed.clock('feedback.collect').dueAt];
    timed.play(periods[0]!);
    expect(timed.story()).toEqual(['Thu 2026-10-15 09:00 reminder - agy-police/rep-police1 digest']);
    expect(timed.tasks('feedback.outstanding')).toEqual([]);
    timed.play(timed.clock('feedback.collect').dueAt);
    expect(timed.tasks('feedback.outstanding')).toMatchObject([
      { subject: 'agy-police', for: { agencyId: 'agy-specialist' } },
    ]);
    timed.edit((draft) => {
      draft.actions[0]?.feedback.push({
        feedbackId: 'fb-timed0',
        by: { agencyId: 'agy-police', representativeId: 'rep-police1' },
        at: timed.later({ hours: 1 }),
        progress: 'in_progress',
        effect: 'too_early',
        final: false,
        via: 'api',
      });
    });
    const before = timed.story().length;
    timed.play(timed.clock('feedback.collect').dueAt);
    expect(timed.story().length).toBe(before);
    expect(timed.tasks('feedback.outstanding')).toEqual([]);
  });

  it('S0-08 the short term is looked at again while the case is open, not in the watch', () => {
    const timed = new TimedCase({ now: start });
    timed.play(timed.clock('followup.call').dueAt);
    expect(timed.clock('shortterm.review').status).toBe('running');
  });
});
