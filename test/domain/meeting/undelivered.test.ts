import { describe, expect, it } from 'vitest';
import { workers } from '../case/fixtures.ts';
import { caseA, housing, mailed, scheduled } from './fixtures.ts';

describe('mails that did not arrive', () => {
  const outcome = (more: Record<string, unknown> = {}) => ({
    messageId: 'msg-0001',
    kind: 'invitation',
    to: housing,
    outcome: 'bounced',
    reasons: [],
    params: { startsAt: '2026-03-12T02:00:00.000Z' },
    ...more,
  });

  it('go to the next contact, and then to the chair as a telephone call', () => {
    const meeting = scheduled();
    const did = meeting.run('messageOutcome', outcome(), 'system');
    expect(mailed(did, 'invitation')).toEqual(['agy-housing:escalation_contact']);
    const to = { agencyId: 'agy-housing', post: 'escalation_contact' };
    meeting.run('messageOutcome', outcome({ messageId: 'msg-0002', to }), 'system');
    expect(meeting.meeting.tasks[0]).toMatchObject({ code: 'reach_agency_by_telephone', for: workers.chair });
    const done = { taskId: meeting.meeting.tasks[0]?.taskId, outcome: 'done' };
    expect(meeting.refused('completeTask', done, housing)).toMatchObject({ code: 'not-running-the-meeting' });
    meeting.run('completeTask', done, workers.chair);
    expect(meeting.meeting.tasks[0]?.status).toBe('done');
  });

  it('are dealt with once, and a stop because it is no longer true asks nothing of anybody', () => {
    const meeting = scheduled();
    meeting.run('messageOutcome', outcome(), 'system');
    expect(meeting.run('messageOutcome', outcome(), 'system').intents).toEqual([]);
    const moot = meeting.run(
      'messageOutcome',
      outcome({ messageId: 'msg-0003', outcome: 'stopped', reasons: ['no_longer_true'] }),
      'system',
    );
    expect(moot.intents).toEqual([]);
    expect(
      meeting.run('messageOutcome', outcome({ messageId: 'msg-0004', outcome: 'delivered' }), 'system')
        .intents,
    ).toEqual([]);
    meeting.run(
      'messageOutcome',
      outcome({ messageId: 'msg-0005', outcome: 'stopped', reasons: ['excluded'] }),
      'system',
    );
    expect(meeting.meeting.tasks).toHaveLength(1);
  });

  it('shows the chair that a case refused to be scheduled', () => {
    const meeting = scheduled();
    meeting.run(
      'commandRefused',
      { aggregate: 'case', id: caseA, name: 'meetingScheduled', code: 'basis-not-decided' },
      'system',
    );
    expect(meeting.meeting.cases[0]).toMatchObject({ status: 'refused', reason: 'basis-not-decided' });
    expect(meeting.meeting.tasks[0]).toMatchObject({ code: 'command_refused', for: workers.chair });
  });
});
