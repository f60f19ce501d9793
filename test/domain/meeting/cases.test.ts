import { describe, expect, it } from 'vitest';
import { listedCases } from '../../../functions/domain/meeting/queries.ts';
import { workers } from '../case/fixtures.ts';
import { testPolicy } from '../test-policy.ts';
import {
  caseA,
  caseB,
  commands,
  housing,
  listed,
  MeetingUnderTest,
  mailed,
  nextMeeting,
  scheduled,
  scheduling,
} from './fixtures.ts';

describe('cases of a meeting', () => {
  it('S0-23 moves a case up when its risk rises', () => {
    const meeting = scheduled({ cases: [listed(caseA, { riskLevel: 'medium' }), listed(caseB)] });
    expect(listedCases(meeting.meeting)[0]?.caseId).toBe(caseB);
    meeting.run('caseChanged', { caseId: caseA, riskLevel: 'highest' }, 'system');
    expect(listedCases(meeting.meeting)[0]?.caseId).toBe(caseA);
  });

  it('S0-41 keeps the day of the returns when risk or lead change, and moves it with the urgency', () => {
    const meeting = scheduled();
    const day = () => meeting.meeting.cases[0]?.returnsDueAt;
    const told = day();
    meeting.later({ hours: 3 });
    meeting.run('caseChanged', { caseId: caseA, riskLevel: 'highest', lead: workers.police }, 'system');
    expect(day()).toBe(told);
    meeting.run('caseChanged', { caseId: caseA, urgency: 'urgent' }, 'system');
    expect(day()).not.toBe(told);
  });

  it('S0-24 makes room for a higher risk and carries the lowest to the next meeting', () => {
    const meeting = scheduled({ lengthMinutes: 12, nextMeetingId: nextMeeting, cases: [listed(caseA)] });
    const did = meeting.run('addCase', { case: listed(caseB, { riskLevel: 'highest' }) }, 'system');
    expect(commands(did, 'meetingScheduled').map((c) => c.id)).toEqual([caseB]);
    expect(commands(did, 'meetingCancelled')[0]).toMatchObject({
      id: caseA,
      input: { reason: 'no_room', nextMeetingId: nextMeeting },
    });
    expect(commands(did, 'addCase')[0]?.id).toBe(nextMeeting);
    expect(commands(did, 'addCase')[0]?.input['case']).toMatchObject({
      invitees: [workers.police, workers.specialist, housing],
    });
  });

  it('answers a case that comes too late, and refuses a worker who adds one twice or too late', () => {
    const meeting = scheduled();
    expect(meeting.refused('addCase', { case: listed(caseA) }).code).toBe('case-listed-twice');
    meeting.run('cancelMeeting', { reason: 'other' });
    const did = meeting.run('addCase', { case: listed(caseB) }, 'system');
    expect(commands(did, 'meetingHadNoRoom')[0]).toMatchObject({
      id: caseB,
      input: { reason: 'meeting_over' },
    });
    expect(meeting.refused('addCase', { case: listed(caseB) }).code).toBe('meeting-over');
  });

  it('removes a case, tells who came for it alone, and calls off a meeting without any', () => {
    const meeting = scheduled({
      cases: [listed(caseA), listed(caseB, { invitees: [{ ...workers.police, required: false }] })],
    });
    const first = meeting.run('removeCase', { caseId: caseA }, 'system');
    expect(mailed(first, 'meeting_cancelled')).toEqual(['rep-housing1', 'rep-specialist1']);
    expect(meeting.meeting.status).toBe('scheduled');
    const second = meeting.run('removeCase', { caseId: caseB }, 'system');
    expect(meeting.meeting.status).toBe('cancelled');
    expect(mailed(second, 'meeting_cancelled')).toEqual(['rep-chair1', 'rep-convenor1', 'rep-police1']);
  });

  it('S0-24 defers a case with a reason; only who runs the meeting may', () => {
    const meeting = scheduled({ cases: [listed(caseA), listed(caseB)] });
    expect(meeting.refused('deferCase', { caseId: caseA, reason: 'time_used_up' }, housing).code).toBe(
      'not-running-the-meeting',
    );
    const did = meeting.run(
      'deferCase',
      { caseId: caseA, reason: 'time_used_up', nextMeetingId: nextMeeting },
      workers.chair,
    );
    expect(commands(did, 'meetingCancelled')[0]).toMatchObject({
      id: caseA,
      input: { reason: 'time_used_up' },
    });
    expect(meeting.refused('deferCase', { caseId: caseA, reason: 'other' }, workers.chair).code).toBe(
      'case-not-listed',
    );
  });

  it('S2-04 invites an agency that the case adds later, and withdraws one that leaves', () => {
    const meeting = scheduled();
    const did = meeting.run(
      'inviteAgency',
      { caseId: caseA, invitee: { ...workers.hospital, required: false } },
      'system',
    );
    expect(mailed(did, 'invitation')).toEqual(['rep-hospital1']);
    const again = meeting.run(
      'inviteAgency',
      { caseId: caseA, invitee: { ...workers.hospital, required: true } },
      'system',
    );
    expect(again.intents.filter((i) => i.intent === 'message')).toEqual([]);
    expect(meeting.invitation(workers.hospital)?.requiredFor).toEqual([caseA]);
    const out = meeting.run(
      'withdrawAgency',
      { caseId: caseA, agencyId: 'agy-hospital', reason: 'not_involved' },
      'system',
    );
    expect(mailed(out, 'meeting_cancelled')).toEqual(['rep-hospital1']);
    expect(meeting.given('agy-hospital')).toBeUndefined();
  });
});

it('S0-24 keeps to the policy of capacity as well as to the length', () => {
  const policy = { ...testPolicy, limits: { ...testPolicy.limits, meetingCapacity: 1 } };
  const did = new MeetingUnderTest(policy).run(
    'scheduleMeeting',
    scheduling({ cases: [listed(caseA), listed(caseB)] }),
  );
  expect(commands(did, 'meetingScheduled')).toHaveLength(1);
});
