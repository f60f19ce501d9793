import { describe, expect, it } from 'vitest';
import { agenciesWithoutResponse } from '../../../functions/domain/meeting/queries.ts';
import { workers } from '../case/fixtures.ts';
import { caseA, caseB, commands, housing, listed, mailed, mails, scheduled } from './fixtures.ts';
import { full, persons } from './written-returns.ts';

const colleague = { agencyId: 'agy-housing', representativeId: 'rep-housing2' };

describe('what a return says outside its notes', () => {
  it.each([
    { items: [{ ...full().items[0], category: 'Jane Citizen rang' }] },
    { interventions: [{ code: 'Took Jane to the refuge', success: 'worked' }] },
  ])('is a code, never a sentence', (more) => {
    const refusal = scheduled().refused('submitWrittenReturn', full(more), workers.police, ['items.0']);
    expect(refusal.code).toBe('input-invalid');
    expect(JSON.stringify(refusal)).not.toContain('Jane');
  });
});

describe('replyToInvitation', () => {
  it('S0-35 stores an acceptance; until one comes the reply is no_response', () => {
    const meeting = scheduled();
    expect(meeting.invitation(workers.police)?.reply).toBe('no_response');
    meeting.run('replyToInvitation', { reply: 'accept' }, workers.police);
    expect(meeting.invitation(workers.police)).toMatchObject({ reply: 'accepted', repliedAt: meeting.now });
  });

  it('S0-41 S1-08 opens a request for a written return on an apology, due before the meeting', () => {
    const meeting = scheduled({ cases: [listed(caseA), listed(caseB)] });
    const did = meeting.run('replyToInvitation', { reply: 'apology', reason: 'leave' }, housing);
    expect(mailed(did, 'return_request')).toEqual(['rep-housing1']);
    const dueAt = String(mails(did, 'return_request')[0]?.params['dueAt']);
    expect(dueAt < meeting.meeting.startsAt).toBe(true);
    expect(meeting.given('agy-housing')?.status).toBe('return_outstanding');
    expect(meeting.given('agy-housing', caseB)?.status).toBe('return_outstanding');
    expect(meeting.given('agy-police')?.status).toBe('no_response');
  });

  it('S0-41 asks for nothing when the return has come before the apology', () => {
    const meeting = scheduled();
    meeting.run('nothingKnown', { caseId: caseA }, housing);
    const did = meeting.run('replyToInvitation', { reply: 'apology' }, housing);
    expect(mailed(did, 'return_request')).toEqual([]);
    expect(meeting.given('agy-housing')?.status).toBe('nothing_known');
  });

  it('S0-35 invites a named proxy of the same agency, and takes the proxy back when the person comes after all', () => {
    const meeting = scheduled();
    const did = meeting.run('replyToInvitation', { reply: 'proxy', proxy: colleague }, housing);
    expect(mailed(did, 'invitation')).toEqual(['rep-housing2']);
    expect(mailed(did, 'declaration_request')).toEqual(['rep-housing2']);
    meeting.run('replyToInvitation', { reply: 'accept' }, housing);
    expect(meeting.invitation(colleague)?.withdrawnAt).toBe(meeting.now);
  });

  it('S0-35 names the representative when an agency was invited by its mailbox', () => {
    const meeting = scheduled({
      cases: [listed(caseA, { invitees: [{ agencyId: 'agy-housing', post: 'mailbox', required: false }] })],
    });
    meeting.run('replyToInvitation', { reply: 'accept' }, housing);
    expect(meeting.meeting.invitations[0]).toMatchObject({
      representativeId: 'rep-housing1',
      reply: 'accepted',
    });
  });

  it('lets who runs the meeting record an answer given by telephone, and nobody else of another agency', () => {
    const meeting = scheduled();
    expect(meeting.refused('replyToInvitation', { reply: 'accept', for: housing }, workers.police).code).toBe(
      'not-for-another',
    );
    meeting.run('replyToInvitation', { reply: 'accept', for: housing }, workers.chair);
    expect(meeting.invitation(housing)?.reply).toBe('accepted');
  });

  it('refuses who is not invited, a missing proxy, one of another agency, one invited already', () => {
    const meeting = scheduled();
    expect(meeting.refused('replyToInvitation', { reply: 'accept' }, workers.hospital).code).toBe(
      'not-invited',
    );
    expect(meeting.refused('replyToInvitation', { reply: 'proxy' }, housing).code).toBe('proxy-missing');
    expect(
      meeting.refused('replyToInvitation', { reply: 'proxy', proxy: workers.police }, housing).code,
    ).toBe('proxy-of-other-agency');
    expect(meeting.refused('replyToInvitation', { reply: 'proxy', proxy: housing }, housing).code).toBe(
      'proxy-already-invited',
    );
  });
});

