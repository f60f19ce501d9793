import { describe, expect, it } from 'vitest';
import { attendanceOf, discussionGaps } from '../../../functions/domain/meeting/queries.ts';
import { workers } from '../case/fixtures.ts';
import { caseA, caseB, commands, housing, listed, mailed, mails, scheduled } from './fixtures.ts';

const present = (...who: { agencyId: string; representativeId: string }[]) => ({
  present: who.map((worker) => ({ worker, as: 'representative' })),
});
const statuses = (rows: { agencyId: string; status: string }[]) =>
  Object.fromEntries(rows.map((r) => [r.agencyId, r.status]));

describe('issueAgenda', () => {
  it('S0-23 S0-35 lists the highest risk first and says who has not answered', () => {
    const meeting = scheduled({ cases: [listed(caseA, { riskLevel: 'medium' }), listed(caseB)] });
    meeting.run('nothingKnown', { caseId: caseA }, housing);
    const did = meeting.run('issueAgenda', {}, workers.chair);
    expect(meeting.meeting.agendas[0]).toMatchObject({ version: 1, order: [caseB, caseA] });
    expect(meeting.meeting.agendas[0]?.noResponse).toContain('agy-police');
    expect(mailed(did, 'agenda')).toEqual([
      'rep-chair1',
      'rep-convenor1',
      'rep-housing1',
      'rep-police1',
      'rep-specialist1',
    ]);
  });

  it('S0-23 refuses another order without a reason, and stores it with one', () => {
    const meeting = scheduled({ cases: [listed(caseA, { riskLevel: 'medium' }), listed(caseB)] });
    const order = [caseA, caseB];
    expect(meeting.refused('issueAgenda', { order }, workers.chair).code).toBe('departure-reason-missing');
    meeting.run('issueAgenda', { order, departureReason: 'time_critical' }, workers.chair);
    expect(meeting.meeting.agendas[0]?.departure).toBe('time_critical');
    expect(meeting.meeting.cases.find((c) => c.caseId === caseA)?.order).toBe(1);
  });

  it('S0-24 refuses an order that leaves a case out, an empty list, and who does not run the meeting', () => {
    const meeting = scheduled({ cases: [listed(caseA), listed(caseB)] });
    expect(meeting.refused('issueAgenda', { order: [caseA] }, workers.chair).code).toBe('order-incomplete');
    expect(meeting.refused('issueAgenda', {}, housing).code).toBe('not-running-the-meeting');
    expect(
      scheduled({ kind: 'series_meeting', cases: [] }).refused('issueAgenda', {}, workers.chair).code,
    ).toBe('no-cases');
  });

  it('S0-25 shows which entry is missing before the next case', () => {
    const meeting = scheduled();
    expect(discussionGaps(meeting.meeting)).toEqual([
      { caseId: caseA, missing: ['victim_safety', 'accountability'] },
    ]);
    meeting.run('recordDiscussion', { caseId: caseA }, workers.chair, ['victimSafety']);
    expect(discussionGaps(meeting.meeting)[0]?.missing).toEqual(['accountability']);
    expect(meeting.refused('recordDiscussion', { caseId: caseA }, workers.chair).code).toBe('entry-missing');
    expect(meeting.refused('recordDiscussion', { caseId: caseB }, workers.chair, ['victimSafety']).code).toBe(
      'case-not-listed',
    );
    expect(meeting.refused('recordDiscussion', { caseId: caseA }, housing, ['victimSafety']).code).toBe(
      'not-running-the-meeting',
    );
  });
});

