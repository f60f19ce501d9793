import { describe, expect, it } from 'vitest';
import { instantSchema } from '../../../functions/domain/calendar/instants.ts';
import { localDateSchema } from '../../../functions/domain/calendar/local-date.ts';
import { caseTries } from './case-date-tries.ts';
import { otherTries } from './other-date-tries.ts';
import { commandsHolding } from './schemas.ts';

/** Every command with a date in its input, and ways to try one. */
const tries = { ...caseTries, ...otherTries };

/** Days about the case, and days that no calendar of holidays holds. */
const near = ['2026-03-06', '2026-04-20', '2026-01-10', '2027-09-01', '2026-03-02', '2026-03-09'];
const far = [
  '1900-01-01',
  '2023-12-31',
  '2032-12-01',
  '2032-12-31',
  '2099-06-30',
  '9999-12-31',
  '0001-01-01',
];

describe('a date in the input of a command', () => {
  it('is tried below for every command that takes one', () => {
    expect(Object.keys(tries).toSorted()).toEqual(
      commandsHolding([instantSchema, localDateSchema]).toSorted(),
    );
  });

  it.each(Object.entries(tries))('%s accepts or refuses any date, and never throws', (_, each) => {
    for (const one of each) {
      expect([...near, ...far].map(one)).toContain('accepted');
      for (const date of far) expect(['accepted', 'refused']).toContain(one(date));
    }
  });
});
