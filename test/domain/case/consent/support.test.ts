import { describe, expect, it } from 'vitest';
import { tasksLeft } from '../../../../functions/domain/case/commands/ending/tasks-left.ts';
import type { Accepted } from '../../../../functions/domain/shared/decision.ts';
import { type CaseUnderTest, caseIn, persons, workers } from '../fixtures.ts';

const lead = { by: workers.specialist };
const child = { by: workers.childProtection };
const offer = { personId: persons.victim, kind: 'counselling', answer: 'accepted' };
const later = '2026-03-20T01:00:00.000Z';

/** She has accepted support, for which there is now a task. */
function promised(more: object = {}): { made: CaseUnderTest; offerId: string; did: Accepted<unknown> } {
  const made = caseIn('consent_attempt');
  const did = made.run('recordSupportOffer', { ...offer, ...more }, lead);
  return { made, did, offerId: made.case.consent.supportOffers.at(-1)?.offerId ?? '' };
}
const result = (made: CaseUnderTest, input: object, as = lead) => made.run('recordSupportResult', input, as);
const mailed = ({ intents }: Accepted<unknown>) =>
  intents.flatMap((one) =>
    one.intent === 'message' && one.kind === 'task_assigned'
      ? one.to.map((to) => [to.representativeId, one.params?.['code']])
      : [],
  );

describe('S4-04 support that she accepted', () => {
  it('is asked after, with a clock that chases it', () => {
    const { made, offerId, did } = promised();
    const [task] = made.tasks('provide_support');
    expect(task).toMatchObject({ for: workers.specialist, subject: offerId });
    expect(made.clock('task.due', task?.taskId)?.dueAt).toBe(task?.dueAt);
    expect(mailed(did)).toEqual([]);
    expect(tasksLeft(made.case)).not.toContainEqual(expect.objectContaining({ code: 'provide_support' }));
  });

  it('is asked of whoever is to provide it, by the day it was promised for', () => {
    const { made, did } = promised({ provider: workers.childProtection, dueAt: later });
    expect(made.tasks('provide_support')).toMatchObject([{ for: workers.childProtection, dueAt: later }]);
    expect(mailed(did)).toEqual([['rep-childprot1', 'provide_support']]);
  });

  it('is promised by nobody from outside the case, nobody excluded, and not for yesterday', () => {
    const made = caseIn('consent_attempt');
    const refused = (more: object) => made.refused('recordSupportOffer', { ...offer, ...more }, lead);
    expect(refused({ provider: workers.hospital })).toMatchObject({
      code: 'agency-not-in-case',
      field: 'provider',
    });
    expect(refused({ dueAt: '2026-03-01T01:00:00.000Z' }).code).toBe('date-not-ahead');
    made.run('declareConflict', workers.childProtection, child);
    expect(refused({ provider: workers.childProtection }).code).toBe('worker-excluded');
  });

  it('is chased until somebody says that she has it, and not by a bare "done"', () => {
    const { made, offerId } = promised();
    const [task] = made.tasks('provide_support');
    const done = { taskId: task?.taskId, outcome: 'done' };
    expect(made.refused('completeTask', done, lead).code).toBe('task-has-own-command');
    result(made, { offerId, outcome: 'provided' });
    expect(made.tasks('provide_support')).toEqual([]);
    expect(made.clock('task.due', task?.taskId)).toBeUndefined();
    expect(made.case.consent.supportOffers[0]?.results).toEqual([
      { outcome: 'provided', by: workers.specialist, at: made.now },
    ]);
    expect(made.refused('recordSupportResult', { offerId, outcome: 'not_wanted' }, lead).code).toBe(
      'already-recorded',
    );
  });

  it('and that she was not given goes to the lead, who finds another way', () => {
    const { made, offerId } = promised({ provider: workers.childProtection });
    const no = { offerId, outcome: 'not_provided' };
    expect(made.refused('recordSupportResult', no, child).code).toBe('reason-missing');
    const did = result(made, { ...no, reason: 'no_place' }, child);
    expect(made.tasks('provide_support')).toEqual([]);
    const [task] = made.tasks('support_not_provided');
    expect(task).toMatchObject({ for: workers.specialist, subject: offerId });
    expect(made.clock('task.due', task?.taskId)).toBeDefined();
    expect(mailed(did)).toEqual([['rep-specialist1', 'support_not_provided']]);
    expect(tasksLeft(made.case)).toContainEqual(expect.objectContaining({ code: 'support_not_provided' }));
    result(made, { offerId, outcome: 'provided' }, child);
    expect(made.tasks('support_not_provided')).toEqual([]);
  });

  it('is no longer chased when she wants it no more: that kind alone, or all of it', () => {
    const { made } = promised();
    made.run('recordSupportOffer', { ...offer, kind: 'housing' }, lead);
    made.run('recordSupportOffer', { ...offer, answer: 'declined' }, lead);
    const outcomes = () => made.case.consent.supportOffers.map((one) => one.results?.at(-1)?.outcome);
    expect(outcomes()).toEqual(['not_wanted', undefined, undefined]);
    expect(made.tasks('provide_support')).toHaveLength(1);
    made.run('setSupportFlag', { personId: persons.victim, answer: 'no' }, lead);
    expect(outcomes()).toEqual(['not_wanted', 'not_wanted', undefined]);
    expect(made.tasks('provide_support')).toEqual([]);
  });

  it('waits after a death in the family, and is asked after again for the living', () => {
    const { made } = promised();
    const death = { personId: persons.child };
    made.run('recordDeath', { ...death, learntFrom: 'police' }, lead);
    expect(made.tasks('provide_support')).toEqual([]);
    made.run('reviewDeathHold', { ...death, decision: 'continue' }, { ...lead, notes: ['review'] });
    expect(made.tasks('provide_support')).toHaveLength(1);
  });

  it('is not asked of an offer that she declined', () => {
    const { made, offerId } = promised({ answer: 'declined', reason: 'fear' });
    expect(made.tasks('provide_support')).toEqual([]);
    expect(made.refused('recordSupportResult', { offerId, outcome: 'provided' }, lead).code).toBe(
      'no-such-offer',
    );
  });
});
