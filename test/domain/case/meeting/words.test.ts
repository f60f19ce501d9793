import { describe, expect, it } from 'vitest';
import { calendarFor } from '../../../../functions/domain/calendar/calendar.ts';
import { addElapsed } from '../../../../functions/domain/calendar/instants.ts';
import { advanceCase } from '../../../../functions/domain/clocks/advance.ts';
import { isLive } from '../../../../functions/domain/clocks/schema.ts';
import { type CaseUnderTest, calledCase, caseIn, persons, workers } from '../fixtures.ts';
import {
  attendance,
  attends,
  commands,
  ends,
  inMeeting,
  mtg,
  prepared,
  scheduledWord,
  starts,
  word,
} from './held-case.ts';

describe('meetingScheduled', () => {
  it('moves the case to preparation and times start, returns and chases', () => {
    const made = prepared();
    expect(made.case.phase).toBe('meeting_preparation');
    expect(made.case.meetings).toMatchObject([
      { meetingId: mtg, startsAt: starts, endsAt: ends, status: 'scheduled', cycle: 1 },
    ]);
    expect(made.clock('meeting.start')?.dueAt).toBe(starts);
    expect(made.clock('info.return')?.dueAt).toBe('2026-03-06T02:00:00.000Z');
    expect(made.clock('participation.chase')).toBeDefined();
    expect(made.clock('declaration.chase')).toBeDefined();
    expect(made.clock('meeting.convene')).toBeUndefined();
  });

  it('S1-19 refuses a standard case whose consent attempt is open', () => {
    const made = caseIn('consent_attempt');
    expect(made.refused('meetingScheduled', scheduledWord(), { by: 'system' })).toMatchObject({
      code: 'basis-not-decided',
      missing: ['basis'],
    });
  });

  it('S1-21 never lets an unanswered attempt block an urgent case, and goes on asking', () => {
    const made = calledCase({ urgency: 'urgent' });
    expect(made.case.phase).toBe('consent_attempt');
    made.run('meetingScheduled', scheduledWord(), { by: 'system' });
    expect(made.case.phase).toBe('meeting_preparation');
    expect(made.tasks('attempt_consent').map((t) => t.subject)).toEqual([persons.victim]);
    expect(made.clock('consent.attempt')).toBeDefined();
    expect(made.clock('consent.decision', persons.victim)).toBeDefined();
    expect(made.tasks('decide_basis')).toHaveLength(1);
  });

  it('starts no chase that would fall after the meeting began', () => {
    const made = caseIn('meeting_scheduling');
    const soon = { startsAt: '2026-03-02T05:00:00.000Z', endsAt: '2026-03-02T06:00:00.000Z' };
    made.run('meetingScheduled', scheduledWord({ ...soon, returnsDueAt: soon.startsAt }), { by: 'system' });
    expect(made.clock('participation.chase')).toBeUndefined();
    expect(made.clock('declaration.chase')).toBeUndefined();
  });

  it('gives way to another meeting and takes the case off the first', () => {
    const made = prepared();
    const did = made.run(
      'meetingScheduled',
      scheduledWord({ meetingId: 'mtg-0002', startsAt: '2026-03-05T02:00:00.000Z' }),
      { by: 'system' },
    );
    expect(commands(did, 'removeCase')[0]).toMatchObject({ id: mtg, input: { caseId: made.caseId } });
    expect(made.case.meetings.map((m) => [m.meetingId, m.status])).toEqual([
      [mtg, 'cancelled'],
      ['mtg-0002', 'scheduled'],
    ]);
    expect(made.clock('meeting.start')?.dueAt).toBe('2026-03-05T02:00:00.000Z');
  });

  it('ignores the same word again', () => {
    const made = prepared();
    const before = made.case;
    made.run('meetingScheduled', scheduledWord(), { by: 'system' });
    expect(made.case).toEqual(before);
  });

  it('refuses an excluded chair, a case that was heard, a worker, and a phase without a meeting', () => {
    const made = caseIn('meeting_scheduling');
    made.run('declareConflict', { ...workers.chair }, { by: workers.convenor });
    expect(made.refused('meetingScheduled', scheduledWord(), { by: 'system' }).code).toBe('chair-excluded');
    expect(
      inMeeting().refused('meetingScheduled', scheduledWord({ meetingId: 'mtg-0002' }), { by: 'system' })
        .code,
    ).toBe('meeting-held-already');
    expect(made.refused('meetingScheduled', scheduledWord()).code).toBe('not-for-this-actor');
    expect(caseIn('referral').refused('meetingScheduled', scheduledWord(), { by: 'system' }).code).toBe(
      'not-in-this-phase',
    );
  });

  it('S0-24 asks the convenor to find a meeting when one had no room and named no next', () => {
    const made = caseIn('meeting_scheduling');
    made.run('meetingHadNoRoom', word({ reason: 'no_room', nextMeetingId: 'mtg-next1' }), { by: 'system' });
    expect(made.tasks('find_meeting')).toEqual([]);
    made.run('meetingHadNoRoom', word({ reason: 'no_room' }), { by: 'system' });
    expect(made.tasks('find_meeting')[0]).toMatchObject({ for: workers.convenor });
    expect(made.clock('meeting.convene')).toBeDefined();
    const chase = made.clock('task.due', made.tasks('find_meeting')[0]?.taskId);
    expect(chase).toBeDefined();
    made.run('meetingScheduled', scheduledWord(), { by: 'system' });
    expect(made.tasks('find_meeting')).toEqual([]);
    expect(made.clock('task.due', chase?.subject)).toBeUndefined();
  });
});

