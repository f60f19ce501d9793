import { describe, expect, it } from 'vitest';
import type { Worker } from '../../../../functions/domain/shared/actor.ts';
import { CaseUnderTest, caseIn, opening, workers } from '../fixtures.ts';
import { withLead } from '../meeting/held-case.ts';

const { police, police2, specialist, convenor, chair, triage, region } = workers;
const clerk = { agencyId: police.agencyId, representativeId: 'rep-clerk1' };

/** A case in which a worker's colleague has declared a conflict of theirs, and how to review it. */
function declared(who = police, by = police2, made: CaseUnderTest = caseIn('meeting_preparation')) {
  made.run('declareConflict', who, { by });
  const { exclusionId } = made.case.exclusions.at(-1) ?? {};
  const review = (outcome: 'stands' | 'lifted_by_review') => ({ exclusionId, outcome });
  const asked = () => made.tasks('review_exclusion').map((task) => task.for);
  return { made, exclusionId, review, asked };
}
/** What somebody reviews it with. */
const saying = (by: Worker) => ({ by, notes: ['rationale'] });

describe('an exclusion on the word of a colleague', () => {
  it('stands, or is lifted, once somebody has looked at it and said why', () => {
    for (const outcome of ['stands', 'lifted_by_review'] as const) {
      const { made, review, asked } = declared();
      expect(made.refused('reviewExclusion', review(outcome), { by: convenor })).toMatchObject({
        code: 'narrative-missing',
        missing: ['rationale'],
      });
      const { intents } = made.run('reviewExclusion', review(outcome), saying(convenor));
      const [exclusion] = made.case.exclusions;
      expect(exclusion).toMatchObject({
        declaredBy: police2,
        review: { by: convenor, at: made.now, outcome },
      });
      expect(exclusion?.review?.noteId).toBeDefined();
      expect(exclusion?.liftedAt).toBe(outcome === 'stands' ? undefined : made.now);
      const meetings = intents.filter((one) => one.intent === 'command' && one.name === 'caseChanged');
      expect(meetings).toHaveLength(outcome === 'stands' ? 0 : 1);
      expect(asked()).toEqual([]);
      expect(made.refused('reviewExclusion', review('stands'), saying(chair)).code).toBe('already-reviewed');
    }
  });

  it('is reviewed by neither of the two, nor a colleague of theirs, nor anybody without a function', () => {
    const { made, review } = declared();
    const refused = (by: Worker) => made.refused('reviewExclusion', review('stands'), saying(by)).code;
    expect(refused(police)).toBe('worker-excluded');
    for (const by of [police2, clerk, workers.hospital]) expect(refused(by)).toBe('not-for-this-worker');
  });

  it('in the agency that leads is neither reviewed nor lifted there', () => {
    const colleague = { ...specialist, representativeId: 'rep-clerk1' };
    const another = { ...specialist, representativeId: 'rep-clerk2' };
    const { made, review, exclusionId } = declared(specialist, colleague, withLead());
    for (const by of [colleague, another]) {
      expect(made.refused('reviewExclusion', review('stands'), saying(by)).code).toBe('review-by-colleague');
      const lift = { exclusionId, reason: 'other' };
      expect(made.refused('liftConflict', lift, { by }).code).toBe('review-by-colleague');
    }
    made.run('reviewExclusion', review('stands'), saying(chair));
    made.run('liftConflict', { exclusionId, reason: 'other' }, { by: another });
  });

  it('is not ended as an ordinary task, by whoever it may be', () => {
    const { made } = declared();
    const [task] = made.tasks('review_exclusion');
    for (const by of [convenor, triage])
      expect(made.refused('completeTask', { taskId: task?.taskId, outcome: 'done' }, { by }).code).toBe(
        'task-has-own-command',
      );
  });

  it('among those who run the case is looked at by the lead of another agency', () => {
    const { made, review, asked } = declared(convenor, triage, withLead());
    expect(asked()).toEqual([specialist]);
    for (const by of [triage, chair, region])
      expect(made.refused('reviewExclusion', review('stands'), saying(by)).code).toBe('review-by-colleague');
    made.run('reviewExclusion', review('stands'), saying(specialist));
  });

  it('goes to one of them who is neither of the two, and to no other, while there is no other agency', () => {
    const { made, review, asked } = declared(convenor, triage, caseIn('referral'));
    expect(asked()).toEqual([chair]);
    for (const by of [triage, region])
      expect(made.refused('reviewExclusion', review('stands'), saying(by)).code).toBe('review-by-colleague');
    made.run('reviewExclusion', review('lifted_by_review'), saying(chair));
  });

  it('goes to the manager where there are only the two, and the declarer does not answer it all the same', () => {
    const made = new CaseUnderTest();
    made.run('refer', { ...opening(), contacts: { triage: convenor } }, { by: convenor });
    const { asked, review } = declared(convenor, triage, made);
    expect(asked()).toEqual([{ agencyId: triage.agencyId, post: 'manager' }]);
    expect(made.refused('reviewExclusion', review('stands'), saying(triage)).code).toBe(
      'review-by-colleague',
    );
    made.run('reviewExclusion', review('stands'), saying(region));
  });

  it('of oneself, and on the word of who runs the case, waits for no review', () => {
    for (const [who, by] of [
      [police, police],
      [police, convenor],
    ] as const) {
      const { made, review, asked } = declared(who, by);
      expect(asked()).toEqual([]);
      expect(made.refused('reviewExclusion', review('stands'), saying(chair)).code).toBe('no-such-exclusion');
    }
  });
});
