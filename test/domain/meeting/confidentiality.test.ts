import { describe, expect, it } from 'vitest';
import { outstandingDeclarations } from '../../../functions/domain/meeting/queries.ts';
import type { Policy } from '../../../functions/domain/policy/schema.ts';
import { workers } from '../case/fixtures.ts';
import { testPolicy } from '../test-policy.ts';
import { caseA, commands, housing, mailed, scheduled } from './fixtures.ts';

const electronic = { mode: 'electronic', textVersion: 'decl-1' };
const verbal = (worker: unknown) => ({ mode: 'verbal', textVersion: 'decl-1', for: worker });
const policyOf = (verbalEndorsement: Policy['verbalEndorsement']): Policy => ({
  ...testPolicy,
  verbalEndorsement,
});

describe('endorseConfidentiality', () => {
  it('S0-18 stores who, when, which text, and tells each case', () => {
    const meeting = scheduled();
    const did = meeting.run('endorseConfidentiality', electronic, housing);
    expect(meeting.meeting.endorsements).toEqual([
      { worker: housing, status: 'endorsed', mode: 'electronic', textVersion: 'decl-1', at: meeting.now },
    ]);
    expect(commands(did, 'endorsementReceived')[0]).toMatchObject({
      id: caseA,
      input: { worker: housing, mode: 'electronic' },
    });
    expect(outstandingDeclarations(meeting.meeting, caseA).map((i) => i.agencyId)).toEqual([
      'agy-police',
      'agy-specialist',
    ]);
  });

  it('S0-18 takes one endorsement once', () => {
    const meeting = scheduled();
    meeting.run('endorseConfidentiality', electronic, housing);
    const again = meeting.run('endorseConfidentiality', electronic, housing);
    expect(meeting.meeting.endorsements).toHaveLength(1);
    expect(again.intents).toEqual([]);
  });

  it('S0-19 lets the chair record a word at a virtual meeting, with who sought it; a signature stays possible', () => {
    const meeting = scheduled({ mode: 'virtual' }, policyOf('virtual_only'));
    const did = meeting.run('endorseConfidentiality', verbal(housing), workers.chair);
    expect(meeting.meeting.endorsements[0]).toMatchObject({
      mode: 'verbal',
      soughtBy: workers.chair,
      rule: 'virtual_only',
    });
    expect(did.events.find((e) => e.type === 'confidentiality.endorsed')?.facts['rule']).toBe('virtual_only');
    meeting.run('endorseConfidentiality', { mode: 'written', textVersion: 'decl-1' }, workers.police);
  });

  it.each([
    ['any_meeting', 'in_person', true],
    ['any_meeting', 'virtual', true],
    ['virtual_only', 'virtual', true],
    ['virtual_only', 'hybrid', true],
    ['virtual_only', 'in_person', false],
    ['never', 'virtual', false],
    ['never', 'in_person', false],
  ] as const)('S0-20 S1-24 follows the policy %s at a meeting held %s: %s', (rule, mode, allowed) => {
    const meeting = scheduled({ mode }, policyOf(rule));
    const decision = meeting.decide('endorseConfidentiality', verbal(housing), workers.chair, []);
    if (decision.kind === 'refused') {
      expect(decision.code).toBe('verbal-endorsement-not-allowed');
      expect(decision.message).toContain(rule);
    }
    expect(decision.kind === 'accepted').toBe(allowed);
  });

  it('S0-19 refuses a word that nobody who runs the meeting recorded', () => {
    const meeting = scheduled();
    expect(meeting.refused('endorseConfidentiality', verbal(housing), housing).code).toBe(
      'verbal-endorsement-by-chair',
    );
    expect(meeting.refused('endorseConfidentiality', verbal(housing), workers.police).code).toBe(
      'verbal-endorsement-by-chair',
    );
  });

  it('S0-18 refuses an old text, a click or a paper for another, and who is not invited', () => {
    const meeting = scheduled();
    expect(
      meeting.refused('endorseConfidentiality', { ...electronic, textVersion: 'old' }, housing).code,
    ).toBe('declaration-text-out-of-date');
    expect(
      meeting.refused('endorseConfidentiality', { ...electronic, for: housing }, workers.chair).code,
    ).toBe('endorsement-by-another');
    expect(
      meeting.refused(
        'endorseConfidentiality',
        { mode: 'written', textVersion: 'decl-1', for: housing },
        workers.police,
      ).code,
    ).toBe('not-running-the-meeting');
    expect(meeting.refused('endorseConfidentiality', electronic, workers.hospital).code).toBe('not-invited');
  });

  it('S0-21 keeps a refusal, which the chair gets as a task', () => {
    const meeting = scheduled();
    meeting.run('refuseConfidentiality', { reason: 'own_agency_rules' }, housing);
    expect(meeting.meeting.endorsements[0]).toMatchObject({ status: 'refused' });
    expect(meeting.meeting.tasks[0]).toMatchObject({ code: 'confidentiality_refused', for: workers.chair });
    expect(meeting.refused('refuseConfidentiality', { reason: 'other' }, workers.hospital).code).toBe(
      'not-invited',
    );
  });

  it('S0-21 tells each case of a refusal, so that an earlier endorsement opens nothing there', () => {
    const meeting = scheduled();
    meeting.run('endorseConfidentiality', electronic, housing);
    const did = meeting.run('refuseConfidentiality', { reason: 'other' }, housing);
    expect(commands(did, 'endorsementWithdrawn')).toMatchObject([{ id: caseA, input: { worker: housing } }]);
  });

  it('S0-31 lets somebody who was not there endorse when a plan copy waits for it', () => {
    const meeting = scheduled();
    meeting.run('recordAttendance', { present: [{ worker: housing, as: 'representative' }] }, workers.chair);
    const asked = meeting.run('requestEndorsement', { caseId: caseA, worker: workers.hospital }, 'system');
    expect(mailed(asked, 'declaration_request')).toEqual(['rep-hospital1']);
    const did = meeting.run('endorseConfidentiality', electronic, workers.hospital);
    expect(commands(did, 'endorsementReceived')[0]?.id).toBe(caseA);
  });
});
