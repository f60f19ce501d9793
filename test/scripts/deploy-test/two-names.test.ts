import { describe, expect, it } from 'vitest';
import { TwoNames } from '../../../scripts/deploy-test/two-names.ts';

describe('ids of a scenario and of the API', () => {
  const names = new TwoNames();
  names.add('case-inside', 'case-outside');

  it('replaces an id wherever it stands, keys too, and nothing else', () => {
    const told = { id: 'case-inside', views: { 'case-inside': ['x', 'case-inside'] }, case: 1 };
    expect(names.outward(told)).toEqual({
      id: 'case-outside',
      views: { 'case-outside': ['x', 'case-outside'] },
      case: 1,
    });
  });

  it('comes back to what it was', () => {
    const told = { id: 'case-inside' };
    expect(names.inward(names.outward(told))).toEqual(told);
    expect(names.inward(undefined)).toBeUndefined();
  });
});
