import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../../functions/domain/case/state.ts';
import type { CaseUnderTest } from '../fixtures.ts';
import { workers } from '../fixtures.ts';
import { action, plannedCase } from './later-phases.ts';

const lead = { by: workers.specialist };
const to = (actionId: string | undefined, worker: object = workers.childProtection) => ({
  actionId,
  to: worker,
  reason: 'better_placed',
});
const endorse = (c: CaseUnderTest, worker: CaseState['endorsements'][number]['worker']) => {
  const endorsement = { worker, at: c.now, textVersion: 'decl-1', mode: 'electronic' as const };
  c.state = { ...c.case, endorsements: [...c.case.endorsements, endorsement] };
};

describe('handing an action on', () => {
  it('S0-43 moves the action, its clocks and the asking with the lead, and keeps who had it', () => {
    const { c, ids } = plannedCase(['immediate']);
    const [actionId = ''] = ids;
    c.run('acceptAction', { actionId }, { by: workers.police });
    const due = c.clock('action.due', actionId);
    const decision = c.later({ hours: 1 }).run('handOnAction', to(actionId), lead);
    expect(action(c, actionId)).toMatchObject({
      owner: workers.childProtection,
      negotiation: 'proposed',
      handOns: [{ from: workers.police, to: workers.childProtection, agreedBy: 'rep-specialist1' }],
    });
    expect(action(c, actionId).acceptedAt).toBeUndefined();
    const renewed = c.clock('action.due', actionId);
    expect(renewed?.dueAt).toBe(due?.dueAt);
    expect(renewed?.clockId).not.toBe(due?.clockId);
    expect(c.clock('action.acknowledge', actionId)).toBeDefined();
    expect(decision.intents).toContainEqual(
      expect.objectContaining({ kind: 'action_assigned', to: [workers.childProtection] }),
    );
  });

  it('S0-43 tells who held the action that it has gone, unless they are excluded or gave it themselves', () => {
    const taken = (c: CaseUnderTest, actionId: string | undefined, worker?: object) =>
      c
        .run('handOnAction', to(actionId, worker), lead)
        .intents.filter((i) => i.intent === 'message' && i.params['why'] === 'taken');
    const { c, ids } = plannedCase(['standard', 'standard']);
    expect(taken(c, ids[0])).toMatchObject([{ kind: 'action_assigned', to: [workers.police] }]);
    expect(taken(c, ids[0], workers.specialist)).toMatchObject([{ to: [workers.childProtection] }]);
    expect(taken(c, ids[0], workers.police2)).toEqual([]);
    c.run('declareConflict', workers.police, { by: workers.convenor });
    expect(taken(c, ids[1])).toEqual([]);
  });

  it('S0-43 makes what the owner asks for a task of the lead, and moves nothing yet', () => {
    const { c, ids } = plannedCase();
    c.run('handOnAction', to(ids[0]), { by: workers.police });
    expect(action(c, ids[0] ?? '').owner).toEqual(workers.police);
    expect(c.tasks('action.hand_on_asked')).toMatchObject([{ for: workers.specialist }]);
    c.run('handOnAction', to(ids[0]), lead);
    expect(c.tasks('action.hand_on_asked')).toEqual([]);
  });

  it('S0-30 sends the plan to an endorsed new owner on the ground of taking the action over', () => {
    const { c, ids } = plannedCase(['standard', 'standard']);
    endorse(c, workers.childProtection);
    const decision = c.run('handOnAction', to(ids[0]), lead);
    expect(decision.intents).toContainEqual(
      expect.objectContaining({
        kind: 'plan_copy',
        to: [workers.childProtection],
        params: { planId: 'pln-0001', version: 1, ground: 'takes_action_over' },
      }),
    );
    const again = c.run('handOnAction', to(ids[1]), lead);
    expect(again.intents.filter((i) => i.intent === 'message' && i.kind === 'plan_copy')).toEqual([]);
    expect(c.case.planCopies).toHaveLength(1);
  });

  it('S0-31 holds the copy of a new owner who has not endorsed, visibly and with a task', () => {
    const { c, ids } = plannedCase();
    const decision = c.run('handOnAction', to(ids[0]), lead);
    expect(c.case.planCopies).toMatchObject([{ status: 'held_not_endorsed', ground: 'takes_action_over' }]);
    expect(c.tasks('plan.copy_held')).toHaveLength(1);
    expect(c.clock('plan.copy_held')).toBeDefined();
    expect(decision.intents.filter((i) => i.intent === 'message' && i.kind === 'plan_copy')).toEqual([]);
  });

  it('S0-31 waits no more for the endorsement of who gave the last action away', () => {
    const { c, ids } = plannedCase();
    c.run('handOnAction', to(ids[0]), lead);
    c.run('handOnAction', to(ids[0], workers.police), lead);
    expect(c.tasks('plan.copy_held')).toMatchObject([{ subject: workers.police.representativeId }]);
    expect(c.case.planCopies).toMatchObject([
      { to: workers.childProtection, status: 'stopped' },
      { to: workers.police, status: 'held_not_endorsed' },
    ]);
  });

  it('refuses an owner outside the case, the same owner and a worker without a say', () => {
    const { c, ids } = plannedCase();
    expect(c.refused('handOnAction', to(ids[0], workers.hospital), lead).code).toBe('agency-not-in-case');
    expect(c.refused('handOnAction', to(ids[0], workers.police), lead).code).toBe('already-owner');
    expect(c.refused('handOnAction', to(ids[0]), { by: workers.childProtection }).code).toBe(
      'not-for-this-worker',
    );
    expect(c.refused('handOnAction', to('act-none1'), lead).code).toBe('no-such-action');
  });
});
