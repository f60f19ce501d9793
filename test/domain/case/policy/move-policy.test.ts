import { describe, expect, it } from 'vitest';
import { profiles } from '../../../../functions/domain/policy/index.ts';
import type { Policy } from '../../../../functions/domain/policy/schema.ts';
import { testPolicy } from '../../test-policy.ts';
import { caseIn, workers } from '../fixtures.ts';

const convene = testPolicy.clocks['meeting.convene'];
if (!convene) throw new Error('the policy of tests has no such clock');
const soon = { amount: 1, unit: 'hours' } as const;
const later: Policy = {
  ...testPolicy,
  version: 'wa-8',
  clocks: { ...testPolicy.clocks, 'meeting.convene': { ...convene, due: { standard: soon, urgent: soon } } },
};
const by = workers.convenor;
const to = ({ version }: Policy) => ({ version });

describe('a case that moves to another version of its policy', () => {
  it('lives under it from then on, and says from which it came', () => {
    const made = caseIn('meeting');
    const did = made.run('movePolicy', to(later), { by, notes: ['reason'], policy: later });
    expect(made.case.policyVersion).toBe(later.version);
    expect(did.events).toContainEqual({
      type: 'policy.moved',
      facts: { from: testPolicy.version, to: later.version },
    });
  });

  it('leaves what is due where it was promised', () => {
    const made = caseIn('meeting_scheduling');
    const due = made.clock('meeting.convene')?.dueAt;
    made.run('movePolicy', to(later), { by, notes: ['reason'], policy: later });
    expect(made.clock('meeting.convene')?.dueAt).toBe(due);
  });

  it('does not move without a reason, without a change, or to what this deployment does not have', () => {
    const made = caseIn('meeting');
    expect(made.refused('movePolicy', to(later), { by, policy: later })).toMatchObject({
      code: 'narrative-missing',
    });
    expect(made.refused('movePolicy', to(testPolicy), { by, notes: ['reason'] })).toMatchObject({
      code: 'policy-unchanged',
    });
    expect(made.refused('movePolicy', { version: 'wa-99' }, { by, notes: ['reason'] })).toMatchObject({
      code: 'no-such-policy',
    });
  });

  it('does not move to other words and other laws', () => {
    const other = profiles.nz;
    const made = caseIn('meeting');
    expect(made.refused('movePolicy', to(other), { by, notes: ['reason'], policy: other })).toMatchObject({
      code: 'other-profile',
    });
  });

  it('does not move where a clock that runs would have no rule, which would strand it', () => {
    const made = caseIn('meeting_scheduling');
    const { 'meeting.convene': _, ...clocks } = testPolicy.clocks;
    const poorer: Policy = { ...testPolicy, version: 'wa-9', clocks };
    expect(made.refused('movePolicy', to(poorer), { by, notes: ['reason'], policy: poorer })).toMatchObject({
      code: 'policy-lacks-clock',
      missing: ['meeting.convene'],
    });
  });
});
