import { describe, expect, it } from 'vitest';
import { asConfigured, synthesize } from './templates.ts';

describe('synthesis', () => {
  const first = asConfigured();

  it('is the same each time', () => {
    const { stacks: _, ...again } = synthesize();
    const { stacks: __, ...before } = first;
    expect(again).toEqual(before);
  });

  it('warns of nothing', () => expect(first.complaints).toEqual([]));

  it('knows no account and looks nothing up', () => {
    for (const stack of Object.values(first.stacks)) {
      expect(stack.account).toMatch(/Token/);
      expect(stack.node.tryGetContext('availability-zones')).toBeUndefined();
    }
  });
});