describe('meetingMoved', () => {
  const later = {
    startsAt: '2026-03-16T02:00:00.000Z',
    endsAt: '2026-03-16T03:00:00.000Z',
    returnsDueAt: '2026-03-13T02:00:00.000Z',
  };

  it('re-times every dependent clock', () => {
    const made = prepared();
    made.later({ hours: 1 });
    made.run('meetingMoved', word(later), { by: 'system' });
    expect(made.clock('meeting.start')?.dueAt).toBe(later.startsAt);
    expect(made.clock('info.return')?.dueAt).toBe(later.returnsDueAt);
    expect(made.case.clocks.filter((c) => c.rule === 'meeting.start' && isLive(c))).toHaveLength(1);
  });

  it.each([
    ['an older or equal version', { meetingVersion: 1 }],
    ['another meeting', { meetingId: 'mtg-other1', meetingVersion: 9 }],
  ])('ignores %s', (_what, more) => {
    const made = prepared();
    made.run('meetingMoved', word({ ...later, ...more }), { by: 'system' });
    expect(made.clock('meeting.start')?.dueAt).toBe(starts);
  });

  it('takes a case whose hour had come back to preparation', () => {
    const made = prepared();
    made.state = { ...made.case, phase: 'meeting' };
    made.run('meetingMoved', word(later), { by: 'system' });
    expect(made.case.phase).toBe('meeting_preparation');
  });
});

describe('meetingCancelled and meetingNotQuorate', () => {
  it.each(['meetingCancelled', 'meetingNotQuorate'])(
    '%s sends the case back to be scheduled, with a task and a clock',
    (name) => {
      const made = prepared();
      made.run(name, word({ reason: 'other' }), { by: 'system' });
      expect(made.case.phase).toBe('meeting_scheduling');
      expect(made.clock('meeting.convene')).toBeDefined();
      expect(made.clock('meeting.start')).toBeUndefined();
      expect(made.clock('participation.chase')).toBeUndefined();
      expect(made.tasks('find_meeting')).toHaveLength(1);
    },
  );

  it.each(['meetingCancelled', 'meetingNotQuorate'])('%s of another meeting changes nothing', (name) => {
    const made = prepared();
    made.run(name, word({ reason: 'other', meetingId: 'mtg-other1' }), { by: 'system' });
    expect(made.case.phase).toBe('meeting_preparation');
  });

  it('S0-24 leaves the list of a meeting that goes on for others, and waits for the named next one', () => {
    const made = prepared();
    made.run('meetingCancelled', word({ meetingVersion: 1, reason: 'no_room', nextMeetingId: 'mtg-next1' }), {
      by: 'system',
    });
    expect(made.case.phase).toBe('meeting_scheduling');
    expect(made.tasks('find_meeting')).toEqual([]);
  });
});

