import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import {
  addElapsed,
  earliest,
  fromInstant,
  instantSchema,
  isInstant,
  latest,
  toInstant,
} from '../../../functions/domain/calendar/instants.ts';

const a = '2026-03-02T01:00:00.000Z';
const b = '2026-03-02T01:00:00.001Z';
const anyMs = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 });

describe('instants', () => {
  it('has exactly one form', () => {
    expect(isInstant(a)).toBe(true);
    for (const wrong of [
      '2026-03-02T01:00:00Z',
      '2026-03-02T01:00:00.000+08:00',
      '2026-06-31T01:00:00.000Z',
      '2026-03-02T24:00:00.000Z',
      '+002026-03-02T01:00:00.000Z',
      ' 2026-03-02T01:00:00.000Z',
      '',
    ]) {
      expect(isInstant(wrong), wrong).toBe(false);
      expect(z.safeParse(instantSchema, wrong).success).toBe(false);
      expect(() => fromInstant(wrong)).toThrow(RangeError);
    }
    expect(z.parse(instantSchema, a)).toBe(a);
  });

  it('refuses years whose strings would not sort', () => {
    expect(() => toInstant(253_402_300_800_000)).toThrow(RangeError);
    expect(() => toInstant(Number.NaN)).toThrow(RangeError);
  });

  it('goes to milliseconds and back, and sorts as time does', () => {
    fc.assert(
      fc.property(anyMs, anyMs, (x, y) => {
        expect(fromInstant(toInstant(x))).toBe(x);
        expect(toInstant(x) < toInstant(y)).toBe(x < y);
      }),
      { seed: 1 },
    );
  });

  it('adds elapsed time whatever the clocks on the wall do', () => {
    // Melbourne's clocks go back on 5 April 2026: 24 hours later it is an hour earlier on the wall.
    expect(addElapsed('2026-04-04T12:00:00.000Z', { hours: 24 })).toBe('2026-04-05T12:00:00.000Z');
    expect(addElapsed(a, { days: 1, hours: 2, minutes: 3, seconds: 4 })).toBe('2026-03-03T03:03:04.000Z');
    expect(addElapsed(a, { minutes: -90 })).toBe('2026-03-01T23:30:00.000Z');
  });

  it('finds the earliest and latest of those that are there', () => {
    expect(earliest(b, undefined, a)).toBe(a);
    expect(latest(a, b, undefined)).toBe(b);
    expect(earliest(undefined, b)).toBe(b);
    expect(latest(...[undefined])).toBeUndefined();
    expect(earliest(...[])).toBeUndefined();
  });
});