describe('submitWrittenReturn', () => {
  const notes = ['items.0', 'interventions.0'];

  it('S0-42 stores the three parts with the success of past interventions', () => {
    const meeting = scheduled();
    meeting.run('submitWrittenReturn', full(), housing, notes);
    expect(meeting.given('agy-housing')).toMatchObject({
      status: 'provided_written',
      missing: [],
      late: false,
      by: housing,
    });
    expect(meeting.given('agy-housing')?.items[0]?.noteId).toMatch(/^note-/);
    expect(meeting.given('agy-housing')?.interventions[0]?.success).toBe('partly');
  });

  it.each([
    ['current_involvement', { involvement: [{ personId: 'per-aaaa1v', involved: 'no' }] }],
    ['risk_and_safety', { items: [] }],
    ['past_interventions', { interventions: [] }],
  ])('S0-42 shows a return that lacks %s as incomplete by that name', (part, without) => {
    const meeting = scheduled();
    meeting.run('submitWrittenReturn', full(without), housing, notes);
    expect(meeting.given('agy-housing')).toMatchObject({ status: 'incomplete', missing: [part] });
    meeting.run('submitWrittenReturn', full(), housing, notes);
    expect(meeting.given('agy-housing')?.status).toBe('provided_written');
  });

  it('S1-12 S1-15 S1-16 keeps a hospital presentation, what goes on and what is past, and anything else', () => {
    const meeting = scheduled();
    const item = { purposes: ['identify_risk'], nature: 'fact', about: ['per-aaaa1v'] };
    const presentation = { on: '2026-02-20', place: 'emergency', link: 'suspected' };
    const items = [
      { ...item, category: 'presentation', presentation },
      { ...item, category: 'other' },
    ];
    const interventions = [
      { code: 'counselling', when: 'current', success: 'unknown' },
      { code: 'refuge', when: 'past', success: 'worked' },
    ];
    const input = full({ items, interventions });
    meeting.run('submitWrittenReturn', input, housing, ['items.0', 'items.1']);
    expect(meeting.given('agy-housing')).toMatchObject({ status: 'provided_written', items, interventions });
    const dated = full({ items: [{ ...item, presentation: { ...presentation, on: 'last week' } }] });
    expect(meeting.refused('submitWrittenReturn', dated, housing, notes).code).toBe('input-invalid');
    const ahead = full({ items: [{ ...item, presentation: { ...presentation, on: '2026-12-01' } }] });
    expect(meeting.refused('submitWrittenReturn', ahead, housing, notes).code).toBe('date-ahead');
  });

  it('S1-11 asks for none of the kinds of information, and takes none about persons of another case', () => {
    const meeting = scheduled();
    const nothingOfAKind = full({ noneKnown: { interventions: true }, interventions: [] });
    meeting.run('submitWrittenReturn', nothingOfAKind, housing, notes);
    expect(meeting.given('agy-housing')).toMatchObject({ status: 'provided_written', missing: [] });
    const other = full({ items: [{ ...full().items[0], about: ['per-bbbb1v'] }] });
    expect(meeting.refused('submitWrittenReturn', other, housing, notes).code).toBe('person-not-in-case');
  });

  it('S0-42 takes "looked into, nothing there" as an answer to a part', () => {
    const meeting = scheduled();
    const input = full({
      items: [],
      interventions: [],
      noneKnown: { riskAndSafety: true, interventions: true },
    });
    meeting.run('submitWrittenReturn', input, housing);
    expect(meeting.given('agy-housing')?.status).toBe('provided_written');
  });

  it('S1-10 refuses an item without one of exactly three purposes and names them', () => {
    const meeting = scheduled();
    for (const purposes of [[], ['curiosity']]) {
      const input = full({ items: [{ purposes, nature: 'fact', about: persons }] });
      expect(meeting.refused('submitWrittenReturn', input, housing, notes)).toMatchObject({
        code: 'purpose-missing',
        missing: ['identify_risk', 'manage_mitigate', 'hold_to_account'],
      });
    }
  });

  it('refuses an item without text, a person of another case, an agency that was not asked', () => {
    const meeting = scheduled();
    expect(meeting.refused('submitWrittenReturn', full(), housing).code).toBe('item-text-missing');
    const stranger = full({ involvement: [{ personId: 'per-zzzz1', involved: 'yes' }] });
    expect(meeting.refused('submitWrittenReturn', stranger, housing, notes).code).toBe('person-not-in-case');
    expect(meeting.refused('submitWrittenReturn', full(), workers.hospital, notes).code).toBe(
      'return-not-requested',
    );
  });

  it('S0-41 marks a return after its day as late, also when it comes after the meeting', () => {
    const meeting = scheduled();
    meeting.later({ days: 9 });
    meeting.run('submitWrittenReturn', full(), housing, notes);
    expect(meeting.given('agy-housing')?.late).toBe(true);
  });
});

