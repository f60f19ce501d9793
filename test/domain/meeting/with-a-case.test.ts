import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentMeeting } from '../../../functions/domain/case/queries.ts';
import { isLive } from '../../../functions/domain/clocks/schema.ts';
import type { Accepted } from '../../../functions/domain/shared/decision.ts';
import { type CaseUnderTest, caseIn, persons, workers } from '../case/fixtures.ts';
import { listed, MeetingUnderTest, scheduling } from './fixtures.ts';

/** A meeting and its one case that hear each other's commands at once and in order, as relay brings them. */
class Together {
  readonly meeting = new MeetingUnderTest();
  readonly case: CaseUnderTest = caseIn('meeting_scheduling');
  readonly refusals: string[] = [];

  private relay(decided: Pick<Accepted<unknown>, 'intents'>): void {
    for (const intent of decided.intents) {
      if (intent.intent !== 'command') continue;
      const toCase = intent.aggregate === 'case';
      const target = toCase ? this.case : this.meeting;
      if (!target.state || (intent.aggregate === 'meeting' && intent.id !== 'mtg-0001')) continue;
      const decision = toCase
        ? this.case.decide(intent.name, intent.input, { by: 'system' })
        : this.meeting.decide(intent.name, intent.input, 'system', []);
      if (decision.kind === 'refused') {
        this.refusals.push(`${intent.name}: ${decision.code} ${decision.message}`);
        continue;
      }
      if ('caseId' in decision.state) this.case.state = decision.state;
      else if ('meetingId' in decision.state) this.meeting.state = decision.state;
      this.relay(decision);
    }
  }

  /** A command of a person to the meeting; what it causes reaches the case. */
  tell(name: string, input: unknown, by = workers.convenor): string {
    const decision = this.meeting.decide(name, input, by, ['items.0', 'reason']);
    if (decision.kind === 'refused') return decision.code;
    this.meeting.state = decision.state;
    this.relay(decision);
    return 'accepted';
  }

  /** A command of a person to the case; what it causes reaches the meeting. */
  act(name: string, input: unknown, by = workers.specialist): string {
    const decision = this.case.decide(name, input, { by });
    if (decision.kind === 'refused') return decision.code;
    this.case.state = decision.state;
    this.relay(decision);
    return 'accepted';
  }

  wait(hours: number): void {
    this.meeting.later({ hours });
    this.case.later({ hours });
  }
}

const begin = (): Together => {
  const both = new Together();
  const invitees = [workers.police, workers.specialist, workers.childProtection].map((w) => ({
    ...w,
    required: false,
  }));
  const entry = listed(both.case.caseId, { persons: Object.values(persons), invitees });
  expect(both.tell('scheduleMeeting', scheduling({ cases: [entry] }))).toBe('accepted');
  return both;
};
const declaration = { mode: 'electronic', textVersion: 'decl-1' };

