import { describe, expect, it } from 'vitest';
import { memoryFor, memoryOf } from '../../lib/memory.ts';
import { choose, timeAt, usdOf } from '../../scripts/bench-memory.ts';
import { functionNames } from '../../scripts/bundle.ts';

const light = { name: 'evaluate-case', start: 80, call: 10, megabytes: 100 } as const;

describe('the memory of a function', () => {
  it('is said of each, and of no other', () => {
    expect(Object.keys(memoryOf).toSorted()).toEqual(functionNames());
    expect(() => memoryFor('serve-nobody')).toThrow('lib/memory.ts does not know serve-nobody');
  });

  it('is the smallest in which it has room, and begins and answers in time', () => {
    expect(choose(light)).toBe(256);
    expect(choose({ ...light, megabytes: 200 })).toBe(512);
    expect(choose({ ...light, start: 150 })).toBe(512);
    expect(choose({ ...light, call: 200 })).toBe(512);
  });

  it('is more where people wait for it, and at most one processor', () => {
    expect(choose({ ...light, name: 'serve-api', call: 40 })).toBe(512);
    expect(choose({ ...light, name: 'serve-api', call: 5_000 })).toBe(1769);
  });

  it('is a share of a processor: time grows as it shrinks, and the price of pure work stays', () => {
    expect(timeAt(1769, light)).toEqual({ call: 50, start: 80 });
    expect(timeAt(884.5, light)).toEqual({ call: 60, start: 160 });
    // 1 GB for a second at 0.0000136, and 20 cents for a million calls.
    expect(usdOf(1024, 1000)).toBeCloseTo(13.8, 1);
  });
});