describe('answers', () => {
  const answers = (more: Record<string, unknown>) =>
    word({
      meetingVersion: 1,
      returnsDueAt: '2026-03-06T02:00:00.000Z',
      replies: 1,
      returns: 1,
      declarations: 1,
      ...more,
    });

  it('S0-35 S0-41 end the chase of what is in, and start it again when one is missing anew', () => {
    const made = prepared();
    made.run('meetingAnswers', answers({ returns: 0, replies: 0 }), { by: 'system' });
    expect(made.clock('info.return')).toBeUndefined();
    expect(made.clock('participation.chase')).toBeUndefined();
    expect(made.clock('declaration.chase')).toBeDefined();
    made.run('meetingAnswers', answers({ replies: 0 }), { by: 'system' });
    expect(made.clock('info.return')?.dueAt).toBe('2026-03-06T02:00:00.000Z');
  });

  const endings = (made: CaseUnderTest) =>
    Object.fromEntries(made.case.clocks.map(({ rule, status }) => [rule, status]));

  it('S0-35 S0-41 that never came are an end of their own, in the record and in its history', () => {
    const made = prepared();
    made.now = '2026-03-09T02:10:00.000Z';
    const held = made.run('meetingHeld', word({ heldAt: made.now, attendance }), { by: 'system' });
    expect(endings(made)).toMatchObject({ 'info.return': 'unanswered', 'meeting.start': 'met' });
    expect(endings(made)).toMatchObject({ 'participation.chase': 'unanswered' });
    expect(held.did).toContain('unanswered.info.return');
    expect(held.events).toContainEqual(
      expect.objectContaining({
        type: 'clock.unanswered',
        facts: expect.objectContaining({ rule: 'info.return' }),
      }),
    );
  });

  it('S0-41 that came are met, whatever the meeting does later', () => {
    const made = prepared();
    made.run('meetingAnswers', answers({ returns: 0, replies: 0, declarations: 0 }), { by: 'system' });
    made.now = '2026-03-09T02:10:00.000Z';
    const held = made.run('meetingHeld', word({ heldAt: made.now, attendance }), { by: 'system' });
    expect(endings(made)).toMatchObject({ 'info.return': 'met', 'declaration.chase': 'met' });
    expect(held.did.filter((code) => code.startsWith('unanswered'))).toEqual([]);
  });

  it('S0-41 are neither met nor unanswered when the meeting is called off', () => {
    const made = prepared();
    made.run('meetingCancelled', word({ reason: 'other' }), { by: 'system' });
    expect(endings(made)).toMatchObject({ 'info.return': 'cancelled', 'meeting.start': 'cancelled' });
  });

  it('S0-18 S0-35 when a chase falls due the meeting reminds, and from the second time on the chair is told', () => {
    const made = prepared();
    const pass = (until: string) => {
      made.now = until;
      const decision = advanceCase(made.case, until, made.policy, calendarFor('AU-WA'));
      if (decision.kind !== 'accepted') throw new Error('time passing was refused');
      made.state = decision.state;
      return [
        ...commands(decision, 'chaseReplies'),
        ...commands(decision, 'chaseDeclarations'),
        ...commands(decision, 'notifyChair'),
      ].map((c) => c.input);
    };
    const first = made.clock('declaration.chase')?.dueAt ?? '';
    expect(pass(first)).toEqual([{ caseId: made.caseId, rung: 'chase-1' }]);
    const second = made.clock('declaration.chase')?.dueAt ?? '';
    expect(second > first).toBe(true);
    expect(pass(second)).toEqual([
      { caseId: made.caseId, rung: 'chase-2' },
      { caseId: made.caseId, what: 'declarations' },
    ]);
  });
});

describe('meetingHeld', () => {
  it('S0-35 S0-41 stores who took part and how, and waits for the plan from the end on', () => {
    const made = inMeeting();
    expect(made.case.phase).toBe('meeting');
    expect(made.case.meetings[0]).toMatchObject({ status: 'held', attendance });
    expect(made.clock('participation.chase')).toBeUndefined();
    expect(made.clock('plan.issue')?.dueAt).toBe(addElapsed(ends, { days: 1 }));
  });

  it('corrects the attendance later, and ignores another meeting', () => {
    const made = inMeeting();
    made.run('meetingHeld', word({ heldAt: made.now, attendance: [attends(workers.police)] }), {
      by: 'system',
    });
    expect(made.case.meetings[0]?.attendance).toHaveLength(1);
    made.run('meetingHeld', word({ meetingId: 'mtg-other1', heldAt: made.now, attendance: [] }), {
      by: 'system',
    });
    expect(made.case.meetings).toHaveLength(1);
  });

  it('S0-35 takes over who came for an agency that had named nobody', () => {
    const made = prepared();
    made.run('proposeAgencies', { agencies: [{ agencyId: 'agy-housing' }] }, { by: workers.convenor });
    made.run(
      'meetingHeld',
      word({
        heldAt: made.now,
        attendance: [attends({ agencyId: 'agy-housing', representativeId: 'rep-housing1' })],
      }),
      { by: 'system' },
    );
    expect(made.case.agencies.find((a) => a.agencyId === 'agy-housing')?.representativeId).toBe(
      'rep-housing1',
    );
  });
});
