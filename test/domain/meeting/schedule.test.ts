import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listedCases } from '../../../functions/domain/meeting/queries.ts';
import { workers } from '../case/fixtures.ts';
import {
  caseA,
  caseB,
  commands,
  listed,
  MeetingUnderTest,
  mailed,
  mails,
  nextMeeting,
  scheduled,
  scheduling,
  startsAt,
} from './fixtures.ts';

const everyone = ['rep-housing1', 'rep-police1', 'rep-specialist1'];

describe('scheduleMeeting', () => {
  it('S0-35 invites each person once, however many cases concern them', () => {
    const meeting = new MeetingUnderTest();
    const did = meeting.run('scheduleMeeting', scheduling({ cases: [listed(caseA), listed(caseB)] }));
    expect(mailed(did, 'invitation')).toEqual(everyone);
    expect(meeting.invitation(workers.police)?.caseIds.toSorted()).toEqual([caseA, caseB]);
    expect(mails(did, 'invitation').every((m) => m.params['doNotContactVictim'] === true)).toBe(true);
    expect(mailed(did, 'meeting_called')).toEqual(['rep-chair1', 'rep-convenor1']);
  });

  it('S0-18 sends the declaration to every invited person before the meeting', () => {
    const meeting = new MeetingUnderTest();
    const did = meeting.run('scheduleMeeting', scheduling());
    expect(mailed(did, 'declaration_request')).toEqual(everyone);
    expect(mails(did, 'declaration_request')[0]?.params['textVersion']).toBe('decl-1');
  });

  it('tells each case when it begins, ends, and by when returns are due', () => {
    const did = new MeetingUnderTest().run('scheduleMeeting', scheduling());
    const [told] = commands(did, 'meetingScheduled');
    expect(told).toMatchObject({ aggregate: 'case', id: caseA });
    expect(told?.input).toMatchObject({
      meetingId: 'mtg-0001',
      meetingVersion: 1,
      startsAt,
      endsAt: '2026-03-12T03:00:00.000Z',
      chair: workers.chair,
    });
    // One working day of window in the test policy; Monday is a holiday.
    expect(told?.input['returnsDueAt']).toBe('2026-03-03T01:00:00.000Z');
  });

  it('asks for returns no later than can be read before an early meeting', () => {
    const did = new MeetingUnderTest().run(
      'scheduleMeeting',
      scheduling({ startsAt: '2026-03-02T09:00:00.000Z', cases: [listed(caseA, { urgency: 'urgent' })] }),
    );
    expect(commands(did, 'meetingScheduled')[0]?.input['returnsDueAt']).toBe('2026-03-02T05:00:00.000Z');
  });

  it('S0-23 lists the highest risk first, then children, then the longer history', () => {
    const meeting = scheduled({
      cases: [
        listed('case-low1', { riskLevel: 'medium' }),
        listed('case-child1', { riskLevel: 'high', childrenInvolved: true }),
        listed('case-alone1', { riskLevel: 'high', childrenInvolved: false }),
        listed('case-long1', { riskLevel: 'high', childrenInvolved: true, priorCycles: 3 }),
        listed('case-top1', { riskLevel: 'highest' }),
      ],
    });
    expect(listedCases(meeting.meeting).map((c) => c.caseId)).toEqual([
      'case-top1',
      'case-long1',
      'case-child1',
      'case-alone1',
      'case-low1',
    ]);
    expect(listedCases(meeting.meeting)[1]?.slotStartsAt).toBe('2026-03-12T02:12:00.000Z');
  });

  it('S0-24 carries what does not fit, the lowest risk, to the named next meeting', () => {
    const meeting = new MeetingUnderTest();
    const did = meeting.run(
      'scheduleMeeting',
      scheduling({
        lengthMinutes: 20,
        nextMeetingId: nextMeeting,
        cases: [listed(caseA, { riskLevel: 'medium' }), listed(caseB, { riskLevel: 'highest' })],
      }),
    );
    expect(commands(did, 'meetingScheduled').map((c) => c.id)).toEqual([caseB]);
    expect(commands(did, 'meetingHadNoRoom')[0]).toMatchObject({
      id: caseA,
      input: { nextMeetingId: nextMeeting },
    });
    const [added] = commands(did, 'addCase');
    expect(added).toMatchObject({ aggregate: 'meeting', id: nextMeeting });
    expect(added?.input['case']).toMatchObject(listed(caseA, { riskLevel: 'medium' }));
    expect(meeting.meeting.cases.find((c) => c.caseId === caseA)).toMatchObject({
      status: 'carried_over',
      carriedTo: nextMeeting,
    });
  });

  it('S0-24 answers back to the case when no next meeting is named', () => {
    const did = new MeetingUnderTest().run(
      'scheduleMeeting',
      scheduling({ lengthMinutes: 12, cases: [listed(caseA, { riskLevel: 'medium' }), listed(caseB)] }),
    );
    expect(commands(did, 'meetingHadNoRoom')[0]).toMatchObject({ id: caseA, input: { reason: 'no_room' } });
    expect(commands(did, 'addCase')).toEqual([]);
  });

  it('S0-24 drops no case, whatever the risks, the room and the order', () => {
    const level = fc.constantFrom('standard', 'medium', 'high', 'highest');
    fc.assert(
      fc.property(
        fc.array(level, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 5, max: 120 }),
        (levels, length) => {
          const cases = levels.map((riskLevel, n) => listed(`case-no${n}0`, { riskLevel }));
          const meeting = new MeetingUnderTest();
          const did = meeting.run('scheduleMeeting', scheduling({ lengthMinutes: length, cases }));
          const heard = commands(did, 'meetingScheduled').map((c) => c.id);
          const answered = commands(did, 'meetingHadNoRoom').map((c) => c.id);
          expect([...heard, ...answered].toSorted()).toEqual(cases.map((c) => c.caseId).toSorted());
          const rank = (id: string) =>
            ['standard', 'medium', 'high', 'highest'].indexOf(
              meeting.meeting.cases.find((c) => c.caseId === id)?.riskLevel ?? '',
            );
          for (const out of answered)
            for (const kept of heard) expect(rank(kept)).toBeGreaterThanOrEqual(rank(out));
        },
      ),
      { seed: 7, numRuns: 60 },
    );
  });

  it('refuses a meeting without cases, in the past, with a case twice, or by the system', () => {
    const made = new MeetingUnderTest();
    expect(made.refused('scheduleMeeting', scheduling({ cases: [] })).code).toBe('no-cases');
    expect(made.refused('scheduleMeeting', scheduling({ startsAt: '2026-03-01T01:00:00.000Z' })).code).toBe(
      'starts-in-the-past',
    );
    expect(made.refused('scheduleMeeting', scheduling({ cases: [listed(caseA), listed(caseA)] })).code).toBe(
      'case-listed-twice',
    );
    expect(made.refused('scheduleMeeting', scheduling(), 'system').code).toBe('not-for-this-actor');
    expect(made.refused('cancelMeeting', {}).code).toBe('no-such-meeting');
  });

  it('makes a meeting of a series without cases', () => {
    const made = new MeetingUnderTest();
    made.run('scheduleMeeting', scheduling({ kind: 'series_meeting', cases: [] }));
    expect(made.meeting.invitations).toEqual([]);
  });
});