describe('chasing', () => {
  it('S0-36 S0-41 reminds only agencies whose return is out, once per rung whichever case asks', () => {
    const meeting = scheduled({ cases: [listed(caseA), listed(caseB)] });
    meeting.run('replyToInvitation', { reply: 'accept' }, workers.police);
    meeting.run('nothingKnown', { caseId: caseA }, workers.specialist);
    const first = meeting.run('chaseReturns', { caseId: caseA, rung: 'W50' }, 'system');
    expect(mailed(first, 'return_request')).toEqual(['rep-housing1']);
    const other = meeting.run('chaseReturns', { caseId: caseB, rung: 'W50' }, 'system');
    expect(mailed(other, 'return_request')).toEqual(['rep-specialist1']);
    const again = meeting.run('chaseReturns', { caseId: caseA, rung: 'W50' }, 'system');
    expect(again.intents).toEqual([]);
    expect(meeting.given('agy-housing')?.status).toBe('no_response');
  });

  it('S2-02 goes to the escalation contact of a required agency that stays silent', () => {
    const meeting = scheduled();
    meeting.run('chaseReplies', { caseId: caseA, rung: 'chase-1' }, 'system');
    const did = meeting.run('chaseReplies', { caseId: caseA, rung: 'chase-2' }, 'system');
    expect(mailed(did, 'invitation')).toEqual([
      'agy-police:escalation_contact',
      'rep-housing1',
      'rep-police1',
      'rep-specialist1',
    ]);
    expect(mails(did, 'invitation')[0]?.cause).toBe('mtg-0001:1:reply:chase-2');
  });

  it('S0-18 reminds of the declaration and puts those who did not endorse before the chair', () => {
    const meeting = scheduled();
    meeting.run('endorseConfidentiality', { mode: 'electronic', textVersion: 'decl-1' }, housing);
    const did = meeting.run('chaseDeclarations', { caseId: caseA, rung: 'chase-1' }, 'system');
    expect(mailed(did, 'declaration_request')).toEqual(['rep-police1', 'rep-specialist1']);
    meeting.run('notifyChair', { caseId: caseA, what: 'declarations' }, 'system');
    expect(meeting.meeting.tasks[0]).toMatchObject({
      code: 'declarations_outstanding',
      for: workers.chair,
      subject: caseA,
      status: 'open',
    });
  });

  it('S0-18 S0-35 reminds who stays silent once, of the invitation, which asks for both', () => {
    const meeting = scheduled();
    meeting.run('replyToInvitation', { reply: 'accept' }, housing);
    meeting.run('chaseReplies', { caseId: caseA, rung: 'chase-1' }, 'system');
    const did = meeting.run('chaseDeclarations', { caseId: caseA, rung: 'chase-1' }, 'system');
    expect(mailed(did, 'declaration_request')).toEqual(['rep-housing1']);
  });

  it('S0-41 names the day of the returns in reminders of them, and never one that has gone by', () => {
    const meeting = scheduled();
    const dueAt = meeting.meeting.cases[0]?.returnsDueAt ?? '';
    const params = (name: string, kind: Parameters<typeof mails>[1], rung: string) =>
      mails(meeting.run(name, { caseId: caseA, rung }, 'system'), kind)[0]?.params;
    expect(params('chaseReturns', 'return_request', 'W50')).toMatchObject({ dueAt });
    expect(params('chaseDeclarations', 'declaration_request', 'chase-1')).not.toHaveProperty('dueAt');
    expect(params('chaseReplies', 'invitation', 'chase-1')).toMatchObject({ returnsDueAt: dueAt });
    meeting.now = dueAt;
    expect(params('chaseReturns', 'return_request', 'T0')).not.toHaveProperty('dueAt');
    expect(params('chaseReplies', 'invitation', 'chase-2')).not.toHaveProperty('returnsDueAt');
  });

  it('does nothing after the meeting, for a case off the list, or when nobody is silent', () => {
    const meeting = scheduled();
    expect(meeting.run('chaseReturns', { caseId: caseB, rung: 'W50' }, 'system').intents).toEqual([]);
    for (const worker of [housing, workers.police, workers.specialist])
      meeting.run('replyToInvitation', { reply: 'accept' }, worker);
    expect(meeting.run('notifyChair', { caseId: caseA, what: 'returns' }, 'system').intents).toEqual([]);
    meeting.run('recordAttendance', present(housing), workers.chair);
    for (const name of ['chaseReturns', 'chaseReplies', 'chaseDeclarations'])
      expect(meeting.run(name, { caseId: caseA, rung: 'late' }, 'system').intents).toEqual([]);
  });

  it('is for the system alone', () => {
    expect(scheduled().refused('chaseReturns', { caseId: caseA, rung: 'W50' }).code).toBe(
      'not-for-this-actor',
    );
  });
});

