import { describe, expect, it } from 'vitest';
import { caseCommands } from '../../../../functions/domain/case/decide.ts';
import type { CommandIntent } from '../../../../functions/domain/shared/intent.ts';
import { CaseUnderTest, caseIn, opening, persons, workers } from '../fixtures.ts';

const lead = { by: workers.specialist };
const convenor = { by: workers.convenor };

/** A case from which the police worker is excluded. */
function excluding(phase: Parameters<typeof caseIn>[0] = 'meeting_preparation'): CaseUnderTest {
  const made = caseIn(phase);
  made.run('declareConflict', { ...workers.police, because: 'close_to_person_using_violence' }, convenor);
  return made;
}

const byWorkers = caseCommands.filter(({ by }) => by !== 'system').map(({ name }) => name);
const open = ['reportIncident', 'declareConflict'];

describe('a worker who is excluded from a case', () => {
  it.each(byWorkers.filter((name) => !open.includes(name)))('is refused %s, whatever the phase', (name) => {
    for (const made of [excluding(), excluding('referral')]) {
      expect(made.refused(name, {})).toEqual({
        kind: 'refused',
        code: 'worker-excluded',
        message: 'you are excluded from this case; nothing was done',
      });
      expect(made.decide(name, {}, { by: workers.police2 })).not.toMatchObject({ code: 'worker-excluded' });
    }
  });

  it('S0-12 reports a new incident all the same', () => {
    const made = excluding();
    const incident = {
      at: made.now,
      reportedToPolice: false,
      victimIds: [persons.victim],
      severity: 'serious',
    };
    made.run('reportIncident', incident);
    expect(made.tasks('incident.review')).toHaveLength(1);
  });

  it('declares a conflict of the own, and of nobody else', () => {
    const made = caseIn('consent_attempt');
    made.run('declareConflict', { agencyId: 'agy-police' }, convenor);
    expect(made.refused('declareConflict', workers.specialist).code).toBe('worker-excluded');
    expect(made.refused('declareConflict', { agencyId: 'agy-specialist' }).code).toBe('worker-excluded');
    made.run('declareConflict', workers.police);
    expect(made.case.exclusions).toHaveLength(2);
  });

  it('is so by a colleague, the convenor or the chair, and by nobody of another agency', () => {
    const police = { agencyId: 'agy-police' };
    for (const by of [workers.specialist, workers.hospital])
      for (const who of [workers.police, police]) {
        const made = caseIn('consent_attempt');
        expect(made.refused('declareConflict', who, { by })).toMatchObject({ code: 'not-for-this-worker' });
      }
    for (const by of [workers.police2, workers.convenor, workers.chair])
      for (const who of [workers.police, police]) {
        const made = caseIn('consent_attempt');
        made.run('declareConflict', who, { by });
        expect(made.case.exclusions).toMatchObject([who]);
      }
  });

  it('by a colleague is looked at by who runs the case, chased, and ends when it is lifted', () => {
    const made = caseIn('consent_attempt');
    const did = made.run('declareConflict', workers.police, { by: workers.police2 });
    const exclusionId = made.case.exclusions[0]?.exclusionId;
    const [task] = made.tasks('review_exclusion');
    expect(task).toMatchObject({ for: workers.convenor, subject: exclusionId });
    expect(made.clock('task.due', task?.taskId)).toBeDefined();
    const asked = did.intents.filter((one) => one.intent === 'message' && one.kind === 'task_assigned');
    expect(asked).toContainEqual(expect.objectContaining({ to: [workers.convenor] }));
    made.run('liftConflict', { exclusionId, reason: 'declared_in_error' }, { by: workers.chair });
    expect(made.tasks('review_exclusion')).toEqual([]);
  });

  it('is so by triage while the case has no convenor', () => {
    const made = new CaseUnderTest();
    made.run('refer', { ...opening(), contacts: { triage: workers.hospital } });
    made.run('declareConflict', workers.police, { by: workers.hospital });
    expect(made.case.exclusions).toHaveLength(1);
  });

  it('is made known to the meeting to come, and that it is lifted too', () => {
    const made = caseIn('meeting_preparation');
    const told = (intents: readonly { intent: string }[]) =>
      intents.filter(
        (i): i is CommandIntent => i.intent === 'command' && 'name' in i && i.name === 'caseChanged',
      );
    const input = { caseId: made.caseId, excluded: [{ ...workers.police }] };
    expect(told(made.run('declareConflict', workers.police, convenor).intents)).toMatchObject([
      { aggregate: 'meeting', id: 'mtg-0001', input },
    ]);
    const exclusionId = made.case.exclusions[0]?.exclusionId;
    const lifted = made.run('liftConflict', { exclusionId, reason: 'declared_in_error' }, lead);
    expect(told(lifted.intents)).toMatchObject([{ input: { ...input, excluded: [] } }]);
  });

  it('is not let in again by a colleague, nor by somebody without a function on the case', () => {
    const made = excluding();
    const lift = { exclusionId: made.case.exclusions[0]?.exclusionId, reason: 'declared_in_error' };
    for (const by of [workers.police2, workers.hospital]) {
      expect(made.refused('liftConflict', lift, { by }).code).toBe('not-for-this-worker');
    }
    made.run('liftConflict', lift, { by: workers.chair });
    expect(made.case.exclusions[0]?.liftedAt).toBe(made.now);
  });

  it('is not invited by a change of their agency’s part', () => {
    const made = excluding();
    const names = (input: object) =>
      made
        .run('setParticipation', { agencyId: 'agy-police', ...input }, lead)
        .intents.map((i) => (i.intent === 'command' ? i.name : i.intent));
    expect(names({ participation: 'required', reason: 'their_record' })).not.toContain('inviteAgency');
    made.run('nameRepresentative', workers.police2, lead);
    expect(names({ participation: 'invited' })).toContain('inviteAgency');
  });
});