describe('rescheduleMeeting', () => {
  it('tells each case in one command with a newer version, and each person in one mail', () => {
    const meeting = scheduled({ cases: [listed(caseA), listed(caseB)] });
    const did = meeting.run('rescheduleMeeting', {
      startsAt: '2026-03-16T02:00:00.000Z',
      reason: 'agencies_unavailable',
    });
    expect(
      commands(did, 'meetingMoved').map((c) => [c.id, c.input['meetingVersion'], c.input['startsAt']]),
    ).toEqual([
      [caseA, 2, '2026-03-16T02:00:00.000Z'],
      [caseB, 2, '2026-03-16T02:00:00.000Z'],
    ]);
    expect(mailed(did, 'meeting_changed')).toEqual(['rep-chair1', 'rep-convenor1', ...everyone].toSorted());
  });

  it('asks for replies again, since an acceptance of another day says nothing about this one', () => {
    const meeting = scheduled();
    meeting.run('replyToInvitation', { reply: 'accept' }, workers.police);
    meeting.run('rescheduleMeeting', { startsAt: '2026-03-16T02:00:00.000Z', reason: 'other' });
    expect(meeting.invitation(workers.police)?.reply).toBe('no_response');
  });

  it('refuses a time that has gone, and a meeting that is over', () => {
    const meeting = scheduled();
    expect(
      meeting.refused('rescheduleMeeting', { startsAt: '2026-03-01T02:00:00.000Z', reason: 'other' }).code,
    ).toBe('starts-in-the-past');
    meeting.run('cancelMeeting', { reason: 'no_longer_needed' });
    expect(
      meeting.refused('rescheduleMeeting', { startsAt: '2026-03-16T02:00:00.000Z', reason: 'other' }).code,
    ).toBe('not-in-this-status');
  });
});

describe('cancelMeeting', () => {
  it('sends each case back to be scheduled and tells everybody', () => {
    const meeting = scheduled();
    const did = meeting.run('cancelMeeting', { reason: 'chair_unavailable' });
    expect(commands(did, 'meetingCancelled')[0]?.input).toMatchObject({
      meetingVersion: 2,
      reason: 'chair_unavailable',
    });
    expect(mailed(did, 'meeting_cancelled')).toEqual(['rep-chair1', 'rep-convenor1', ...everyone].toSorted());
    expect(meeting.meeting.status).toBe('cancelled');
  });
});