describe('recordAttendance', () => {
  it('S0-35 S0-41 keeps attending, proxy, apology with and without return, no show and silence apart', () => {
    const proxy = { agencyId: 'agy-proxied', representativeId: 'rep-proxy1' };
    const named = { agencyId: 'agy-proxied', representativeId: 'rep-named1' };
    const writes = { agencyId: 'agy-writes', representativeId: 'rep-writes1' };
    const sorry = { agencyId: 'agy-sorry', representativeId: 'rep-sorry1' };
    const silent = { agencyId: 'agy-silent', representativeId: 'rep-silent1' };
    const invitees = [housing, workers.police, named, writes, sorry, silent].map((w) => ({
      ...w,
      required: false,
    }));
    const meeting = scheduled({ cases: [listed(caseA, { invitees })] });
    meeting.run('replyToInvitation', { reply: 'accept' }, workers.police);
    meeting.run('replyToInvitation', { reply: 'proxy', proxy }, named);
    for (const worker of [writes, sorry]) meeting.run('replyToInvitation', { reply: 'apology' }, worker);
    meeting.run('nothingKnown', { caseId: caseA }, writes);
    const did = meeting.run(
      'recordAttendance',
      {
        present: [
          { worker: housing, as: 'representative' },
          { worker: proxy, as: 'proxy' },
        ],
      },
      workers.chair,
    );
    expect(
      statuses(attendanceOf(meeting.meeting, caseA).filter((a) => a.representativeId !== 'rep-proxy1')),
    ).toEqual({
      'agy-housing': 'attending',
      'agy-police': 'no_show',
      'agy-proxied': 'represented_by_proxy',
      'agy-writes': 'apology_with_return',
      'agy-sorry': 'apology_without_return',
      'agy-silent': 'no_response',
    });
    expect(commands(did, 'meetingHeld')[0]?.input['attendance']).toEqual(
      attendanceOf(meeting.meeting, caseA),
    );
  });

  it('tells a case only of its own agencies', () => {
    const meeting = scheduled({
      cases: [
        listed(caseA, { invitees: [{ ...housing, required: false }] }),
        listed(caseB, { invitees: [{ ...workers.police, required: false }] }),
      ],
    });
    const did = meeting.run('recordAttendance', present(housing, workers.police), workers.chair);
    const told = commands(did, 'meetingHeld');
    expect(told.map((c) => c.id).toSorted()).toEqual([caseA, caseB]);
    const a = told.find((c) => c.id === caseA)?.input['attendance'];
    expect(a).toEqual([{ ...housing, status: 'attending' }]);
  });

  it('S1-24 shows the chair who is there without a declaration', () => {
    const meeting = scheduled();
    meeting.run('endorseConfidentiality', { mode: 'electronic', textVersion: 'decl-1' }, housing);
    const did = meeting.run('recordAttendance', present(housing, workers.police), workers.chair);
    expect(did.events.find((e) => e.type === 'meeting.held')?.facts['unendorsed']).toEqual(['rep-police1']);
    expect(meeting.meeting.tasks.filter((t) => t.status === 'open').map((t) => t.subject)).toEqual([
      'rep-police1',
    ]);
    meeting.run('endorseConfidentiality', { mode: 'electronic', textVersion: 'decl-1' }, workers.police);
    expect(meeting.meeting.tasks.filter((t) => t.status === 'open')).toEqual([]);
  });

  it('corrects the attendance of a meeting that was held', () => {
    const meeting = scheduled();
    meeting.run('recordAttendance', present(housing), workers.chair);
    const did = meeting.run('recordAttendance', present(housing, workers.police), workers.chair);
    expect(did.events[0]?.type).toBe('task.opened');
    expect(statuses(attendanceOf(meeting.meeting, caseA))['agy-police']).toBe('attending');
    expect(meeting.meeting.meetingVersion).toBe(2);
  });

  it('refuses nobody, somebody twice, and who does not run the meeting', () => {
    const meeting = scheduled();
    expect(meeting.refused('recordAttendance', { present: [] }, workers.chair).code).toBe('nobody-present');
    expect(meeting.refused('recordAttendance', present(housing, housing), workers.chair).code).toBe(
      'present-twice',
    );
    expect(meeting.refused('recordAttendance', present(housing), housing).code).toBe(
      'not-running-the-meeting',
    );
  });

  it('sends the cases back when too few came', () => {
    const meeting = scheduled();
    expect(meeting.refused('recordNotQuorate', { ...present(housing), reason: 'other' }, housing).code).toBe(
      'not-running-the-meeting',
    );
    const did = meeting.run(
      'recordNotQuorate',
      { ...present(housing), reason: 'too_few_agencies' },
      workers.chair,
    );
    expect(commands(did, 'meetingNotQuorate')[0]).toMatchObject({
      id: caseA,
      input: { reason: 'too_few_agencies' },
    });
    expect(meeting.meeting.status).toBe('not_quorate');
  });
});