describe('other answers', () => {
  it('S0-36 keeps "nothing known", "declined" and no answer apart', () => {
    const meeting = scheduled();
    meeting.run('nothingKnown', { caseId: caseA }, housing);
    meeting.run('declineToShare', { caseId: caseA, basis: 'court_order' }, workers.police);
    expect(meeting.meeting.returns.map((r) => r.status)).toEqual([
      'declined_with_basis',
      'no_response',
      'nothing_known',
    ]);
    expect(agenciesWithoutResponse(meeting.meeting, caseA)).toEqual(['agy-specialist']);
  });

  it('refuses to decline on another basis without its reason', () => {
    const meeting = scheduled();
    expect(meeting.refused('declineToShare', { caseId: caseA, basis: 'other' }, housing).code).toBe(
      'reason-missing',
    );
    meeting.run('declineToShare', { caseId: caseA, basis: 'other' }, housing, ['reason']);
    expect(meeting.given('agy-housing')?.declined?.basis).toBe('other');
    expect(meeting.refused('declineToShare', { caseId: caseA, basis: 'other' }, workers.hospital).code).toBe(
      'return-not-requested',
    );
    expect(meeting.refused('nothingKnown', { caseId: caseA }, workers.hospital).code).toBe(
      'return-not-requested',
    );
  });

  it('S0-43 S1-09 lets the lead ask for more, and gets the answer', () => {
    const meeting = scheduled();
    meeting.run('nothingKnown', { caseId: caseA }, housing);
    const ask = { caseId: caseA, agencyId: 'agy-housing' };
    expect(meeting.refused('askMoreOfReturn', ask, workers.police, ['question']).code).toBe('not-the-lead');
    expect(meeting.refused('askMoreOfReturn', ask, workers.specialist).code).toBe('question-missing');
    expect(
      meeting.refused('askMoreOfReturn', { ...ask, agencyId: 'agy-hospital' }, workers.specialist, [
        'question',
      ]).code,
    ).toBe('return-not-requested');
    const did = meeting.run('askMoreOfReturn', ask, workers.specialist, ['question']);
    expect(mailed(did, 'return_request')).toEqual(['rep-housing1']);
    const questionId = meeting.given('agy-housing')?.questions[0]?.questionId;
    expect(
      meeting.refused('answerQuestion', { caseId: caseA, questionId: 'qst-none1' }, housing, ['answer']).code,
    ).toBe('no-such-question');
    expect(meeting.refused('answerQuestion', { caseId: caseA, questionId }, housing).code).toBe(
      'answer-missing',
    );
    meeting.run('answerQuestion', { caseId: caseA, questionId }, housing, ['answer']);
    expect(meeting.given('agy-housing')?.questions[0]?.answeredAt).toBe(meeting.now);
  });

  it('records what an agency told at the meeting, if it was there', () => {
    const meeting = scheduled();
    meeting.run('recordAttendance', { present: [{ worker: housing, as: 'representative' }] }, workers.chair);
    expect(
      meeting.refused('recordSpokenReturn', { caseId: caseA, for: workers.police }, workers.chair).code,
    ).toBe('not-present');
    expect(meeting.refused('recordSpokenReturn', { caseId: caseA, for: housing }, housing).code).toBe(
      'not-running-the-meeting',
    );
    meeting.run('recordSpokenReturn', { caseId: caseA, for: housing }, workers.chair);
    expect(meeting.given('agy-housing')?.status).toBe('provided_in_person');
  });
});

describe('what each case hears of answers', () => {
  it('S0-35 S0-41 tells the case once when the last answer is in, and again when one is missing anew', () => {
    const meeting = scheduled();
    const quiet = meeting.run('replyToInvitation', { reply: 'accept' }, workers.police);
    expect(commands(quiet, 'meetingAnswers')).toEqual([]);
    meeting.run('replyToInvitation', { reply: 'accept' }, workers.specialist);
    const last = meeting.run('replyToInvitation', { reply: 'accept' }, housing);
    expect(commands(last, 'meetingAnswers')[0]?.input).toMatchObject({
      replies: 0,
      returns: 0,
      declarations: 3,
    });
    const sorry = meeting.run('replyToInvitation', { reply: 'apology' }, housing);
    expect(commands(sorry, 'meetingAnswers')[0]?.input).toMatchObject({
      replies: 0,
      returns: 1,
      declarations: 2,
    });
  });
});

it('S0-35 a proxy who is not needed any more is told, so that nobody comes for nothing', () => {
  const meeting = scheduled();
  meeting.run('replyToInvitation', { reply: 'proxy', proxy: colleague }, housing);
  const did = meeting.run('replyToInvitation', { reply: 'accept' }, housing);
  expect(mailed(did, 'meeting_cancelled')).toEqual(['rep-housing2']);
});
