import { expect, it } from 'vitest';
import { silentAgencies } from '../../../functions/application/mail/silent-agencies.ts';
import type { Message } from '../../../functions/domain/message/messages.ts';
import { workers } from '../../domain/case/fixtures.ts';
import { caseA, scheduled } from '../../domain/meeting/fixtures.ts';
import { aCase } from '../../domain/message/fixtures.ts';

const escalation = (rule: string): Message => ({ kind: 'escalation', params: { caseId: caseA, rule } });

it('S0-41 S0-35 finds the agencies that owe the coming meeting what the clock waits for, and no others', () => {
  const meeting = scheduled();
  const base = aCase();
  const meetings = base.meetings.map((one) => ({ ...one, meetingId: meeting.meeting.meetingId }));
  const state = { ...base, caseId: caseA, meetings };
  const silent = (rule: string) =>
    silentAgencies(
      escalation(rule),
      state,
      new Map([[meeting.meeting.meetingId, meeting.meeting]]),
    ).toSorted();
  const all = silent('info.return');
  expect(all).toContain(workers.police.agencyId);
  meeting.run('nothingKnown', { caseId: caseA }, workers.police);
  meeting.run('replyToInvitation', { reply: 'apology' }, workers.specialist);
  expect(silent('info.return')).toEqual(all.filter((id) => id !== workers.police.agencyId));
  expect(silent('participation.chase')).not.toContain(workers.specialist.agencyId);
  expect(silent('participation.chase')).toContain(workers.police.agencyId);
  expect(silent('action.due')).toEqual([]);
  expect(silentAgencies({ kind: 'agenda', params: { meetingId: 'mtg-0001' } }, state, new Map())).toEqual([]);
});