describe('a meeting and its case', () => {
  it('S0-18 S0-30 S0-31 go from invitation to plan by words that each understands', () => {
    const both = begin();
    expect(both.case.case.phase).toBe('meeting_preparation');
    for (const worker of [workers.police, workers.specialist]) {
      both.tell('replyToInvitation', { reply: 'accept' }, worker);
    }
    both.tell('replyToInvitation', { reply: 'apology' }, workers.childProtection);
    both.tell('nothingKnown', { caseId: both.case.caseId }, workers.childProtection);
    expect(both.case.clock('info.return')).toBeUndefined();
    expect(both.case.clock('participation.chase')).toBeUndefined();
    both.tell('rescheduleMeeting', { startsAt: '2026-03-16T02:00:00.000Z', reason: 'agencies_unavailable' });
    expect(both.case.clock('meeting.start')?.dueAt).toBe('2026-03-16T02:00:00.000Z');
    expect(both.case.clock('participation.chase')).toBeDefined();
    both.tell('endorseConfidentiality', declaration, workers.specialist);
    const present = [workers.police, workers.specialist].map((worker) => ({ worker, as: 'representative' }));
    both.tell('recordAttendance', { present }, workers.chair);
    expect(both.case.case.meetings[0]?.attendance.map((a) => a.status)).toEqual([
      'attending',
      'attending',
      'apology_with_return',
    ]);
    both.act('nominateLead', { to: workers.specialist }, workers.chair);
    const action = {
      stream: 'person_using_violence',
      part: 'risk_management',
      code: 'engage_person_using_violence',
      towards: [persons.personUsingViolence],
      priority: 'standard',
    };
    const wishes = { status: 'not_recorded', reasonNone: 'no_safe_contact' };
    const actions = [workers.police, workers.specialist].map((owner) => ({ ...action, owner }));
    expect(both.act('recordPlan', { wishes, actions })).toBe('accepted');
    expect(both.act('issuePlan', {})).toBe('accepted');
    const fate = () =>
      Object.fromEntries(both.case.case.planCopies.map((c) => [c.to.representativeId, c.status]));
    expect(fate()).toEqual({
      'rep-police1': 'held_not_endorsed',
      'rep-specialist1': 'sending',
      'rep-chair1': 'held_not_endorsed',
    });
    both.tell('endorseConfidentiality', declaration, workers.police);
    expect(fate()['rep-police1']).toBe('sending');
    expect(both.refusals).toEqual([]);
  });

  it('agree after any sequence: the same hour, a live clock, and no word that is not understood', () => {
    const worker = fc.constantFrom(workers.police, workers.specialist, workers.childProtection);
    const step = fc.oneof(
      fc.record({ on: fc.constant('reply' as const), worker, reply: fc.constantFrom('accept', 'apology') }),
      fc.record({ on: fc.constant('endorse' as const), worker }),
      fc.record({ on: fc.constant('known' as const), worker }),
      fc.record({ on: fc.constant('move' as const), days: fc.integer({ min: 11, max: 30 }) }),
      fc.record({ on: fc.constant('agency' as const), part: fc.constantFrom('required', 'not_appropriate') }),
      fc.record({ on: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }),
      fc.record({
        on: fc.constant('end' as const),
        how: fc.constantFrom('cancelMeeting', 'recordAttendance', 'recordNotQuorate', 'deferCase'),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const both = begin();
        const present = [{ worker: workers.police, as: 'representative' }];
        for (const s of steps) {
          if (s.on === 'reply') both.tell('replyToInvitation', { reply: s.reply }, s.worker);
          if (s.on === 'endorse') both.tell('endorseConfidentiality', declaration, s.worker);
          if (s.on === 'known') both.tell('nothingKnown', { caseId: both.case.caseId }, s.worker);
          if (s.on === 'move')
            both.tell('rescheduleMeeting', { startsAt: `2026-04-${s.days}T02:00:00.000Z`, reason: 'other' });
          if (s.on === 'agency')
            both.act(
              'setParticipation',
              { agencyId: 'agy-childprot', participation: s.part, reason: 'test' },
              workers.convenor,
            );
          if (s.on === 'wait') both.wait(s.hours);
          if (s.on === 'end' && s.how === 'cancelMeeting') both.tell(s.how, { reason: 'other' });
          if (s.on === 'end' && s.how === 'recordAttendance') both.tell(s.how, { present });
          if (s.on === 'end' && s.how === 'recordNotQuorate') both.tell(s.how, { present, reason: 'other' });
          if (s.on === 'end' && s.how === 'deferCase')
            both.tell(s.how, { caseId: both.case.caseId, reason: 'other' });
        }
        expect(both.refusals).toEqual([]);
        const state = both.case.case;
        expect(state.clocks.some(isLive)).toBe(true);
        const { status, startsAt } = both.meeting.meeting;
        if (status === 'scheduled') expect(currentMeeting(state)?.startsAt).toBe(startsAt);
        expect(state.phase).toBe(
          status === 'scheduled'
            ? 'meeting_preparation'
            : status === 'held'
              ? 'meeting'
              : 'meeting_scheduling',
        );
      }),
      { seed: 5, numRuns: 120 },
    );
  });
});
