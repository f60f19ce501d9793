import { describe, expect, it } from 'vitest';
import { decideAccess } from '../../../functions/domain/access/decide.ts';
import { meetingFacts, meetingRelations } from '../../../functions/domain/access/meeting-facts.ts';
import type { Subject } from '../../../functions/domain/access/subject.ts';
import type { Worker } from '../../../functions/domain/shared/actor.ts';
import { workers } from '../case/fixtures.ts';
import { caseA, caseB, housing, listed, scheduled } from '../meeting/fixtures.ts';
import { testPolicy } from '../test-policy.ts';
import { aSubject } from './fixtures.ts';

const held = (meeting: ReturnType<typeof scheduled>['meeting'], who: Worker, caseId?: string) =>
  [...meetingFacts(meeting, aSubject(who), caseId).relations].toSorted();

describe('what somebody is to a meeting', () => {
  it('is chair, minute taker, invited, or of an agency that is', () => {
    const { meeting } = scheduled();
    expect(held(meeting, workers.chair)).toEqual(['chair', 'convening_agency']);
    expect(held(meeting, workers.convenor)).toContain('minute_taker');
    expect(held(meeting, housing)).toEqual(['invited', 'invited_agency']);
    const colleague = { ...housing, representativeId: 'rep-housing2' };
    expect(held(meeting, colleague)).toEqual(['invited_agency']);
    expect(held(meeting, workers.hospital)).toEqual([]);
  });

  it('S1-24 is of no invited agency that has named nobody, but for who answers for it', () => {
    const invitees = [{ agencyId: housing.agencyId, post: 'mailbox', required: false }];
    const { meeting } = scheduled({ cases: [listed(caseA, { invitees })] });
    const answer = { kind: 'command', aggregate: 'meeting', name: 'endorseConfidentiality' } as const;
    const decide = (roles: Subject['roles']) => {
      const subject = aSubject({ ...housing, roles });
      return decideAccess(subject, answer, meetingFacts(meeting, subject), undefined, testPolicy);
    };
    expect(held(meeting, housing)).toEqual(['member_agency']);
    expect(decide(['representative'])).toMatchObject({ code: 'not-permitted' });
    expect(decide(['agency_manager'])).toMatchObject({ ground: 'invited_agency' });
  });

  it('is a proxy once named, for the cases of the invitation', () => {
    const made = scheduled();
    const proxy = { ...housing, representativeId: 'rep-housing2' };
    made.run('replyToInvitation', { reply: 'proxy', proxy }, housing);
    expect(meetingRelations(made.meeting, proxy, caseA)).toContain('proxy');
    expect(meetingRelations(made.meeting, proxy, caseB)).toEqual([]);
  });

  it('is nothing for somebody excluded from all its cases, or from the one concerned', () => {
    const excluded = [{ agencyId: housing.agencyId }];
    const { meeting } = scheduled({
      cases: [listed(caseA, { excluded }), listed(caseB)],
      lengthMinutes: 120,
    });
    expect(meetingFacts(meeting, aSubject(housing)).excluded).toBe(false);
    expect(meetingFacts(meeting, aSubject(housing), caseA).excluded).toBe(true);
    expect(meetingFacts(meeting, aSubject(housing), caseB).excluded).toBe(false);
  });

  it('lets an agency’s own workers answer for it, and nobody of another', () => {
    const { meeting } = scheduled();
    const answer = { kind: 'command', aggregate: 'meeting', name: 'nothingKnown' } as const;
    const decide = (who: Worker) =>
      decideAccess(aSubject(who), answer, meetingFacts(meeting, aSubject(who)), undefined, testPolicy);
    expect(decide(housing)).toMatchObject({ ground: 'invited' });
    expect(decide({ ...housing, representativeId: 'rep-housing2' })).toMatchObject({
      ground: 'invited_agency',
    });
    expect(decide(workers.hospital)).toMatchObject({ code: 'not-found' });
  });
});
