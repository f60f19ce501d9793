import { describe, expect, it } from 'vitest';
import { attendanceOf } from '../../../functions/domain/meeting/queries.ts';
import { workers } from '../case/fixtures.ts';
import {
  caseA,
  caseB,
  commands,
  housing,
  listed,
  MeetingUnderTest,
  mailed,
  scheduled,
  scheduling,
} from './fixtures.ts';

const exclude = (made: MeetingUnderTest, ...excluded: object[]) =>
  made.run('caseChanged', { caseId: caseA, excluded }, 'system');
const nothingKnown = { caseId: caseA };
const textVersion = scheduled().policy.declaration.version;
const endorse = { mode: 'electronic', textVersion };

describe('a worker excluded from a case of the meeting', () => {
  it('does nothing at all on a meeting about that case alone', () => {
    const made = scheduled();
    exclude(made, housing);
    for (const [name, input] of [
      ['nothingKnown', nothingKnown],
      ['replyToInvitation', { reply: 'accept' }],
      ['endorseConfidentiality', endorse],
      ['cancelMeeting', { reason: 'other' }],
      ['askMoreOfReturn', { caseId: caseA, agencyId: 'agy-police' }],
    ] as const)
      expect(made.refused(name, input, housing)).toMatchObject({ code: 'worker-excluded' });
    expect(made.run('nothingKnown', nothingKnown, workers.police).kind).toBe('accepted');
  });

  it('S0-35 is taken off the invitations; the chair tells who comes for nothing, and no mail goes', () => {
    const made = scheduled();
    const { intents } = exclude(made, housing);
    expect(made.invitation(housing)?.withdrawnAt).toBe(made.now);
    expect(mailed({ intents }, 'meeting_cancelled')).toEqual([]);
    expect(intents).toContainEqual(
      expect.objectContaining({ intent: 'task', code: 'tell_not_expected', for: workers.chair }),
    );
    expect(made.given('agy-housing')).toBeDefined();
    exclude(made, { agencyId: 'agy-housing' });
    expect(made.given('agy-housing')).toBeUndefined();
  });

  it('comes in nobody’s place', () => {
    const made = scheduled();
    const proxy = { ...workers.police2 };
    exclude(made, proxy);
    expect(made.refused('replyToInvitation', { reply: 'proxy', proxy }, workers.police)).toMatchObject({
      code: 'worker-excluded',
      field: 'proxy',
    });
  });

  it('goes on with the other cases of the meeting', () => {
    const made = scheduled({ cases: [listed(caseA), listed(caseB)] });
    exclude(made, housing);
    expect(made.invitation(housing)).toMatchObject({ caseIds: [caseB] });
    expect(made.refused('nothingKnown', nothingKnown, housing).code).toBe('worker-excluded');
    made.run('nothingKnown', { caseId: caseB }, housing);
    const endorsed = made.run('endorseConfidentiality', endorse, housing);
    expect(commands(endorsed, 'endorsementReceived').map(({ id }) => id)).toEqual([caseB]);
  });

  it('has no answer recorded for them, and no part in the attendance of that case', () => {
    const made = scheduled({ cases: [listed(caseA), listed(caseB)] });
    const colleague = { ...housing, representativeId: 'rep-housing2' };
    exclude(made, colleague);
    const answer = { caseId: caseA, for: colleague };
    expect(made.refused('nothingKnown', answer, workers.chair).code).toBe('worker-excluded');
    made.run('recordAttendance', { present: [{ worker: colleague, as: 'representative' }] });
    const here = (caseId: string) =>
      attendanceOf(made.meeting, caseId).filter(({ status }) => status === 'attending');
    expect(here(caseA)).toEqual([]);
    expect(here(caseB)).toMatchObject([colleague]);
  });

  it('is excluded at the next meeting as well when the case is carried over', () => {
    const made = scheduled({ nextMeetingId: 'mtg-next1' });
    exclude(made, housing);
    const left = made.run('deferCase', { caseId: caseA, reason: 'time_used_up' });
    expect(commands(left, 'addCase')).toMatchObject([{ input: { case: { excluded: [housing] } } }]);
  });

  it('may do again what an exclusion forbade, once it is lifted', () => {
    const made = scheduled();
    exclude(made, housing);
    exclude(made);
    expect(made.run('nothingKnown', nothingKnown, housing).kind).toBe('accepted');
  });
});

describe('who runs a meeting', () => {
  const excluded = [{ ...housing }];

  it('is nobody excluded from a case of it, and nobody excluded lists a case', () => {
    const cases = [listed(caseA), listed(caseB, { excluded })];
    for (const [more, by, field] of [
      [{}, housing, 'by'],
      [{ chair: housing }, workers.convenor, 'chair'],
      [{ minuteTaker: housing }, workers.convenor, 'minuteTaker'],
    ] as const) {
      const refusal = new MeetingUnderTest().refused('scheduleMeeting', scheduling({ cases, ...more }), by);
      expect(refusal).toMatchObject({ code: 'worker-excluded', field });
    }
    const made = scheduled({ cases: [listed(caseA)], chair: housing });
    const adding = { case: listed(caseB, { excluded }) };
    expect(made.refused('addCase', adding, workers.convenor)).toMatchObject({ field: 'chair' });
    expect(scheduled().refused('addCase', adding, housing)).toMatchObject({ field: 'by' });
  });

  it('is also a colleague and the lead of a case, but nobody from outside calls it off or moves it', () => {
    const later = { startsAt: '2026-03-16T02:00:00.000Z', reason: 'chair_unavailable' };
    const off = { reason: 'chair_unavailable' };
    for (const by of [housing, workers.police]) {
      expect(scheduled().refused('cancelMeeting', off, by).code).toBe('not-running-the-meeting');
      expect(scheduled().refused('rescheduleMeeting', later, by).code).toBe('not-running-the-meeting');
    }
    for (const by of [workers.triage, workers.specialist]) {
      scheduled().run('rescheduleMeeting', later, by);
      expect(scheduled().run('cancelMeeting', off, by).state.status).toBe('cancelled');
    }
  });
});
