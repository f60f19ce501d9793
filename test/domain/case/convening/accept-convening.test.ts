import { describe, expect, it } from 'vitest';
import type { Asked } from '../../../../functions/domain/access/asked.ts';
import { caseFacts } from '../../../../functions/domain/access/case-facts.ts';
import { decideAccess } from '../../../../functions/domain/access/decide.ts';
import type { Subject } from '../../../../functions/domain/access/subject.ts';
import type { CaseState } from '../../../../functions/domain/case/state.ts';
import type { Worker } from '../../../../functions/domain/shared/actor.ts';
import type { Accepted } from '../../../../functions/domain/shared/decision.ts';
import { aSubject } from '../../access/fixtures.ts';
import { testPolicy } from '../../test-policy.ts';
import { CaseUnderTest, calledCase, caseIn, opening, workers } from '../fixtures.ts';

const { desk } = testPolicy.conveningTeam;
/** A call whose every post is of the caller's own agency. */
const ownContacts = {
  triage: workers.police2,
  convenor: workers.police,
  chair: workers.police2,
  region: workers.police2,
};
const selfCalled = () => calledCase({ contacts: ownContacts });

const told = ({ intents }: Accepted<CaseState>) =>
  intents.flatMap((intent) =>
    intent.intent === 'message' && intent.kind === 'meeting_called' ? [intent] : [],
  );

const asks = (state: CaseState, who: Worker, asked: Asked, more: Partial<Subject> = {}) => {
  const subject = aSubject({ ...who, ...more });
  const around = {
    agency: undefined,
    meetings: new Map(),
    now: '2026-03-20T01:00:00.000Z',
    policy: testPolicy,
  };
  const facts = { ...caseFacts(state, subject, around), endorsed: true, basis: 'invented_mou' };
  const decision = decideAccess(subject, asked, facts, 'manage_mitigate', testPolicy);
  return decision.kind === 'permit' ? decision.ground : decision.code;
};
const read = (what: 'content' | 'consent_reason' | 'disclosures' | 'handling'): Asked => ({
  kind: 'read',
  what,
});
const command = (name: string): Asked => ({ kind: 'command', aggregate: 'case', name });

describe('the convening team hears of each call', () => {
  it('S1-02 by a mail and a chased task of its own where none of it is named', () => {
    const made = new CaseUnderTest();
    const did = made.run(
      'callMeeting',
      { ...opening(), contacts: ownContacts, endorsement: { mode: 'electronic' } },
      { by: workers.police },
    );
    expect(told(did).at(-1)).toMatchObject({ to: [desk], params: { convening: 'self_named' } });
    const [task] = made.tasks('accept_convening');
    expect(task).toMatchObject({ for: desk });
    expect(made.clock('task.due', task?.taskId)).toBeDefined();
  });

  it('S1-02 also where others than the caller convene who are not of it', () => {
    const made = calledCase({ contacts: { triage: workers.hospital, convenor: workers.hospital } });
    expect(made.case.convening).toMatchObject({ selfNamed: true });
    const led = calledCase({
      contacts: { triage: workers.hospital, convenor: workers.hospital },
      conveningLead: workers.specialist,
    });
    expect(led.case.convening).toMatchObject({ selfNamed: false });
    expect(led.tasks('accept_convening')).toHaveLength(1);
  });

  it('S1-02 as its convenor where one is named, with nothing to accept', () => {
    const made = calledCase();
    expect(made.case.contacts.convenor).toEqual(workers.convenor);
    expect(made.case.convening).toBeUndefined();
  });

  it('also of a referral whose triage or chair is of the referring agency, and of no other', () => {
    const made = new CaseUnderTest();
    made.run('refer', { ...opening(), contacts: { ...ownContacts, convenor: workers.convenor } });
    expect(made.case.convening?.selfNamed).toBe(true);
    expect(caseIn('referral').case.convening).toBeUndefined();
  });
});

