import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../../functions/domain/case/state.ts';
import type { Accepted } from '../../../../functions/domain/shared/decision.ts';
import { testPolicy } from '../../test-policy.ts';
import { caseIn, workers } from '../fixtures.ts';

const glass = (minutes = 30) => ({ reason: 'danger_to_life', minutes });
const withReason = { by: workers.hospital, notes: ['rationale'] };
const mailed = (did: Accepted<CaseState>) =>
  did.intents.flatMap((intent) => (intent.intent === 'message' ? [intent] : []));

describe('an emergency reading', () => {
  it('is for a worker of any agency, for as long as asked, and says why', () => {
    const made = caseIn('meeting');
    expect(made.refused('breakGlass', glass(), { by: workers.hospital })).toMatchObject({
      code: 'narrative-missing',
    });
    made.run('breakGlass', glass(), withReason);
    expect(made.case.breakGlass).toMatchObject([
      { worker: workers.hospital, reason: 'danger_to_life', from: made.now },
    ]);
    expect(made.case.breakGlass?.[0]?.until).toBe(made.later({ minutes: 30 }).now);
  });

  it('lasts no longer than the policy allows', () => {
    const made = caseIn('meeting');
    const { breakGlassMinutes } = testPolicy.access;
    expect(made.refused('breakGlass', glass(breakGlassMinutes + 1), withReason)).toMatchObject({
      code: 'break-glass-too-long',
    });
    made.run('breakGlass', glass(breakGlassMinutes), withReason);
  });

  it('is never for somebody excluded from the case', () => {
    const made = caseIn('meeting');
    made.run('declareConflict', { ...workers.police2 }, { by: workers.police });
    expect(made.refused('breakGlass', glass(), { by: workers.police2, notes: ['rationale'] })).toMatchObject({
      code: 'worker-excluded',
    });
  });

  it('is told to convenor and chair at once, and becomes a chased task', () => {
    const made = caseIn('meeting');
    const did = made.run('breakGlass', glass(), withReason);
    expect(mailed(did)).toMatchObject([{ kind: 'break_glass', to: [workers.convenor, workers.chair] }]);
    const [task] = made.tasks('break_glass.review');
    expect(task).toMatchObject({ for: workers.convenor });
    expect(made.clock('task.due', task?.taskId)).toBeDefined();
    expect(
      made.refused('completeTask', { taskId: task?.taskId, outcome: 'done' }, { by: workers.convenor }),
    ).toMatchObject({ code: 'task-has-own-command' });
  });

  it('is reviewed by another than the reader', () => {
    const made = caseIn('meeting');
    const did = made.run('breakGlass', glass(), { by: workers.convenor, notes: ['rationale'] });
    expect(mailed(did)[0]?.to).toEqual([workers.chair]);
    const grantId = made.case.breakGlass?.[0]?.grantId;
    const review = { grantId, outcome: 'justified' };
    expect(made.refused('reviewBreakGlass', review, { by: workers.convenor })).toMatchObject({
      code: 'review-by-reader',
    });
    expect(made.refused('reviewBreakGlass', review, { by: workers.police })).toMatchObject({
      code: 'not-for-this-worker',
    });
    made.run('reviewBreakGlass', review, { by: workers.chair });
    expect(made.tasks('break_glass.review')).toEqual([]);
    expect(made.refused('reviewBreakGlass', review, { by: workers.chair })).toMatchObject({
      code: 'already-reviewed',
    });
  });

  it('ends at once when it was not right, with the finding in words', () => {
    const made = caseIn('meeting');
    made.run('breakGlass', glass(), withReason);
    made.later({ minutes: 5 });
    const review = { grantId: made.case.breakGlass?.[0]?.grantId, outcome: 'not_justified' };
    expect(made.refused('reviewBreakGlass', review, { by: workers.convenor })).toMatchObject({
      missing: ['finding'],
    });
    made.run('reviewBreakGlass', review, { by: workers.convenor, notes: ['finding'] });
    expect(made.case.breakGlass).toMatchObject([{ until: made.now, review: { outcome: 'not_justified' } }]);
  });
});