describe('who named themselves to run a case', () => {
  it('reads as a caller does, and nothing more, until the team accepts', () => {
    const { case: state } = selfCalled();
    expect(asks(state, workers.police, read('content'))).toBe('caller');
    expect(asks(state, workers.police, read('consent_reason'))).toBe('not-permitted');
    expect(asks(state, workers.police, read('disclosures'))).toBe('not-permitted');
    expect(asks(state, workers.police2, read('content'))).toBe('not-permitted');
    expect(asks(state, workers.police2, read('handling'))).toBe('chair');
    expect(asks(state, workers.police, command('liftConflict'))).toBe('not-permitted');
    expect(asks(state, workers.police, command('callFollowUp'))).toBe('convening_lead');
  });

  it('reads by their part when the team has accepted, or the policy leaves it to agencies', () => {
    const made = selfCalled();
    made.run('acceptConvening', { outcome: 'accepted' }, { by: desk });
    expect(made.tasks('accept_convening')).toEqual([]);
    expect(asks(made.case, workers.police2, read('content'))).toBe('chair');
    const conveningTeam = { ...testPolicy.conveningTeam, agenciesConvene: true };
    const left = new CaseUnderTest({ policy: { ...testPolicy, conveningTeam } });
    left.run('callMeeting', { ...opening(), contacts: ownContacts, endorsement: { mode: 'electronic' } });
    expect(asks(left.case, workers.police2, read('content'))).toBe('chair');
    expect(left.tasks('accept_convening')).toHaveLength(1);
  });

  it('runs it no more when the team has taken it over', () => {
    const made = selfCalled();
    made.run('acceptConvening', { outcome: 'taken_over' }, { by: desk });
    const { contacts, lead } = made.case;
    expect(contacts).toEqual({ triage: desk, convenor: desk });
    expect(lead.periods.at(-1)).toMatchObject({ ...desk, kind: 'convening' });
    expect(made.tasks('find_meeting')).toMatchObject([{ for: desk }]);
    expect(asks(made.case, workers.police2, read('content'))).toBe('not-permitted');
    expect(asks(made.case, workers.police, read('content'))).toBe('caller');
  });

  it('is accepted by the convening team alone, once', () => {
    const made = selfCalled();
    const accept = { outcome: 'accepted' };
    expect(made.refused('acceptConvening', accept, { by: workers.police }).code).toBe('not-for-this-worker');
    made.run('acceptConvening', accept, { by: workers.convenor });
    expect(made.refused('acceptConvening', accept, { by: desk }).code).toBe('nothing-to-accept');
    const { case: state } = selfCalled();
    expect(asks(state, desk, command('acceptConvening'))).toBe('task');
    expect(asks(state, workers.region, command('acceptConvening'), { roles: ['coordinator'] })).toBe(
      'convening_team',
    );
    expect(asks(state, workers.hospital, command('acceptConvening'))).toBe('not-found');
  });

  it('does not review a reading in an emergency: the desk does', () => {
    const made = selfCalled();
    made.run(
      'breakGlass',
      { reason: 'danger_to_life', minutes: 10 },
      { by: workers.hospital, notes: ['rationale'] },
    );
    expect(made.tasks('break_glass.review')).toMatchObject([{ for: desk }]);
    const [grant] = made.case.breakGlass ?? [];
    made.run('acceptConvening', { outcome: 'accepted' }, { by: desk });
    made.run('reviewBreakGlass', { grantId: grant?.grantId, outcome: 'justified' }, { by: desk });
  });
});

describe('the convening team hears who takes the chair or the lead from outside it', () => {
  const meeting = (chair: Worker) => ({
    meetingId: 'mtg-0001',
    meetingVersion: 1,
    kind: 'macm_on_demand',
    startsAt: '2026-03-20T01:00:00.000Z',
    endsAt: '2026-03-20T02:00:00.000Z',
    returnsDueAt: '2026-03-19T01:00:00.000Z',
    chair,
  });
  const mailed = (did: Accepted<CaseState>) =>
    told(did).map(({ to, params }) => [to[0], params['convening']]);

  it('S2-10 by a mail of its own for each chair that is not of it', () => {
    const outside = caseIn('meeting_scheduling').run('meetingScheduled', meeting(workers.specialist), {
      by: 'system',
    });
    expect(mailed(outside)).toEqual([[workers.convenor, 'chair']]);
    const inside = caseIn('meeting_scheduling').run('meetingScheduled', meeting(workers.chair), {
      by: 'system',
    });
    expect(mailed(inside)).toEqual([]);
  });

  it('S3-46 when an agency takes the lead itself, and not when the team gives it', () => {
    const night = (by: Worker) =>
      caseIn('meeting_scheduling').run(
        'startInterimLead',
        { to: workers.hospital, reason: 'crisis', guideline: 'after_hours_crisis_response' },
        { by },
      );
    expect(mailed(night(workers.hospital))).toEqual([[workers.convenor, 'lead']]);
    expect(mailed(night(workers.convenor))).toEqual([]);
  });
});
